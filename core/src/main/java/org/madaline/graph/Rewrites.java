package org.madaline.graph;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.madaline.tensor.Shape;

/// What is simplified as nodes are made: neutral elements vanish, operands are brought to one rank, factors move out of
/// sums, reshapes follow one another as one.
final class Rewrites {
    private Rewrites() {}

    static Node binary(Graph g, BinaryFunction f, Node x, Node y) {
        if (x.op() instanceof Op.Constant a && y.op() instanceof Op.Constant b) {
            return g.constant(f.apply(a.value(), b.value()));
        }
        if (y.op() instanceof Op.Constant c && isNeutral(f, c.value())) {
            return x;
        }
        if (x.op() instanceof Op.Constant c && (f == BinaryFunction.ADD || f == BinaryFunction.MUL) && isNeutral(f, c.value())) {
            return y;
        }
        // A number changes what is repeated before it is repeated.
        if (x.op() instanceof Op.Broadcast && y.op() instanceof Op.Constant) {
            return binary(g, f, x.input(0), y).broadcast(x.shape());
        }
        Shape widest = widest(x, y);
        return g.apply(new Op.Binary(f), lift(g, x, widest), lift(g, y, widest));
    }

    static Node select(Graph g, Node condition, Node x, Node y) {
        Shape widest = widest(condition, x, y);
        return g.apply(new Op.Select(), lift(g, condition, widest), lift(g, x, widest), lift(g, y, widest));
    }

    private static boolean isNeutral(BinaryFunction f, double value) {
        return switch (f) {
            case ADD, SUB -> value == 0;
            case MUL, DIV, POW -> value == 1;
            case MAX, MIN, GREATER, WHERE_POSITIVE, WHERE_INSIDE -> false;
        };
    }

    /// The shape with the most axes; of several the one that is largest.
    private static Shape widest(Node... operands) {
        return Arrays.stream(operands).map(Node::shape)
                .max(Comparator.comparingInt(Shape::rank).thenComparingInt(Shape::size)).orElseThrow();
    }

    /// Adds axes of size 1 in front, as NumPy does; a scalar stays one. A vector is repeated along the axes of the other,
    /// never the other along its own: `[N, 1]` and `[N]` would become `[N, N]`, each example with every other.
    private static Node lift(Graph g, Node x, Shape widest) {
        int rank = widest.rank();
        int[] old = x.shape().dims();
        if (old.length == 0 || old.length == rank) {
            return x;
        }
        int[] dims = new int[rank];
        Arrays.fill(dims, 1);
        System.arraycopy(old, 0, dims, rank - old.length, old.length);
        Shape lifted = Shape.of(dims);
        if (old.length == 1 && old[0] != 1 && widest.dim(-1) == 1) {
            throw new ShapeException(g.path(), "values of shapes " + widest + " and " + x.shape()
                    + " would be combined each with every other, since axes are aligned at the end; reshape " + x.shape()
                    + " to " + lifted + " if this is meant, or both to one shape to combine them element by element");
        }
        return reshape(g, x, lifted);
    }

    /// The axes to reduce over, all where none is named; those of size 1 need no reduction.
    private static List<Integer> reduced(Node x, int... axes) {
        int[] all = axes.length > 0 ? axes : IntStream.range(0, x.shape().rank()).toArray();
        return Arrays.stream(all).map(x.shape()::axis).filter(i -> x.shape().dim(i) != 1).sorted().distinct().boxed().toList();
    }

    static Node maximum(Graph g, Node x, int... axes) {
        List<Integer> sorted = reduced(x, axes);
        return sorted.isEmpty() ? x : g.apply(new Op.Maximum(sorted), x);
    }

    static Node sum(Graph g, Node x, int... axes) {
        List<Integer> sorted = reduced(x, axes);
        if (sorted.isEmpty()) {
            return x;
        }
        // A sign and a factor that is the same for all summands move out of the sum: less to do for each of them.
        if (x.op() instanceof Op.Unary u && u.function() == UnaryFunction.NEG) {
            return sum(g, x.input(0), axes).negative();
        }
        if (x.op() instanceof Op.Binary b && b.function() == BinaryFunction.MUL) {
            for (int i = 0; i < 2; i++) {
                if (isConstantAlong(x.input(i), sorted)) {
                    return sum(g, x.input(1 - i).broadcast(x.shape()), axes).times(x.input(i));
                }
            }
        }
        return g.apply(new Op.Sum(sorted), x);
    }

    private static boolean isConstantAlong(Node x, List<Integer> axes) {
        return x.shape().rank() == 0 || axes.stream().allMatch(axis -> x.shape().dim(axis) == 1);
    }

    static Node reshape(Graph g, Node x, Shape shape) {
        if (x.op() instanceof Op.Reshape) {
            return reshape(g, x.input(0), shape);
        }
        return x.shape().equals(shape) ? x : g.apply(new Op.Reshape(shape), x);
    }
}
