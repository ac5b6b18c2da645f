package org.madaline.layer;

import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.graph.ShapeException;

/// y = F(x) + G(x): a body beside a shortcut (He et al. 2016). Their parameters are named `body...` and `shortcut...`.
///
/// @param body F
/// @param shortcut G, which must have results of the same shape; default the identity
public record Residual(Layer body, Layer shortcut) implements Layer {
    /// A body beside the identity: F keeps the shape of x.
    ///
    /// @param body F
    public Residual(Layer body) {
        this(body, Activation.IDENTITY);
    }

    @Override
    public Node build(Graph g, Node x) {
        Node y = body.at(g, "body", x);
        Node direct = shortcut.at(g, "shortcut", x);
        if (!y.shape().equals(direct.shape())) {
            throw new ShapeException(g.path(), "the body makes " + y.shape() + " of x, the shortcut " + direct.shape()
                    + "; give the shortcut a convolution with the body's channels and stride");
        }
        return y.plus(direct);
    }
}
