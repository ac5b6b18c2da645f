package org.madaline.linear;

import java.util.stream.IntStream;
import org.madaline.data.Dataset;
import org.madaline.pipeline.Estimator;
import org.madaline.task.OutputForm;
import org.madaline.tensor.Shape;

/// A linear model as the estimator of a pipeline, in double precision.
///
/// @param model with its basis, which belongs to it
public record LinearEstimator(LinearModel model) implements Estimator {
    /// Up to so many numbers, 32 MB, data are taken in double precision.
    private static final long MOST_DOUBLES = 1 << 22;

    /// Products of a number and a weight in one evaluation of all classes, beyond which the matrix products of single
    /// precision are worth their rounding: a second each in double precision.
    private static final double MOST_PRODUCTS = 1e9;

    @Override
    public Shape input() {
        return Shape.of(model.inputs());
    }

    @Override
    public int outputs() {
        return model.intercepts().length;
    }

    @Override
    public OutputForm form() {
        return switch (model.kind()) {
            case LOGISTIC, SOFTMAX, REGRESSION -> OutputForm.LOGITS;
            case ONE_VS_REST -> OutputForm.SEPARATE_LOGITS;
        };
    }

    @Override
    public double[] outputs(double[] x) {
        return model.scores(DesignMatrix.of(1, x.length, x));
    }

    @Override
    public double[][] outputs(Dataset data) {
        double[][] rows = new double[data.size()][outputs()];
        int most = (int) Math.max(1, MOST_DOUBLES / Math.max(1, data.inputShape().size()));
        for (int from = 0; from < rows.length; from += most) {
            double[] z = model.scores(doubles(data, from, Math.min(most, rows.length - from)));
            for (int i = 0; i < z.length / outputs(); i++) {
                System.arraycopy(z, i * outputs(), rows[from + i], 0, outputs());
            }
        }
        return rows;
    }

    /// {@return the examples as a matrix: in double precision, or in single precision where they or their products
    /// with the weights of all classes are many}
    ///
    /// @param data of any size
    public static DesignMatrix matrix(Dataset data) {
        long numbers = (long) data.size() * data.inputShape().size();
        return numbers > MOST_DOUBLES || (double) numbers * data.classNames().size() > MOST_PRODUCTS
                ? DesignMatrix.of(data)
                : doubles(data, 0, data.size());
    }

    private static DesignMatrix doubles(Dataset data, int from, int count) {
        int columns = data.inputShape().size();
        double[] values = new double[count * columns];
        double[] y = new double[data.targetShape().size()];
        for (int i = 0; i < count; i++) {
            data.read(from + i, values, i * columns, y, 0);
        }
        return DesignMatrix.of(count, columns, values);
    }

    /// What the examples count.
    static double[] weights(Dataset data) {
        return IntStream.range(0, data.size()).mapToDouble(data::weight).toArray();
    }
}
