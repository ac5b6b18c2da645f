package org.madaline.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.madaline.loss.Loss;
import org.madaline.loss.MeanSquaredError;
import org.madaline.loss.Pinball;

/// One or several numbers. A model yields them on a scale of its own, (y - offset) / scale, of y or of ln y; answers are in the units of the
/// data.
///
/// Where quantiles are predicted, each number has an output for each of them, and the answer is the median. Outputs that cross, as
/// those of a network may, are put in order.
///
/// @param targets the numbers, in the order of the outputs
/// @param quantiles the shares of values that lie below the outputs of a number, increasing, 0.5 among them; none: there is one
///     output for each number, the mean
public record NumberTask(List<Target> targets, List<Double> quantiles) implements Task<NumberPrediction> {
    /// Half of all values lie below it.
    public static final double MEDIAN = 0.5;

    /// A number to be predicted.
    ///
    /// @param name such as that of its column
    /// @param offset what is subtracted before training: usually the mean of the training part; 0 for none
    /// @param scale what is divided by: usually the deviation; 1 for none
    /// @param logarithmic whether offset and scale are those of ln y: for positive numbers whose relative errors count
    public record Target(String name, double offset, double scale, boolean logarithmic) {
        /// Checks offset and scale.
        ///
        /// @throws IllegalArgumentException if one of them is not finite, or the scale is not positive
        public Target {
            if (!Double.isFinite(offset) || !Double.isFinite(scale) || scale <= 0) {
                throw new IllegalArgumentException("the number " + name + " has the offset " + offset + " and the scale " + scale
                        + "; both must be finite, the scale positive");
            }
        }

        /// A number on a linear scale.
        ///
        /// @param name such as that of its column
        /// @param offset what is subtracted before training
        /// @param scale what is divided by
        public Target(String name, double offset, double scale) {
            this(name, offset, scale, false);
        }

        /// A number that a model yields as it is.
        ///
        /// @param name such as that of its column
        public Target(String name) {
            this(name, 0, 1);
        }

        /// The number on the model's scale.
        ///
        /// @param y in the units of the data
        /// @return (y - offset) / scale; of a logarithmic scale (ln y - offset) / scale
        /// @throws IllegalArgumentException if the scale is logarithmic and y not positive
        public double scaled(double y) {
            if (logarithmic && !(y > 0)) {
                throw new IllegalArgumentException(name + " is predicted on a logarithmic scale, which has no place for " + y);
            }
            return ((logarithmic ? StrictMath.log(y) : y) - offset) / scale;
        }

        /// The number in the units of the data.
        ///
        /// @param output on the model's scale
        /// @return output * scale + offset; of a logarithmic scale e to the power of it
        public double unscaled(double output) {
            double value = output * scale + offset;
            return logarithmic ? StrictMath.exp(value) : value;
        }
    }

    /// Copies the lists.
    ///
    /// @throws IllegalArgumentException if there is no number, or the quantiles are not in order or without the median
    public NumberTask {
        targets = List.copyOf(targets);
        quantiles = List.copyOf(quantiles);
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("a task needs the names of its numbers");
        }
        boolean ordered = quantiles.stream().sorted().distinct().toList().equals(quantiles);
        if (!quantiles.isEmpty() && !(ordered && quantiles.getFirst() > 0 && quantiles.getLast() < 1 && quantiles.contains(MEDIAN))) {
            throw new IllegalArgumentException("quantiles are increasing shares between 0 and 1, 0.5 among them, not " + quantiles);
        }
    }

    /// Numbers of which the mean is predicted.
    ///
    /// @param targets the numbers, in the order of the outputs
    public NumberTask(List<Target> targets) {
        this(targets, List.of());
    }

    /// {@return how many outputs a model has}
    public int outputs() {
        return targets.size() * Math.max(1, quantiles.size());
    }

    /// Numbers that nobody has named and that a model yields as they are: `y`, or `y1`, `y2`, ...
    ///
    /// @param count at least 1
    /// @return the task
    public static NumberTask unnamed(int count) {
        return new NumberTask(IntStream.rangeClosed(1, count).mapToObj(i -> new Target(count == 1 ? "y" : "y" + i)).toList());
    }

    /// One number that a model yields as it is.
    ///
    /// @param name such as that of its column
    public NumberTask(String name) {
        this(List.of(new Target(name)));
    }

    @Override
    public List<String> names() {
        return targets.stream().map(Target::name).toList();
    }

    @Override
    public Loss loss(int outputs, OutputForm form) {
        check(outputs);
        return quantiles.isEmpty() ? new MeanSquaredError() : new Pinball(quantiles);
    }

    private void check(int outputs) {
        if (outputs != outputs()) {
            throw new IllegalArgumentException("a model for the numbers " + String.join(", ", names()) + " needs " + outputs()
                    + " outputs, not " + outputs);
        }
    }

    @Override
    public NumberPrediction decode(double[] outputs, OutputForm form) {
        check(outputs.length);
        List<Double> values = new ArrayList<>();
        List<List<Double>> all = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            if (quantiles.isEmpty()) {
                values.add(targets.get(i).unscaled(outputs[i]));
                continue;
            }
            double[] own = ordered(outputs, i);
            all.add(Arrays.stream(own).boxed().toList());
            values.add(own[quantiles.indexOf(MEDIAN)]);
        }
        return new NumberPrediction(names(), values, quantiles, all);
    }

    /// The quantiles of a number, in the units of the data and in order.
    private double[] ordered(double[] outputs, int number) {
        double[] own = Arrays.copyOfRange(outputs, number * quantiles.size(), (number + 1) * quantiles.size());
        Arrays.sort(own);
        return Arrays.stream(own).map(targets.get(number)::unscaled).toArray();
    }
}
