package org.madaline.layer;

import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.graph.ShapeException;

/// Instance normalization (Ulyanov et al. 2016): each channel of each example is normalized over its pixels.
///
/// Shapes: x `[N, C, L]` or `[N, C, H, W]`; weight (γ), bias (β) `[C]`.
///
/// @param eps default 1e-5
/// @param affine whether there are γ and β; default false, as in PyTorch
public record InstanceNorm(double eps, boolean affine) implements Layer {
    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if eps is negative
    public InstanceNorm {
        Standardization.check(eps);
    }

    /// PyTorch's defaults: eps 1e-5, without γ and β.
    public InstanceNorm() {
        this(1e-5, false);
    }

    @Override
    public Node build(Graph g, Node x) {
        if (x.shape().rank() < 3) {
            throw new ShapeException(
                    g.path(), "instance normalization takes [N, C, L] or [N, C, H, W], not " + x.shape());
        }
        Node y = Standardization.apply(x, eps, values -> values.mean(Standardization.pixels(x)));
        return affine ? Standardization.affine(g, y) : y;
    }
}
