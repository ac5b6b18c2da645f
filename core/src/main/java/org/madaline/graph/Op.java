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
    record Input(String name) implements Op {}

    /// A value that stays from run to run.
    record Variable(String name, Role role) implements Op {
        /// Whether training changes it along its gradient.
        public boolean trained() {
            return role == Role.PARAMETER;
        }
    }

    /// One number.
    record Constant(double value) implements Op {}

    /// Fixed numbers. Equal ones are one node: a tensor remembers its hash, so that this is cheap.
    record Table(Tensor value) implements Op {}

    /// Uniform numbers in [0, 1), keyed by the seed, the purpose, the step (its only input) and the index.
    record Uniform(String purpose, Shape shape) implements Op {}

    record Unary(UnaryFunction function) implements Op {}

    record Binary(BinaryFunction function) implements Op {}

    /// Inputs condition, x, y: x where the condition is not 0, else y.
    record Select() implements Op {}

    /// Repeats axes of size 1, and adds axes in front of a scalar.
    record Broadcast(Shape shape) implements Op {}

    /// The same value, through which no gradient passes.
    record Detach() implements Op {}

    /// The sum over some axes, each of which stays with size 1.
    record Sum(List<Integer> axes) implements Op {
        public Sum {
            axes = List.copyOf(axes);
        }
    }

    /// The largest values along some axes, each of which stays with size 1; NaN where there is one.
    record Maximum(List<Integer> axes) implements Op {
        public Maximum {
            axes = List.copyOf(axes);
        }
    }

    /// The same values, row-major, under another shape.
    record Reshape(Shape shape) implements Op {}

    /// Axis i of the result is axis `axes[i]` of the input.
    record Permute(List<Integer> axes) implements Op {
        public Permute {
            axes = List.copyOf(axes);
        }
    }

    /// The part `from` (inclusive) to `to` (exclusive) of an axis.
    record Narrow(int axis, int from, int to) implements Op {}

    /// Zeros before and after an axis: the gradient of Narrow.
    record Pad(int axis, int before, int after) implements Op {}

    /// Several values one after the other along an axis.
    record Concat(int axis) implements Op {}

    /// C = op(A) op(B) for matrices.                                                    (book, eq. 3.3)
    record MatMul(boolean transposeA, boolean transposeB) implements Op {}

    /// C = op(A) op(B) for each of several pairs of matrices `[B, M, K]` and `[B, K, N]`; a factor with B = 1 is shared.
    record BatchMatMul(boolean transposeA, boolean transposeB) implements Op {}

    /// Inputs table `[R, ...]` and index `[I...]`: the table's rows, `[I..., ...]`; a negative index yields zeros.
    record Gather() implements Op {}

    /// Inputs index `[I...]` and values `[I..., ...]`: sums of the values with the same index, in their order, as rows of
    /// the given shape; a negative index adds nothing. The gradient of Gather.
    record ScatterAdd(Shape shape) implements Op {}

    /// softmax along the last axis of a matrix, or its logarithm.                        (book, eq. 3.13)
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
    record OneHot(int classes) implements Op {}

    /// Inputs x `[N, C, H, W]`, weights `[K, C / groups, kh, kw]`. A weight that is not finite may yield NaN at the
    /// padding, too: 0 · ∞.
    record Convolution(Window window, int groups) implements Op {}

    /// Inputs delta `[N, K, H', W']`, weights: the gradient with respect to x, and the transposed convolution.
    record ConvolutionInputGradient(Window window, int groups, Shape shape) implements Op {}

    /// Inputs x, delta: the gradient with respect to the weights, of the given shape.
    record ConvolutionWeightGradient(Window window, int groups, Shape shape) implements Op {}

    record MaxPool(Pooling pooling) implements Op {}

    /// Inputs x, delta.
    record MaxPoolGradient(Pooling pooling) implements Op {}

    record AveragePool(Pooling pooling) implements Op {}

    /// Input delta; the shape is that of x.
    record AveragePoolGradient(Pooling pooling, Shape shape) implements Op {}

    /// An operation of the user's own.
    record Custom(CustomOp op) implements Op {}

    /// Whether each output element depends on the input elements at its own place only, so that chains of such
    /// operations fuse into one pass.
    default boolean elementwise() {
        return this instanceof Unary || this instanceof Binary || this instanceof Select || this instanceof Uniform
                || this instanceof Broadcast;
    }
}
