package org.madaline.linear;

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
}
