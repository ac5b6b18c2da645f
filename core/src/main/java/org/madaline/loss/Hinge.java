package org.madaline.loss;

import org.madaline.graph.Node;

/// max(0, margin - y x), or its square, for targets y of -1 and 1: the loss of support vector machines.
///
/// Predictions: scores of any shape; as many targets.
///
/// @param margin default 1
/// @param squared default false
/// @param reduction default MEAN
public record Hinge(double margin, boolean squared, Reduction reduction) implements TermwiseLoss {
    /// Margin 1, not squared, the mean over all values.
    public Hinge() {
        this(1, false, Reduction.MEAN);
    }

    @Override
    public LossTerms terms(Node prediction, Node target) {
        Node each = prediction.times(Targets.like(prediction, target)).negative().plus(margin).relu();
        return LossTerms.of(squared ? each.square() : each, reduction, prediction.shape().dim(0));
    }
}
