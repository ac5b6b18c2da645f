package org.madaline.task;

import java.util.Arrays;
import java.util.List;
import org.madaline.loss.Loss;
import org.madaline.loss.MeanSquaredError;

/// How unusual an example is: the model's outputs are the differences between x and what it makes of x, so that they are small where
/// an example is as the others are; where it makes something of x in several ways, one after the other. The error of a column is the root
/// of the mean of their squares over its numbers, divided by the mean of that over the training rows, in the mean over the ways; the
/// score of an example is the mean of its columns' errors.
///
/// @param parts     the columns, in the order of x
/// @param threshold from which score on an example counts as an outlier
public record OutlierTask(List<Part> parts, double threshold) implements Task<OutlierPrediction> {
    /// A column.
    ///
    /// @param name  of the column
    /// @param width how many numbers of x it becomes
    /// @param usual the mean error of the training rows, for each way
    public record Part(String name, int width, List<Double> usual) {
        /// Checks the numbers.
        ///
        /// @throws IllegalArgumentException if there is no width, or the error is not positive
        public Part {
            usual = List.copyOf(usual);
            if (width < 0 || !usual.stream().allMatch(error -> error > 0 && error < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("column " + name + " has " + width + " numbers and the usual errors " + usual
                        + "; the former may not be negative, the latter must be positive");
            }
        }
    }

    /// Copies the parts.
    ///
    /// @throws IllegalArgumentException if there is no column, or the threshold is no number
    public OutlierTask {
        parts = List.copyOf(parts);
        if (parts.isEmpty() || Double.isNaN(threshold)) {
            throw new IllegalArgumentException("a task of outliers needs columns and a threshold, not " + parts.size() + " and " + threshold);
        }
        if (parts.stream().mapToInt(part -> part.usual.size()).distinct().count() > 1 || parts.getFirst().usual.isEmpty()) {
            throw new IllegalArgumentException("the columns of a task of outliers have as many usual errors each, at least one");
        }
    }

    @Override
    public List<String> names() {
        return parts.stream().map(Part::name).toList();
    }

    /// The squares of the differences: the targets are 0.
    @Override
    public Loss loss(int outputs, OutputForm form) {
        check(outputs);
        return new MeanSquaredError();
    }

    private void check(int outputs) {
        int width = parts.stream().mapToInt(Part::width).sum() * ways();
        if (outputs != width) {
            throw new IllegalArgumentException("the columns of a model of outliers become " + width + " numbers, but it has " + outputs + " outputs");
        }
    }

    /// In how many ways something is made of x.
    private int ways() {
        return parts.getFirst().usual.size();
    }

    @Override
    public OutlierPrediction decode(double[] outputs, OutputForm form) {
        check(outputs.length);
        double[] errors = new double[parts.size()];
        int at = 0;
        for (int way = 0; way < ways(); way++) {
            for (int c = 0; c < errors.length; c++) {
                Part part = parts.get(c);
                double squares = 0;
                for (int end = at + part.width; at < end; at++) {
                    squares += outputs[at] * outputs[at];
                }
                errors[c] += part.width == 0 ? 0 : Math.sqrt(squares / part.width) / part.usual.get(way) / ways();
            }
        }
        double score = Arrays.stream(errors).sum() / errors.length;
        return new OutlierPrediction(names(), Arrays.stream(errors).boxed().toList(), score, threshold);
    }
}
