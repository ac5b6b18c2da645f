package org.madaline.layer;

import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.init.Initializers;
import org.madaline.tensor.Shape;

/// s x with a trained factor for each feature, 1 at first: put before a network, it lets features be chosen softly.
///
/// Shapes: x and the result `[N, ...]`, s of the shape of one x.
public record FeatureScale() implements Layer {
    @Override
    public Node build(Graph g, Node x) {
        Shape features = x.shape().drop(1);
        return x.times(g.parameter("scale", features, Initializers.ONES));
    }
}
