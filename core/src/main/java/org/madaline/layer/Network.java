package org.madaline.layer;

import java.util.List;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.graph.Node;
import org.madaline.graph.ShapeException;
import org.madaline.tensor.Shape;

/// A network: the shape of one example and the layers. It is a value without parameters; training makes a model of it.
///
/// @param input the shape of one x, without the batch
/// @param layer the layers, usually a [Sequential]
public record Network(Shape input, Layer layer) {
    /// Checks the shapes: a network that does not fit cannot be made.
    ///
    /// @throws org.madaline.graph.ShapeException naming the layer
    public Network {
        output(input, layer);
    }

    /// Layers one after the other on an example of the given shape.
    ///
    /// @param input the shape of one x, without the batch
    /// @param layers in the order in which they are applied
    /// @return the network, whose parameters are named `0.weight` and so on
    public static Network of(Shape input, Layer... layers) {
        return new Network(input, new Sequential(List.of(layers)));
    }

    /// Adds the network to a graph for a batch of `batch` examples, read from the input `x`, and returns the output.
    ///
    /// @param g the graph that is being built
    /// @param batch the number of examples
    /// @return the output, `[batch, ...]`
    public Node build(Graph g, int batch) {
        return layer.build(g, g.input("x", input.prepend(batch)));
    }

    /// Adds the network to a graph under a name, which its parameters' names begin with, and returns the output. Networks
    /// of the same name in one graph are the same: they share their parameters.
    ///
    /// @param x `[N, ...]`
    /// @param g the graph that is being built
    /// @param name the beginning of the parameters' names
    /// @return the output, `[N, ...]`
    /// @throws org.madaline.graph.ShapeException if x has another shape than the network's input
    public Node at(Graph g, String name, Node x) {
        if (x.shape().rank() == 0 || !x.shape().drop(1).equals(input)) {
            throw new ShapeException(name, "the network takes examples of shape " + input + ", but is given a batch of shape " + x.shape());
        }
        return layer.at(g, name, x);
    }

    /// The shape of the output for one example.
    ///
    /// @return the shape without the batch
    public Shape output() {
        return output(input, layer);
    }

    private static Shape output(Shape input, Layer layer) {
        Graph g = new Graph(Mode.INFERENCE);
        return layer.build(g, g.input("x", input.prepend(1))).shape().drop(1);
    }
}
