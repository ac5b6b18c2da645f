package org.madaline.layer;

import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.graph.Op;
import org.madaline.graph.Pooling;

/// The largest values of as many cells as are asked for, whatever the image's size; the cells are those of
/// [AdaptiveAveragePool].
///
/// Shapes: `[N, C, H, W]` to `[N, C, height, width]`; in sequences `[N, C, L]` the length becomes `width`.
///
/// @param height rows of the result, at least 1; not used in sequences
/// @param width columns of the result, at least 1
public record AdaptiveMaxPool(int height, int width) implements Layer {
    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if a size is less than 1
    public AdaptiveMaxPool {
        Pooling.adaptive(height, width);
    }

    @Override
    public Node build(Graph g, Node x) {
        Op op = new Op.MaxPool(Pooling.adaptive(x.shape().rank() == 3 ? 1 : height, width));
        return LayerImages.apply(g, x, "a pooling", image -> g.apply(op, image));
    }
}
