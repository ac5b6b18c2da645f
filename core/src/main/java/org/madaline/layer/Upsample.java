package org.madaline.layer;

import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.graph.ShapeException;

/// Images enlarged by a whole factor, as [Resize] does it: `[N, C, H, W]` to `[N, C, factor H, factor W]`.
///
/// @param method how values between pixels are found
/// @param factor how many times the rows and the columns grow, at least 1
public record Upsample(int factor, Resize.Method method) implements Layer {
    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if the factor is less than 1
    public Upsample {
        if (factor < 1) {
            throw new IllegalArgumentException("an image is enlarged by at least 1, not by " + factor);
        }
    }

    @Override
    public Node build(Graph g, Node x) {
        if (x.shape().rank() < 3) {
            throw new ShapeException(
                    g.path(), "enlarging takes images [N, C, H, W] or sequences [N, C, L], not " + x.shape());
        }
        if ((long) factor * Math.max(x.shape().dim(-2), x.shape().dim(-1)) > Integer.MAX_VALUE) {
            throw new ShapeException(g.path(), "enlarging " + x.shape() + " by " + factor + " makes more than an array can hold");
        }
        return new Resize(factor * x.shape().dim(-2), factor * x.shape().dim(-1), method, false).build(g, x);
    }
}
