package org.madaline.layer;

import java.util.Objects;
import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.graph.ShapeException;
import org.madaline.init.Initializers;
import org.madaline.tensor.Shape;

/// z + α (f(z) - z): an activation f of which each feature learns how much it wants (Holzmüller et al. 2024).
///
/// Shapes: z `[N, C]`, α `[C]`, 1 at first.
///
/// @param activation f
public record ParametricActivation(Activation activation) implements Layer {
    /// Checks that there is an activation.
    public ParametricActivation {
        Objects.requireNonNull(activation, "activation");
    }

    @Override
    public Node build(Graph g, Node x) {
        if (x.shape().rank() != 2) {
            throw new ShapeException(g.path(), "a parametric activation takes [N, features], not " + x.shape());
        }
        Node share = g.parameter("alpha", Shape.of(x.shape().dim(1)), Initializers.ONES);
        return x.plus(activation.build(g, x).minus(x).times(share));
    }
}
