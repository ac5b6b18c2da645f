package org.madaline.pipeline;

import org.madaline.data.Dataset;
import org.madaline.task.OutputForm;
import org.madaline.tensor.Shape;

/// What computes outputs from numbers: a network or a linear model. Immutable; any number of threads may ask at once.
public interface Estimator {
    /// {@return the shape of one x}
    Shape input();

    /// {@return the number of outputs for one example}
    int outputs();

    /// {@return what the outputs are}
    OutputForm form();

    /// The outputs for one example.
    ///
    /// @param x `input().size()` numbers
    /// @return `outputs()` numbers
    double[] outputs(double[] x);

    /// {@return the outputs for all examples of a data set, a row for each; targets are not looked at} One after the other, unless an
    /// estimator computes many at once.
    ///
    /// @param data examples of the shape of one x
    default double[][] outputs(Dataset data) {
        double[][] all = new double[data.size()][];
        double[] y = new double[data.targetShape().size()];
        for (int i = 0; i < all.length; i++) {
            double[] x = new double[data.inputShape().size()];
            data.read(i, x, 0, y, 0);
            all[i] = outputs(x);
        }
        return all;
    }
}
