package org.madaline.graph;

import java.util.List;
import org.madaline.tensor.Shape;

/// An operation written by the user, with its value on plain arrays and its gradient as nodes.
///
/// Most own layers need none of this: composed from the operations of [Node], they have gradients by themselves.
public interface CustomOp {
    /// A name for messages and listings.
    String name();

    /// The shape of the result.
    ///
    /// @throws IllegalArgumentException if the inputs do not fit
    Shape shape(List<Shape> inputs);

    /// Computes the result from the inputs, all row-major.
    void compute(List<double[]> inputs, List<Shape> shapes, double[] result);

    /// The gradients with respect to the inputs, given the upstream gradient; null where there is none.
    List<Node> gradients(Node node, Node upstream);
}
