package org.madaline.layer;

import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.graph.ShapeException;
import org.madaline.init.Initializers;
import org.madaline.tensor.Shape;

/// A fully connected layer in the neural tangent parametrization (Jacot et al. 2018): z = W a / √in + b with W of unit
/// variance, so that one learning rate suits all widths.
///
/// Shapes: a `[N, in]`, W `[out, in]`, b `[out]`, result `[N, out]`.
///
/// @param out the width of the layer
public record NtkDense(int out) implements Layer {
    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if `out` is less than 1
    public NtkDense {
        if (out < 1) {
            throw new IllegalArgumentException("a dense layer has at least 1 output, not " + out);
        }
    }

    @Override
    public Node build(Graph g, Node x) {
        if (x.shape().rank() != 2) {
            throw new ShapeException(g.path(), "this dense layer takes [N, features], not " + x.shape());
        }
        int in = x.shape().dim(1);
        Node weight = g.parameter("weight", Shape.of(out, in), Initializers.normal(0, 1));
        Node bias = g.parameter("bias", Shape.of(out), Initializers.ZEROS);
        return x.matmulTransposed(weight).times(1 / Math.sqrt(Math.max(1, in))).plus(bias);
    }
}
