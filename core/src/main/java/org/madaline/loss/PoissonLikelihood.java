package org.madaline.loss;

import org.madaline.graph.Node;

/// eˣ - y x: the negative log-likelihood of counts y under a Poisson distribution whose mean has the logarithm x, but
/// for a term without x.
///
/// Predictions of any shape; as many targets.
///
/// @param reduction default MEAN
public record PoissonLikelihood(Reduction reduction) implements TermwiseLoss {
    /// The mean over all values.
    public PoissonLikelihood() {
        this(Reduction.MEAN);
    }

    @Override
    public LossTerms terms(Node prediction, Node target) {
        Node each = prediction.exp().minus(Targets.like(prediction, target).times(prediction));
        return LossTerms.of(each, reduction, prediction.shape().dim(0));
    }
}
