package org.madaline.pipeline;

import org.madaline.data.Dataset;
import org.madaline.task.OutputForm;
import org.madaline.tensor.Shape;

/// What computes outputs from numbers: a network or a linear model. Immutable; any number of threads may ask at once.
public interface Estimator {
    /// The shape of one x.
    Shape input();

    /// The number of outputs for one example.
    int outputs();

    /// What the outputs are.
    OutputForm form();

    /// The outputs for one example.
    ///
    /// @param x `input().size()` numbers
    double[] outputs(double[] x);

    /// The outputs for all examples of a data set, a row for each; targets are not looked at.
    double[][] outputs(Dataset data);
}
