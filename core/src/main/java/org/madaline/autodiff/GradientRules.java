package org.madaline.autodiff;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.madaline.graph.BinaryFunction;
import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.graph.Op;
import org.madaline.graph.UnaryFunction;
import org.madaline.tensor.Shape;

/// One rule per operation: from the upstream gradient delta = ∂ℓ/∂y of a node y to the gradients with respect to its
/// inputs, by the chain rule (book, eq. 3.35, 3.36, 3.41). null stands for "none": an index, a step function.
final class GradientRules {
    private GradientRules() {}

    /// The gradients with respect to the inputs of y, in their order.
    static List<Node> gradients(Node y, Node delta) {
        return switch (y.op()) {
            case Op.Input _, Op.Variable _, Op.Constant _, Op.Table _ -> List.of();
            case Op.Uniform _, Op.OneHot _, Op.Detach _ -> none(y);
            case Op.Unary op -> one(unary(op.function(), y.input(0), y, delta));
            case Op.Binary op -> binary(op.function(), y, delta);
            case Op.Select _ -> select(y, delta);
            case Op.Broadcast _, Op.Reshape _, Op.Sum _, Op.Permute _, Op.Narrow _, Op.Pad _ -> one(move(y, delta));
            case Op.Maximum op -> one(maximum(op, y, delta));
            case Op.Concat op -> concat(op, y, delta);
            case Op.MatMul op -> matmul(op, y.input(0), y.input(1), delta);
            case Op.BatchMatMul op -> batch(op, y.input(0), y.input(1), delta);
            case Op.Gather _ -> Arrays.asList(apply(new Op.ScatterAdd(y.input(0).shape()), y.input(1), delta), null);
            case Op.ScatterAdd _ -> Arrays.asList(null, delta.gather(y.input(0)));
            case Op.Softmax op -> one(softmax(op, y, delta));
            // eq. 3.46 and 3.52: f(x) - y
            case Op.CrossEntropy _ -> Arrays.asList(
                    apply(new Op.CrossEntropyGradient(), y.input(0), y.input(1), delta),
                    y.input(0).logSoftmax().times(delta).negative());
            case Op.ClassCrossEntropy _ -> Arrays.asList(
                    apply(new Op.ClassCrossEntropyGradient(), y.input(0), y.input(1), delta), null);
            case Op.Convolution op -> convolution(op, y.input(0), y.input(1), delta);
            case Op.ConvolutionInputGradient op -> inputGradient(op, y.input(0), y.input(1), delta);
            case Op.MaxPool op -> one(apply(new Op.MaxPoolGradient(op.pooling()), y.input(0), delta));
            case Op.AveragePool op -> one(apply(new Op.AveragePoolGradient(op.pooling(), y.input(0).shape()), delta));
            case Op.AveragePoolGradient op -> one(apply(new Op.AveragePool(op.pooling()), delta));
            case Op.CrossEntropyGradient _, Op.ClassCrossEntropyGradient _, Op.ConvolutionWeightGradient _, Op.MaxPoolGradient _ ->
                throw new UnsupportedOperationException(y.op() + " is itself a gradient and cannot be differentiated again");
            case Op.Custom op -> op.op().gradients(y, delta);
        };
    }

    private static Node unary(UnaryFunction f, Node x, Node y, Node delta) {
        return switch (f) {
            case NEG -> delta.negative();
            case ABS -> delta.times(x.apply(UnaryFunction.SIGN));
            case SIGN, STEP, FLOOR -> null;
            case SQUARE -> delta.times(2).times(x);
            case SQRT -> delta.times(0.5).dividedBy(y);
            case RECIPROCAL -> delta.times(y.square()).negative();
            case EXP -> delta.times(y);
            case LOG -> delta.dividedBy(x);
            case SIGMOID -> delta.times(y.times(unit(y).minus(y)));
            case TANH -> delta.times(unit(y).minus(y.square()));
            case SOFTPLUS -> delta.times(x.sigmoid());
            case ERF -> delta.times(x.square().negative().exp().times(2 / Math.sqrt(Math.PI)));
            case SIN -> delta.times(x.cos());
            case COS -> delta.times(x.sin()).negative();
            case RELU -> y.apply(BinaryFunction.WHERE_POSITIVE, delta);
            case RELU6 -> y.apply(BinaryFunction.WHERE_INSIDE, delta);
        };
    }

    private static List<Node> binary(BinaryFunction f, Node y, Node delta) {
        Node a = y.input(0);
        Node b = y.input(1);
        Node zero = y.graph().constant(0);
        return switch (f) {
            case ADD -> both(delta, delta, a, b);
            case SUB -> both(delta, delta.negative(), a, b);
            case MUL -> both(delta.times(b), delta.times(a), a, b);
            case DIV -> both(delta.dividedBy(b), delta.times(y).dividedBy(b).negative(), a, b);
            // where both are equal, the second gets all: hardtanh's slope at its corners is 0
            case MAX -> both(a.greater(b).select(delta, zero), a.greater(b).select(zero, delta), a, b);
            case MIN -> both(b.greater(a).select(delta, zero), b.greater(a).select(zero, delta), a, b);
            case POW -> power(y, delta);
            case GREATER -> none(y);
            case WHERE_POSITIVE, WHERE_INSIDE -> Arrays.asList(null, reduce(a.apply(f, delta), b.shape()));
        };
    }

    /// b aᵇ⁻¹ and aᵇ ln a. The first is 0 for b = 0, also at a = 0; the second is 0 at a = 0, as for all b > 0, and NaN for
    /// negative a, where only whole b have a power.
    private static List<Node> power(Node y, Node delta) {
        Node a = y.input(0);
        Node b = y.input(1);
        Node zero = y.graph().constant(0);
        Node da = delta.times(b).times(a.power(b.minus(1)));
        Node db = a.select(delta.times(y).times(a.log()), zero);
        boolean never = b.op() instanceof Op.Constant c && c.value() != 0;
        return both(never ? da : b.select(da, zero), db, a, b);
    }

    private static List<Node> select(Node y, Node delta) {
        Node condition = y.input(0);
        Node zero = y.graph().constant(0);
        return Arrays.asList(null,
                reduce(condition.select(delta, zero), y.input(1).shape()),
                reduce(condition.select(zero, delta), y.input(2).shape()));
    }

    /// Operations that only move or repeat elements: the gradient moves back, and adds up what was repeated.
    private static Node move(Node y, Node delta) {
        Shape x = y.input(0).shape();
        return switch (y.op()) {
            case Op.Broadcast _ -> reduce(delta, x);
            case Op.Sum _ -> delta.broadcast(x);
            case Op.Permute p -> {
                Integer[] inverse = new Integer[p.axes().size()];
                for (int i = 0; i < inverse.length; i++) {
                    inverse[p.axes().get(i)] = i;
                }
                yield delta.permute(inverse);
            }
            case Op.Narrow n -> apply(new Op.Pad(n.axis(), n.from(), x.dim(n.axis()) - n.to()), delta);
            case Op.Pad p -> delta.narrow(p.axis(), p.before(), p.before() + x.dim(p.axis()));
            case Op.Input _, Op.Variable _, Op.Constant _, Op.Table _, Op.Uniform _, Op.Unary _, Op.Binary _,
                    Op.Select _, Op.Detach _, Op.Maximum _, Op.Reshape _, Op.Concat _, Op.MatMul _, Op.BatchMatMul _,
                    Op.Gather _, Op.ScatterAdd _, Op.Softmax _, Op.CrossEntropy _, Op.CrossEntropyGradient _,
                    Op.ClassCrossEntropy _, Op.ClassCrossEntropyGradient _, Op.OneHot _, Op.Convolution _,
                    Op.ConvolutionInputGradient _, Op.ConvolutionWeightGradient _, Op.MaxPool _,
                    Op.MaxPoolGradient _, Op.AveragePool _, Op.AveragePoolGradient _, Op.Custom _ -> delta.reshape(x);
        };
    }

    private static List<Node> concat(Op.Concat op, Node y, Node delta) {
        Node[] parts = new Node[y.inputs().size()];
        int from = 0;
        for (int i = 0; i < parts.length; i++) {
            int to = from + y.input(i).shape().dim(op.axis());
            parts[i] = delta.narrow(op.axis(), from, to);
            from = to;
        }
        return List.of(parts);
    }

    /// For C = A Bᵀ with A = a and B = W, these are eq. 3.54 (da = delta W) and eq. 3.55 (dW = deltaᵀ a).
    private static List<Node> matmul(Op.MatMul op, Node a, Node b, Node delta) {
        boolean ta = op.transposeA();
        boolean tb = op.transposeB();
        Node da = ta ? product(tb, true, b, delta) : product(false, !tb, delta, b);
        Node db = tb ? product(true, ta, delta, a) : product(!ta, false, a, delta);
        return List.of(da, db);
    }

    /// As for one product; what was shared gets the sum.
    private static List<Node> batch(Op.BatchMatMul op, Node a, Node b, Node delta) {
        boolean ta = op.transposeA();
        boolean tb = op.transposeB();
        Node da = ta ? products(tb, true, b, delta) : products(false, !tb, delta, b);
        Node db = tb ? products(true, ta, delta, a) : products(!ta, false, a, delta);
        return both(da, db, a, b);
    }

    private static Node products(boolean ta, boolean tb, Node a, Node b) {
        return apply(new Op.BatchMatMul(ta, tb), a, b);
    }

    /// To the largest value; where several are equal, each gets its share.
    private static Node maximum(Op.Maximum op, Node y, Node delta) {
        Node hit = y.greater(y.input(0)).negative().plus(1);
        int[] axes = op.axes().stream().mapToInt(Integer::intValue).toArray();
        return hit.times(delta.dividedBy(hit.sum(axes)));
    }

    private static Node product(boolean ta, boolean tb, Node a, Node b) {
        return apply(new Op.MatMul(ta, tb), a, b);
    }

    private static Node softmax(Op.Softmax op, Node y, Node delta) {
        if (op.log()) {
            return delta.minus(y.exp().times(delta.sum(1)));
        }
        return y.times(delta.minus(delta.times(y).sum(1)));
    }

    private static List<Node> convolution(Op.Convolution op, Node x, Node w, Node delta) {
        return List.of(
                apply(new Op.ConvolutionInputGradient(op.window(), op.groups(), x.shape()), delta, w),
                apply(new Op.ConvolutionWeightGradient(op.window(), op.groups(), w.shape()), x, delta));
    }

    /// The transposed convolution is the convolution's adjoint, so its own gradient is the convolution.
    private static List<Node> inputGradient(Op.ConvolutionInputGradient op, Node x, Node w, Node delta) {
        return List.of(
                apply(new Op.Convolution(op.window(), op.groups()), delta, w),
                apply(new Op.ConvolutionWeightGradient(op.window(), op.groups(), w.shape()), delta, x));
    }

    private static List<Node> both(Node da, Node db, Node a, Node b) {
        return Arrays.asList(reduce(da, a.shape()), reduce(db, b.shape()));
    }

    /// The sum over the axes along which a value of shape `target` was repeated.
    private static Node reduce(Node delta, Shape target) {
        if (delta.shape().equals(target)) {
            return delta;
        }
        if (target.rank() == 0) {
            return delta.total();
        }
        if (delta.shape().rank() < target.rank()) {
            return delta.broadcast(target);
        }
        int[] axes = java.util.stream.IntStream.range(0, target.rank())
                .filter(i -> target.dim(i) == 1 && delta.shape().dim(i) != 1).toArray();
        return (axes.length == 0 ? delta : delta.sum(axes)).broadcast(target);
    }

    private static Node unit(Node like) {
        return like.graph().constant(1);
    }

    private static List<Node> one(Node gradient) {
        return Collections.singletonList(gradient);
    }

    private static List<Node> none(Node y) {
        return Arrays.asList(new Node[y.inputs().size()]);
    }

    private static Node apply(Op op, Node... inputs) {
        Graph graph = inputs[0].graph();
        return graph.apply(op, inputs);
    }
}
