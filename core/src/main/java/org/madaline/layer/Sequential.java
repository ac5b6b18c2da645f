package org.madaline.layer;

import java.util.List;
import org.madaline.graph.Graph;
import org.madaline.graph.Node;

/// Layers one after the other; the parameters of the i-th are named `i.weight` and so on, as in PyTorch.
public record Sequential(List<Layer> layers) implements Layer {
    public Sequential {
        layers = List.copyOf(layers);
    }

    public static Sequential of(Layer... layers) {
        return new Sequential(List.of(layers));
    }

    @Override
    public Node build(Graph g, Node x) {
        Node a = x;
        for (int i = 0; i < layers.size(); i++) {
            a = layers.get(i).at(g, Integer.toString(i), a);
        }
        return a;
    }
}
