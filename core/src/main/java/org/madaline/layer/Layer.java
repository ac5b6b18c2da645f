package org.madaline.layer;

import java.util.Locale;
import org.madaline.graph.Graph;
import org.madaline.graph.Node;

/// A piece of a network. It takes a value whose shape is known, asks the graph for the parameters it needs by name,
/// and returns a value. There is nothing else: no life cycle, no sizes of inputs to be declared, no backward pass.
///
/// Layers that are saved with a model are records; see [LayerTypes].
@FunctionalInterface
public interface Layer {
    /// Adds this layer to the graph.
    ///
    /// @param x the input; axis 0 is the batch
    /// @param g the graph that is being built; it knows the mode and names the parameters by the layer's path
    /// @return the output, whose axis 0 is the batch too
    /// @throws org.madaline.graph.ShapeException if the shape of x does not fit
    Node build(Graph g, Node x);

    /// Adds this layer to the graph under a name, which becomes part of the names of its parameters.
    ///
    /// @param g the graph that is being built
    /// @param name one step of the path, such as `conv1` or `0`
    /// @param x the input; axis 0 is the batch
    /// @return the output
    default Node at(Graph g, String name, Node x) {
        String type = this instanceof Activation a
                ? a.function().name().toLowerCase(Locale.ROOT)
                : getClass().isRecord() ? getClass().getSimpleName() : "layer";
        return g.part(name, type, x, () -> build(g, x));
    }
}
