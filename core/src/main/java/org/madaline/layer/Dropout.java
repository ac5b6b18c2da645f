package org.madaline.layer;

import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.graph.Node;

/// Dropout (Srivastava et al. 2014): in training each element becomes 0 with probability p, the others grow by
/// 1 / (1 - p); in inference nothing changes. The choice depends on the seed, the layer's path, the step and the index.
///
/// @param p the probability, in [0, 1)
public record Dropout(double p) implements Layer {
    /// @throws IllegalArgumentException if p lies outside of [0, 1)
    public Dropout {
        if (!(p >= 0 && p < 1)) {
            throw new IllegalArgumentException("dropout takes a probability in [0, 1), not " + p);
        }
    }

    @Override
    public Node build(Graph g, Node x) {
        if (g.mode() == Mode.INFERENCE || p == 0) {
            return x;
        }
        Node u = g.uniform("dropout", x.shape());
        return x.times(u.greater(p).times(1 / (1 - p)));
    }
}
