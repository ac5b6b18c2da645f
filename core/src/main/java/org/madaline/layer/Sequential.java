package org.madaline.layer;

import java.util.List;
import org.madaline.graph.Graph;
import org.madaline.graph.Node;

/// Layers one after the other; the parameters of the i-th are named `i.weight` and so on, as in PyTorch.
///
/// @param layers in the order in which they are applied; without any, x passes unchanged
public record Sequential(List<Layer> layers) implements Layer {
    /// Copies the list.
    public Sequential {
        layers = List.copyOf(layers);
    }

    /// Layers given one by one.
    ///
    /// @param layers in the order in which they are applied
    /// @return the layer that applies them
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
