package org.madaline.layer;

import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.tensor.Shape;

/// Dropout (Srivastava et al. 2014): in training each element becomes 0 with probability p, the others grow by
/// 1 / (1 - p); in inference nothing changes. The choice depends on the seed, the layer's path, the step and the index.
///
/// @param p the probability, in [0, 1)
public record Dropout(double p) implements Layer {
    /// Checks the setting.
    ///
    /// @throws IllegalArgumentException if p lies outside of [0, 1)
    public Dropout {
        check("dropout", p);
    }

    @Override
    public Node build(Graph g, Node x) {
        return drop(g, x, p, "dropout", x.shape());
    }

    /// x times a random mask of the given shape, which is repeated over x.
    static Node drop(Graph g, Node x, double p, String purpose, Shape mask) {
        if (!g.isRandom() || p == 0) {
            return x;
        }
        return x.times(g.uniform(purpose, mask).greater(p).times(1 / (1 - p)));
    }

    static void check(String what, double p) {
        if (!(p >= 0 && p < 1)) {
            throw new IllegalArgumentException(what + " takes a probability in [0, 1), not " + p);
        }
    }
}
