package org.madaline.loss;

import org.madaline.graph.Node;

/// The logistic loss ln(1 + exp(-y x)) for targets y of -1 and 1.
///
/// Predictions: scores of any shape; as many targets.
///
/// @param reduction default MEAN
public record SoftMargin(Reduction reduction) implements TermwiseLoss {
    /// The mean over all values.
    public SoftMargin() {
        this(Reduction.MEAN);
    }

    @Override
    public LossTerms terms(Node prediction, Node target) {
        Node each = prediction.times(Targets.like(prediction, target)).negative().softplus();
        return LossTerms.of(each, reduction, prediction.shape().dim(0));
    }
}
