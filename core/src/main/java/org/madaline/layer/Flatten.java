package org.madaline.layer;

import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.tensor.Shape;

/// Makes each example a vector: `[N, C, H, W]` becomes `[N, C H W]`.
public record Flatten() implements Layer {
    @Override
    public Node build(Graph g, Node x) {
        int n = x.shape().dim(0);
        return x.reshape(Shape.of(n, x.shape().drop(1).size()));
    }
}
