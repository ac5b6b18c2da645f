package org.madaline.loss;

import org.madaline.graph.Node;

/// |x - y|, with the slope 0 where both are equal.
///
/// Predictions of any shape; as many targets.
///
/// @param reduction default MEAN
public record MeanAbsoluteError(Reduction reduction) implements TermwiseLoss {
    /// The mean over all values.
    public MeanAbsoluteError() {
        this(Reduction.MEAN);
    }

    @Override
    public LossTerms terms(Node prediction, Node target) {
        Node each = prediction.minus(Targets.like(prediction, target)).abs();
        return LossTerms.of(each, reduction, prediction.shape().dim(0));
    }
}
