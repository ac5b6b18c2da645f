package org.madaline.layer;

import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.tensor.Shape;

/// The mean of each channel (Lin et al. 2013): `[N, C, H, W]` to `[N, C]`.
public record GlobalAveragePool() implements Layer {
    @Override
    public Node build(Graph g, Node x) {
        return LayerImages.apply(g, x, "a pooling", image -> image.mean(2, 3))
                .reshape(Shape.of(x.shape().dim(0), x.shape().dim(1)));
    }
}
