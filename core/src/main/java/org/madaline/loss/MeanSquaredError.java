package org.madaline.loss;

import org.madaline.graph.Node;

/// (x - y)².
///
/// Predictions of any shape; as many targets.
///
/// @param reduction default MEAN
public record MeanSquaredError(Reduction reduction) implements TermwiseLoss {
    /// The mean over all values.
    public MeanSquaredError() {
        this(Reduction.MEAN);
    }

    @Override
    public LossTerms terms(Node prediction, Node target) {
        Node each = prediction.minus(Targets.like(prediction, target)).square();
        return LossTerms.of(each, reduction, prediction.shape().dim(0));
    }
}
