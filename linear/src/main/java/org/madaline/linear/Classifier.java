package org.madaline.linear;

import org.madaline.data.Dataset;

/// What learns a [LinearModel] from objects and labels.
public sealed interface Classifier permits LogisticRegression, OneVsRest, SoftmaxRegression {

    /// Learns from the rows of `x`, their labels 0 ... K-1 and the weights of the examples.
    ///
    /// @param x             m objects
    /// @param labels        the class of each
    /// @param sampleWeights one finite weight of at least 0 for each row; null for 1
    /// @return the model, with word on how well the fit converged
    /// @throws IllegalArgumentException if the data hold NaN or infinity, if there are too few classes, or if labels,
    ///         weights and rows do not fit
    LinearModel fit(DesignMatrix x, int[] labels, double[] sampleWeights);

    /// Learns from examples that all weigh 1.
    ///
    /// @param x      m objects
    /// @param labels the class of each, 0 ... K-1
    /// @return the model, with word on how well the fit converged
    /// @throws IllegalArgumentException as the other
    default LinearModel fit(DesignMatrix x, int[] labels) {
        return fit(x, labels, null);
    }

    /// Learns from a data set of classes, each example of which counts by its own weight ([Dataset#weight]).
    ///
    /// @param data examples whose y is a class
    /// @return the model, with word on how well the fit converged
    /// @throws IllegalArgumentException as the others
    default LinearModel fit(Dataset data) {
        return fit(LinearEstimator.matrix(data), data.labels(), data.weighted() ? LinearEstimator.weights(data) : null);
    }
}
