package org.madaline.layer;

import org.madaline.graph.Graph;
import org.madaline.graph.Node;

/// A layer without random choices: dropout, dropout of channels and stochastic depth change nothing, in training too.
///
/// @param layer what is built without random choices
public record Deterministic(Layer layer) implements Layer {
    @Override
    public Node build(Graph g, Node x) {
        return g.deterministic(() -> layer.build(g, x));
    }
}
