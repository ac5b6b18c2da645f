package org.madaline.graph;

import java.util.List;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

/// What a node computes: attributes only, so that it is a value. Switches over it have no default branch: a new
/// operation does not compile until shape, gradient, value in double precision and lowering know it.
///
/// Axes are counted from 0. Reductions keep the reduced axes with size 1.
public sealed interface Op {
    /// A value given from outside for each run: a batch, the step, a rate.
    ///
    /// @param name unique in the graph, such as `x`
    record Input(String name) implements Op {}

    /// A value that stays from run to run.
    ///
    /// @param name its path, such as `0.weight`
    /// @param role what it is for
    record Variable(String name, Role role) implements Op {
        /// Whether training changes it along its gradient.
        ///
        /// @return true for parameters
        public boolean trained() {
            return role == Role.PARAMETER;
        }
    }

    /// One number.
    ///
    /// @param value rounded to single precision where it is used
    record Constant(double value) implements Op {}

    /// Fixed numbers. Equal ones are one node: a tensor remembers its hash, so that this is cheap.
    ///
    /// @param value the numbers and their shape
    record Table(Tensor value) implements Op {}

    /// Uniform numbers in [0, 1), keyed by the seed, the purpose, the step (its only input) and the index.
    ///
    /// @param purpose with the layer's path before it
    /// @param shape of the result
    record Uniform(String purpose, Shape shape) implements Op {}

    /// A function of each element.
    ///
    /// @param function which one
    record Unary(UnaryFunction function) implements Op {}

    /// A function of each element of one input and its partner in the other.
    ///
    /// @param function which one
    record Binary(BinaryFunction function) implements Op {}

    /// Inputs condition, x, y: x where the condition is not 0, else y.
    record Select() implements Op {}

    /// Repeats axes of size 1, and adds axes in front of a scalar.
    ///
    /// @param shape of the result
    record Broadcast(Shape shape) implements Op {}

    /// The same value, through which no gradient passes.
    record Detach() implements Op {}

    /// The sum over some axes, each of which stays with size 1.
    ///
    /// @param axes increasing
    record Sum(List<Integer> axes) implements Op {
        /// Copies the list.
        public Sum {
            axes = List.copyOf(axes);
        }
    }

    /// The largest values along some axes, each of which stays with size 1; NaN where there is one.
    ///
    /// @param axes increasing
    record Maximum(List<Integer> axes) implements Op {
        /// Copies the list.
        public Maximum {
            axes = List.copyOf(axes);
        }
    }

    /// The same values, row-major, under another shape.
    ///
    /// @param shape of the result
    record Reshape(Shape shape) implements Op {}

    /// Axis i of the result is axis `axes[i]` of the input.
    ///
    /// @param axes each axis of the input once
    record Permute(List<Integer> axes) implements Op {
        /// Copies the list.
        public Permute {
            axes = List.copyOf(axes);
        }
    }

    /// The part `from` (inclusive) to `to` (exclusive) of an axis.
    ///
    /// @param axis which one
    /// @param from the first place that is taken
    /// @param to the place behind the last one
    record Narrow(int axis, int from, int to) implements Op {}

    /// Zeros before and after an axis: the gradient of Narrow.
    ///
    /// @param axis which one
    /// @param before the number of zeros in front
    /// @param after the number of zeros behind
    record Pad(int axis, int before, int after) implements Op {}

    /// Several values one after the other along an axis.
    ///
    /// @param axis which one
    record Concat(int axis) implements Op {}

    /// C = op(A) op(B) for matrices.                                                    (book, eq. 3.3)
    ///
    /// @param transposeA whether A is given as `[K, M]`
    /// @param transposeB whether B is given as `[N, K]`
    record MatMul(boolean transposeA, boolean transposeB) implements Op {}

    /// C = op(A) op(B) for each of several pairs of matrices `[B, M, K]` and `[B, K, N]`; a factor with B = 1 is shared.
    ///
    /// @param transposeA whether each A is given as `[K, M]`
    /// @param transposeB whether each B is given as `[N, K]`
    record BatchMatMul(boolean transposeA, boolean transposeB) implements Op {}

    /// Inputs table `[R, ...]` and index `[I...]`: the table's rows, `[I..., ...]`; a negative index yields zeros.
    record Gather() implements Op {}

    /// Inputs index `[I...]` and values `[I..., ...]`: sums of the values with the same index, in their order, as rows of
    /// the given shape; a negative index adds nothing. The gradient of Gather.
    ///
    /// @param shape of the result, `[R, ...]`
    record ScatterAdd(Shape shape) implements Op {}

    /// softmax along the last axis of a matrix, or its logarithm.                        (book, eq. 3.13)
    ///
    /// @param log whether the logarithm is taken
    record Softmax(boolean log) implements Op {}

    /// Inputs z and q `[N, K]`: -Σₖ qₖ ln softmax(z)ₖ for each row, `[N, 1]`.            (book, eq. 3.16)
    record CrossEntropy() implements Op {}

    /// Inputs z, q, upstream `[N, 1]`: the gradient of CrossEntropy with respect to z.    (book, eq. 3.52)
    record CrossEntropyGradient() implements Op {}

    /// Inputs z `[N, K]` and class indices k `[N]`: -ln softmax(z)ₖ for each row, `[N, 1]`; 0 for a negative index.
    record ClassCrossEntropy() implements Op {}

    /// Inputs z, k, upstream `[N, 1]`: the gradient of ClassCrossEntropy with respect to z.
    record ClassCrossEntropyGradient() implements Op {}

    /// Class indices `[N]` to unit vectors `[N, K]`; a negative index yields zeros.       (book, eq. 3.14)
    ///
    /// @param classes K
    record OneHot(int classes) implements Op {}

    /// Inputs x `[N, C, H, W]`, weights `[K, C / groups, kh, kw]`. A weight that is not finite may yield NaN at the
    /// padding, too: 0 · ∞.
    ///
    /// @param window kernel, stride, padding and dilation
    /// @param groups the channels fall into so many parts
    record Convolution(Window window, int groups) implements Op {}

    /// Inputs delta `[N, K, H', W']`, weights: the gradient with respect to x, and the transposed convolution.
    ///
    /// @param window that of the convolution
    /// @param groups that of the convolution
    /// @param shape of x, and of the result
    record ConvolutionInputGradient(Window window, int groups, Shape shape) implements Op {}

    /// Inputs x, delta: the gradient with respect to the weights, of the given shape.
    ///
    /// @param window that of the convolution
    /// @param groups that of the convolution
    /// @param shape of the weights, and of the result
    record ConvolutionWeightGradient(Window window, int groups, Shape shape) implements Op {}

    /// Input x `[N, C, H, W]`: the largest value of each window.
    ///
    /// @param pooling the windows
    record MaxPool(Pooling pooling) implements Op {}

    /// Inputs x, delta.
    ///
    /// @param pooling that of the pooling
    record MaxPoolGradient(Pooling pooling) implements Op {}

    /// Input x `[N, C, H, W]`: the mean of each window.
    ///
    /// @param pooling the windows
    record AveragePool(Pooling pooling) implements Op {}

    /// Input delta; the shape is that of x.
    ///
    /// @param pooling that of the pooling
    /// @param shape of x, and of the result
    record AveragePoolGradient(Pooling pooling, Shape shape) implements Op {}

    /// An operation of the user's own.
    ///
    /// @param op what computes it
    record Custom(CustomOp op) implements Op {}

    /// Whether each output element depends on the input elements at its own place only, so that chains of such
    /// operations fuse into one pass.
    ///
    /// @return true for operations that work element by element
    default boolean elementwise() {
        return this instanceof Unary || this instanceof Binary || this instanceof Select || this instanceof Uniform
                || this instanceof Broadcast;
    }
}
