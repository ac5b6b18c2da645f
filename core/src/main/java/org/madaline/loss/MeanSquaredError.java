package org.madaline.loss;

import org.madaline.graph.Node;

/// (x - y)².
///
/// Predictions of any shape; as many targets.
///
/// @param reduction default MEAN
public record MeanSquaredError(Reduction reduction) implements Loss {
    public MeanSquaredError() {
        this(Reduction.MEAN);
    }

    @Override
    public Node build(Node prediction, Node target) {
        return reduction.apply(prediction.minus(Targets.like(prediction, target)).square());
    }
}
