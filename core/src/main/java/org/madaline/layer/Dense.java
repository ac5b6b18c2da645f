package org.madaline.layer;

import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.graph.ShapeException;
import org.madaline.init.Initializer;
import org.madaline.init.Initializers;
import org.madaline.tensor.Shape;

/// A fully connected layer: z = W a + b.                                                (book, eq. 3.3)
///
/// Shapes: a `[N, in]` (or `[..., in]`), W `[out, in]`, b `[out]`, result `[N, out]`.
/// Gradient: dW = delta aᵀ, db = delta, da = Wᵀ delta.                                   (eq. 3.54 to 3.56)
///
/// @param out the width of the layer
/// @param bias whether there is a b; default true
/// @param weight how W starts; default He's normal distribution, made for ReLU
public record Dense(int out, boolean bias, Initializer weight) implements Layer {
    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if `out` is less than 1
    public Dense {
        if (out < 1) {
            throw new IllegalArgumentException("a dense layer has at least 1 output, not " + out);
        }
    }

    /// With a bias, and W from He's normal distribution.
    ///
    /// @param out the width of the layer, at least 1
    public Dense(int out) {
        this(out, true, Initializers.HE_NORMAL);
    }

    /// Leaves b out, as before a normalization.
    ///
    /// @return this layer with W alone
    public Dense withoutBias() {
        return new Dense(out, false, weight);
    }

    /// Starts W otherwise.
    ///
    /// @param initializer for W; b always starts at 0
    /// @return this layer with that start
    public Dense withWeight(Initializer initializer) {
        return new Dense(out, bias, initializer);
    }

    @Override
    public Node build(Graph g, Node x) {
        if (x.shape().rank() < 2) {
            throw new ShapeException(g.path(), "a dense layer takes [N, features], not " + x.shape());
        }
        if (x.shape().rank() == 4) {
            throw new ShapeException(g.path(), "a dense layer takes [N, features], but gets images " + x.shape()
                    + " (N, C, H, W); put a Flatten() before it");
        }
        int in = x.shape().dim(-1);
        Node a = x.reshape(Shape.of(x.shape().size() / Math.max(in, 1), in));
        Node z = a.matmulTransposed(g.parameter("weight", Shape.of(out, in), weight));
        if (bias) {
            z = z.plus(g.parameter("bias", Shape.of(out), Initializers.ZEROS));
        }
        return z.reshape(x.shape().with(-1, out));
    }
}
