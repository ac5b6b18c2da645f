package org.madaline.graph;

import java.util.List;
import java.util.Optional;
import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;
import org.madaline.tensor.Shape;

/// An operation written by the user, with its value on plain arrays, its gradient as nodes and, where it is to be fast, a
/// kernel. What is equal should be equal by `equals`, so that nothing is computed twice: a record is.
///
/// Most own layers need none of this: composed from the operations of [Node], they have gradients by themselves.
public interface CustomOp {
    /// A name for messages and listings.
    ///
    /// @return short, such as `warp`
    String name();

    /// The shape of the result.
    ///
    /// @param inputs their shapes, in order
    /// @return the result's
    /// @throws IllegalArgumentException if the inputs do not fit
    Shape shape(List<Shape> inputs);

    /// Computes the result from the inputs, all row-major, in double precision: the truth that gradients and kernels are
    /// checked with.
    ///
    /// @param inputs their values, in order
    /// @param shapes of the inputs
    /// @param result as many zeros as its shape has elements, to be written over
    void compute(List<double[]> inputs, List<Shape> shapes, double[] result);

    /// A kernel in single precision, bound once to its operands, all row-major, which it reads and writes anew in each run.
    /// Empty, the default: [#compute] does the work on copies. How a kernel cuts its work into chunks must follow from the
    /// shapes alone, so that results do not depend on threads; for mathematical functions there is
    /// [org.madaline.kernels.FloatMath], equal on all machines.
    ///
    /// @param shapes of the inputs
    /// @param inputs where their values lie
    /// @param result where the result goes
    /// @return the kernel, or none
    default Optional<Step> kernel(List<Shape> shapes, List<Slice> inputs, Slice result) {
        return Optional.empty();
    }

    /// The gradients with respect to the inputs, given the upstream gradient; null where there is none.
    ///
    /// @param node the result, whose inputs are those of the operation
    /// @param upstream the gradient with respect to the result, of its shape
    /// @return one for each input, of its shape
    List<Node> gradients(Node node, Node upstream);
}
