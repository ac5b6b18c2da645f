package org.madaline.layer;

import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.graph.ShapeException;
import org.madaline.tensor.Shape;

/// Channels become pixels (Shi et al. 2016): `[N, C r², H, W]` to `[N, C, r H, r W]`.
///
/// @param factor r
public record PixelShuffle(int factor) implements Layer {
    /// Its square is still a number of channels.
    private static final int MAX = 1 << 12;

    /// Checks the setting.
    ///
    /// @throws IllegalArgumentException if the factor is less than 1 or more than 4096
    public PixelShuffle {
        if (factor < 1 || factor > MAX) {
            throw new IllegalArgumentException("pixels are shuffled by a factor from 1 to " + MAX + ", not by " + factor);
        }
    }

    @Override
    public Node build(Graph g, Node x) {
        Shape s = x.shape();
        if (s.rank() != 4 || s.dim(1) % (factor * factor) != 0) {
            throw new ShapeException(
                    g.path(),
                    "enlarging " + factor + " times by shuffling takes [N, C, H, W] with C a multiple of "
                            + factor * factor + ", not " + s);
        }
        int channels = s.dim(1) / (factor * factor);
        return x.reshape(Shape.of(s.dim(0), channels, factor, factor, s.dim(2), s.dim(3)))
                .permute(0, 1, 4, 2, 5, 3)
                .reshape(Shape.of(s.dim(0), channels, factor * s.dim(2), factor * s.dim(3)));
    }
}
