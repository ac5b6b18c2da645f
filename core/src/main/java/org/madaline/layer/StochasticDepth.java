package org.madaline.layer;

import java.util.stream.IntStream;
import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.tensor.Shape;

/// Stochastic depth (Huang et al. 2016): in training a residual branch is left out for whole examples with probability
/// p, and grows by 1 / (1 - p) for the others; in inference nothing changes.
///
/// @param p the probability, in [0, 1)
public record StochasticDepth(double p) implements Layer {
    /// Checks the setting.
    ///
    /// @throws IllegalArgumentException if p lies outside of [0, 1)
    public StochasticDepth {
        Dropout.check("stochastic depth", p);
    }

    @Override
    public Node build(Graph g, Node x) {
        int[] mask = IntStream.range(0, x.shape().rank()).map(i -> i == 0 ? x.shape().dim(0) : 1).toArray();
        return Dropout.drop(g, x, p, "stochastic depth", Shape.of(mask));
    }
}
