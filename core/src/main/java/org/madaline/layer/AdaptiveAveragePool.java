package org.madaline.layer;

import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.graph.Op;
import org.madaline.graph.Pooling;

/// Means over as many cells as are asked for, whatever the image's size: cell i of n covers the rows ⌊i H / n⌋ to
/// ⌈(i + 1) H / n⌉ - 1. Cells may overlap, and may be more than the pixels.
///
/// Shapes: `[N, C, H, W]` to `[N, C, height, width]`; in sequences `[N, C, L]` the length becomes `width`.
///
/// @param height rows of the result, at least 1; not used in sequences
/// @param width columns of the result, at least 1
public record AdaptiveAveragePool(int height, int width) implements Layer {
    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if a size is less than 1
    public AdaptiveAveragePool {
        Pooling.adaptive(height, width);
    }

    @Override
    public Node build(Graph g, Node x) {
        int rows = x.shape().rank() == 3 ? 1 : height;
        return LayerImages.apply(g, x, "a pooling", image -> rows == 1 && width == 1
                ? image.mean(2, 3)
                : g.apply(new Op.AveragePool(Pooling.adaptive(rows, width)), image));
    }
}
