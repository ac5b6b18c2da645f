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

    /// {@return the outputs for all examples of a data set, a row for each; targets are not looked at}
    ///
    /// @param data examples of the shape of one x
    double[][] outputs(Dataset data);
}
