package org.madaline.loss;

import org.madaline.graph.Node;

/// x for targets 1 and max(0, margin - x) for targets -1: brings distances x of pairs that belong together to 0 and
/// those of all others beyond the margin.
///
/// Predictions: distances of any shape; as many targets.
///
/// @param margin default 1
/// @param reduction default MEAN
public record EmbeddingHinge(double margin, Reduction reduction) implements TermwiseLoss {
    /// Margin 1, the mean over all values.
    public EmbeddingHinge() {
        this(1, Reduction.MEAN);
    }

    @Override
    public LossTerms terms(Node prediction, Node target) {
        Node far = prediction.negative().plus(margin).relu();
        Node each = Targets.like(prediction, target).greater(0).select(prediction, far);
        return LossTerms.of(each, reduction, prediction.shape().dim(0));
    }
}
