package org.madaline.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.madaline.graph.BinaryFunction;
import org.madaline.graph.CustomOp;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.graph.Node;
import org.madaline.graph.Op;
import org.madaline.graph.Pooling;
import org.madaline.graph.UnaryFunction;
import org.madaline.graph.Window;
import org.madaline.init.Initializers;
import org.madaline.kernels.CounterRandom;
import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

/// Every operation, on small operands: the one list that serves the gradient check, the comparison of compiled with
/// interpreted values, and that of the portable with the vector kernels.
public final class OperationCases {
    /// Indices lie from -1, none, to 4.
    private static final int INDICES = 6;
    private static final Window WINDOW = new Window(3, 2, 2, 1, 1, 0, 0, 1, 1, 2);
    private static final Pooling POOLING = new Pooling(new Window(3, 2, 2, 2, 1, 0, 0, 1, 1, 1), true, true, 0);

    /// Both signs, zeros, whole numbers and others, the bounds of what functions treat apart, subnormals, infinities, NaN.
    private static final double[] SPECIAL = {0, -0.0, 1, -1, 0.5, -0.5, 2, -2, 3, -3.7, 6, 6.5, 7, 1e-40f, -1e-40f, Float.MIN_VALUE,
        -Float.MIN_VALUE, 1e-7f, 88.8f, -104, 8388609, -16777216, 1e30f, -1e30f, Float.MAX_VALUE, -Float.MAX_VALUE,
        Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN};
    /// What sums can hold without cancelling all that a float knows.
    private static final double[] PLAIN = {0, -0.0, 1, -1, 0.5, -0.5, 2, -2, 3, -3.75, 6, 1e-40f, -1e-40f, Float.MIN_VALUE, 0.25, -7,
        0, 0, 1, -1, 0.125};
    private static final double[] INFINITE = {0, -0.0, 1, -1, 0.5, -0.5, 2, -2, 3, -3.75, 6, 1e-40f, Double.POSITIVE_INFINITY, 0.25,
        -7, 5, 4, Double.NEGATIVE_INFINITY, 1, -1, Double.NaN, 0.125, 2.5};

    /// One operation, or one of its forms.
    ///
    /// @param positive the operands that are positive where gradients are checked
    /// @param smooth whether its gradient can be compared with differences
    public record Case(String name, Function<Graph, Node> build, Set<String> positive, boolean smooth) {
        private Case(String name, Function<Graph, Node> build) {
            this(name, build, Set.of(), true);
        }

        private Case values() {
            return new Case(name, build, positive, false);
        }

        /// Whether the result is one function of each element, exact but for its own rounding.
        public boolean elementwise() {
            Graph g = new Graph(Mode.TRAINING);
            Node y = build.apply(g);
            return y.op().elementwise() && g.nodes().stream().filter(node -> !node.inputs().isEmpty() && node != y)
                    .allMatch(node -> node.op() instanceof Op.Broadcast || node.op() instanceof Op.Reshape);
        }

        /// Whether it multiplies what lies beyond an image's edge.
        private boolean padded() {
            return name.contains("convolution") || name.contains("weight gradient");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private OperationCases() {}

    /// All of them.
    public static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        functions(cases);
        movements(cases);
        products(cases);
        tables(cases);
        rows(cases);
        images(cases);
        cases.add(new Case("an operation of one's own", g -> g.apply(new Op.Custom(new Cube(false)), x(g, 4, 5))));
        cases.add(new Case("an operation with a kernel of its own", g -> g.apply(new Op.Custom(new Cube(true)), x(g, 4, 5))));
        cases.add(new Case("a kernel of one's own on images", g -> g.apply(new Op.Custom(new Cube(true)), x(g, 2, 3, 4, 5))));
        return cases;
    }

    private static void functions(List<Case> cases) {
        for (UnaryFunction f : UnaryFunction.values()) {
            boolean positive = f == UnaryFunction.LOG || f == UnaryFunction.SQRT;
            cases.add(new Case(f.toString(), g -> x(g, 4, 9).apply(f), positive ? Set.of("x") : Set.of(), true));
        }
        for (BinaryFunction f : BinaryFunction.values()) {
            boolean positive = f == BinaryFunction.POW;
            for (int[] right : new int[][] {{4, 9}, {1, 9}, {4, 1}, {9}, {}}) {
                cases.add(new Case(f + " with " + Arrays.toString(right), g -> x(g, 4, 9).apply(f, w(g, right)),
                        positive ? Set.of("x") : Set.of(), true));
                cases.add(new Case(f + " of " + Arrays.toString(right), g -> w(g, right).apply(f, x(g, 4, 9)),
                        positive ? Set.of("w") : Set.of(), true));
            }
        }
        for (double power : new double[] {3, 2, -1, -2, 0}) {
            cases.add(new Case("whole power " + power, g -> x(g, 4, 9).power(power)));
        }
        cases.add(new Case("select", g -> x(g, 4, 5).greater(0).select(x(g, 4, 5).square(), w(g, 4, 1))));
        cases.add(new Case("select of three", g -> x(g, 4, 9).select(w(g, 4, 9), x(g, 4, 9))).values());
        cases.add(new Case("uniform numbers", g -> x(g, 4, 5).plus(g.uniform("noise", Shape.of(4, 5)))));
        cases.add(new Case("detached", g -> x(g, 4, 5).detach().times(2)).values());
        cases.add(new Case("broadcast", g -> x(g, 4, 1).broadcast(Shape.of(4, 5))));
        cases.add(new Case("broadcast of a scalar", g -> x(g).broadcast(Shape.of(2, 3))));
        cases.add(new Case("sum", g -> x(g, 2, 3, 4).square().sum(0, 2)));
        cases.add(new Case("sum along rows", g -> x(g, 5, 40).sum(1)));
        cases.add(new Case("mean", g -> x(g, 2, 3, 4).square().mean()));
        cases.add(new Case("sum of a product", g -> x(g, 4, 5).times(w(g, 4, 1)).sum(1)));
        for (int[] axes : new int[][] {{}, {0}, {1}, {2}, {0, 2}, {1, 2}}) {
            cases.add(new Case("maximum along " + Arrays.toString(axes), g -> x(g, 2, 3, 20).maximum(axes)));
        }
        cases.add(new Case("maximum of an image", g -> x(g, 2, 3, 4, 5).maximum(1, 3)));
        cases.add(new Case("maximum of a parameter", g -> w(g, 7, 5).negative().maximum(0)));
        cases.add(new Case("minimum", g -> x(g, 4, 20).minimum(1)));
    }

    private static void movements(List<Case> cases) {
        cases.add(new Case("reshape", g -> x(g, 4, 6).square().reshape(Shape.of(3, 8))));
        cases.add(new Case("permute", g -> x(g, 2, 3, 4).permute(2, 0, 1)));
        cases.add(new Case("narrow", g -> x(g, 2, 6).narrow(1, 1, 4)));
        cases.add(new Case("pad", g -> g.apply(new Op.Pad(1, 2, 1), x(g, 2, 3))));
        cases.add(new Case("concat", g -> g.concat(1, List.of(x(g, 2, 3), w(g, 2, 4), x(g, 2, 3)))));
    }

    private static void products(List<Case> cases) {
        for (boolean a : new boolean[] {false, true}) {
            for (boolean b : new boolean[] {false, true}) {
                String transposed = (a ? ", first transposed" : "") + (b ? ", second transposed" : "");
                cases.add(new Case("product" + transposed, g -> g.apply(new Op.MatMul(a, b),
                        a ? x(g, 5, 3) : x(g, 3, 5), b ? w(g, 4, 5) : w(g, 5, 4))));
                for (int[] members : new int[][] {{6, 6}, {1, 6}, {6, 1}, {1, 1}}) {
                    cases.add(new Case("products of " + Arrays.toString(members) + transposed, g -> g.apply(new Op.BatchMatMul(a, b),
                            a ? x(g, members[0], 5, 3) : x(g, members[0], 3, 5),
                            b ? w(g, members[1], 4, 5) : w(g, members[1], 5, 4))));
                }
            }
        }
        cases.add(new Case("products of heads", g -> x(g, 2, 3, 4, 5).matmulTransposed(w(g, 2, 3, 6, 5))));
        cases.add(new Case("products of heads with those of one example", g -> x(g, 2, 3, 4, 5).matmul(w(g, 3, 5, 2))));
        cases.add(new Case("products with one matrix", g -> x(g, 2, 3, 5).matmul(w(g, 5, 4))));
        cases.add(new Case("products of one matrix", g -> w(g, 4, 3).matmul(x(g, 2, 3, 5))));
        cases.add(new Case("products transposed, of one matrix", g -> x(g, 2, 3, 4).matmul(w(g, 3, 5), true, false)));
    }

    private static void tables(List<Case> cases) {
        Tensor numbers = Tensor.of(Shape.of(2, 3), 1, -2, 0.5f, -0f, 3, 1e-40f);
        cases.add(new Case("table", g -> x(g, 4, 3).times(g.constant(numbers).sum(0)).plus(g.constant(numbers).narrow(0, 1, 2))));
        cases.add(new Case("product with a table", g -> x(g, 4, 2).matmul(g.constant(numbers))));
        cases.add(new Case("table as an image", g -> x(g, 1, 3, 2, 1).plus(g.constant(numbers.reshape(Shape.of(1, 3, 1, 2))))));
        cases.add(new Case("gather", g -> x(g, 5, 4).gather(index(g, 7))));
        cases.add(new Case("gather from a parameter", g -> w(g, 5, 40).gather(index(g, 2, 3))));
        cases.add(new Case("gather numbers", g -> w(g, 5).gather(index(g, 2, 3)).times(x(g, 2, 3))));
        cases.add(new Case("gather of more axes", g -> x(g, 5, 2, 3).gather(index(g, 4))));
        cases.add(new Case("gather images", g -> x(g, 5, 2, 3, 2).square().gather(index(g, 4))));
        cases.add(new Case("gather along axis 1", g -> x(g, 2, 5, 3).gather(1, index(g, 4))));
        cases.add(new Case("gather along the last axis", g -> w(g, 2, 5).gather(-1, index(g, 4, 3))));
        cases.add(new Case("scatter", g -> x(g, 12, 4).scatterAdd(index(g, 12), 5)));
        cases.add(new Case("scatter more axes", g -> x(g, 4, 3, 2).square().scatterAdd(index(g, 4, 3), 6)));
        cases.add(new Case("scatter images", g -> x(g, 4, 2, 3, 2).scatterAdd(index(g, 4), 5)));
    }

    private static void rows(List<Case> cases) {
        cases.add(new Case("softmax", g -> x(g, 3, 5).softmax()));
        cases.add(new Case("log-softmax", g -> x(g, 3, 5).logSoftmax()));
        cases.add(new Case("one-hot", g -> g.apply(new Op.OneHot(5), index(g, 7))).values());
        for (int classes : new int[] {5, 70}) {
            String of = " of " + classes;
            cases.add(new Case("cross-entropy" + of, g -> g.apply(new Op.CrossEntropy(), x(g, 3, classes), w(g, 3, classes).square())));
            cases.add(new Case("cross-entropy of classes" + of, g -> g.apply(new Op.ClassCrossEntropy(), x(g, 6, classes), index(g, 6))));
            cases.add(new Case("gradient of cross-entropy" + of, g -> g.apply(new Op.CrossEntropyGradient(), x(g, 3, classes),
                    w(g, 3, classes).square(), g.input("u", Shape.of(3, 1)))).values());
            cases.add(new Case("gradient of cross-entropy of classes" + of, g -> g.apply(new Op.ClassCrossEntropyGradient(),
                    x(g, 6, classes), index(g, 6), g.input("u", Shape.of(6, 1)))).values());
        }
    }

    private static void images(List<Case> cases) {
        for (int groups : new int[] {1, 2}) {
            cases.add(new Case("convolution of " + groups, g ->
                    g.apply(new Op.Convolution(WINDOW, groups), x(g, 2, 4, 6, 5), w(g, 6, 4 / groups, 3, 2))));
            cases.add(new Case("transposed convolution of " + groups, g -> g.apply(
                    new Op.ConvolutionInputGradient(WINDOW, groups, Shape.of(2, 4, 6, 5)),
                    x(g, 2, 6, 3, 4), w(g, 6, 4 / groups, 3, 2))));
            cases.add(new Case("weight gradient of " + groups, g -> g.apply(
                    new Op.ConvolutionWeightGradient(WINDOW, groups, Shape.of(6, 4 / groups, 3, 2)),
                    x(g, 2, 4, 6, 5), g.input("u", Shape.of(2, 6, 3, 4)))).values());
        }
        cases.add(new Case("maximum pooling", g -> g.apply(new Op.MaxPool(POOLING), x(g, 2, 2, 6, 5))));
        cases.add(new Case("gradient of maximum pooling", g -> g.apply(new Op.MaxPoolGradient(POOLING), x(g, 2, 2, 6, 5),
                g.input("u", Shape.of(2, 2, 3, 3)))).values());
        cases.add(new Case("average pooling", g -> g.apply(new Op.AveragePool(POOLING), x(g, 2, 2, 6, 5))));
        cases.add(new Case("gradient of average pooling", g -> g.apply(
                new Op.AveragePoolGradient(POOLING, Shape.of(2, 2, 6, 5)), x(g, 2, 2, 3, 3))));
    }

    /// Values for the operand of that name, away from kinks: all differ from each other, and from 0 and the whole numbers,
    /// by much more than a step of differences. Odd multiples of 0.03 around 0, in a random order, slightly moved.
    public static double[] smooth(Case c, String name, int size, long key) {
        int[] order = CounterRandom.permutation(key, 0, size);
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = (2 * order[i] - size + 1 + (size % 2)) * 0.06 + 0.03 + 0.005 * CounterRandom.uniform(key, 1, i);
            double near = Math.abs(values[i] - Math.rint(values[i]));
            values[i] += near < 0.02 ? 0.025 : 0;
            values[i] = c.positive().contains(name) ? Math.abs(values[i]) + 0.2 : values[i];
        }
        return plain(name, values, key);
    }

    /// Special values for the operand of that name, each round others: in enough rounds each meets each.
    public static double[] special(Case c, String name, int size, int round) {
        double[] set = c.elementwise() ? SPECIAL : round % 2 == 0 || c.padded() ? PLAIN : INFINITE;
        double[] values = new double[size];
        // Any two operands, x and w, move against each other by one place each round.
        int start = name.equals("x") ? 7 * (round / set.length) : round + 7 * (round / set.length);
        Arrays.setAll(values, i -> set[(start + i) % set.length]);
        return plain(name, values, round);
    }

    /// Rounds of special values.
    public static int rounds(Case c) {
        return c.elementwise() ? 2 * SPECIAL.length : 8;
    }

    /// What is no free number: an index, or the step.
    private static double[] plain(String name, double[] values, long key) {
        if (name.equals("step")) {
            return new double[] {3};
        }
        if (name.equals("index")) {
            Arrays.setAll(values, i -> CounterRandom.below(key, 2, i, INDICES) - 1);
        }
        return values;
    }

    private static Node x(Graph g, int... dims) {
        return g.input("x", Shape.of(dims));
    }

    private static Node w(Graph g, int... dims) {
        return g.parameter("w", Shape.of(dims), Initializers.ZEROS);
    }

    private static Node index(Graph g, int... dims) {
        return g.input("index", Shape.of(dims));
    }

    /// All operations of a list of cases.
    public static Stream<Node> nodes(List<Case> cases) {
        return cases.stream().flatMap(c -> {
            Graph g = new Graph(Mode.TRAINING);
            c.build().apply(g);
            return g.nodes().stream();
        });
    }

    /// x³
    private record Cube(boolean fast) implements CustomOp {
        private record CubeStep(int size, Slice x, Slice y) implements Step {
            @Override
            public int chunks(int stage) {
                return Math.ceilDiv(size, 7);
            }

            @Override
            public void run(int stage, int chunk) {
                for (int i = 7 * chunk; i < Math.min(size, 7 * chunk + 7); i++) {
                    double value = x.array()[x.offset() + i];
                    y.array()[y.offset() + i] = (float) (value * value * value);
                }
            }
        }

        @Override
        public Optional<Step> kernel(List<Shape> shapes, List<Slice> inputs, Slice result) {
            return fast ? Optional.of(new CubeStep(shapes.getFirst().size(), inputs.getFirst(), result)) : Optional.empty();
        }

        @Override
        public String name() {
            return "cube";
        }

        @Override
        public Shape shape(List<Shape> inputs) {
            return inputs.getFirst();
        }

        @Override
        public void compute(List<double[]> inputs, List<Shape> shapes, double[] result) {
            Arrays.setAll(result, i -> Math.pow(inputs.getFirst()[i], 3));
        }

        @Override
        public List<Node> gradients(Node y, Node delta) {
            return List.of(delta.times(y.input(0).square().times(3)));
        }
    }
}
