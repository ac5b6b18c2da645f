package org.madaline.loss;

import org.madaline.graph.Node;

/// eˣ - y x: the negative log-likelihood of counts y under a Poisson distribution whose mean has the logarithm x, but
/// for a term without x.
///
/// Predictions of any shape; as many targets.
///
/// @param reduction default MEAN
public record PoissonLikelihood(Reduction reduction) implements Loss {
    public PoissonLikelihood() {
        this(Reduction.MEAN);
    }

    @Override
    public Node build(Node prediction, Node target) {
        return reduction.apply(prediction.exp().minus(Targets.like(prediction, target).times(prediction)));
    }
}
