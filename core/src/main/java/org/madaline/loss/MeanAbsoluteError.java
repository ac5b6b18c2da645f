package org.madaline.loss;

import org.madaline.graph.Node;

/// |x - y|, with the slope 0 where both are equal.
///
/// Predictions of any shape; as many targets.
///
/// @param reduction default MEAN
public record MeanAbsoluteError(Reduction reduction) implements Loss {
    public MeanAbsoluteError() {
        this(Reduction.MEAN);
    }

    @Override
    public Node build(Node prediction, Node target) {
        return reduction.apply(prediction.minus(Targets.like(prediction, target)).abs());
    }
}
