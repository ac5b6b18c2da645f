package org.madaline.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.madaline.evaluate.GradientCheck;
import org.madaline.graph.BinaryFunction;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.graph.Node;
import org.madaline.graph.Op;
import org.madaline.graph.Pooling;
import org.madaline.graph.UnaryFunction;
import org.madaline.graph.Window;
import org.madaline.init.Initializers;
import org.madaline.interpret.Interpreter;
import org.madaline.kernels.CounterRandom;
import org.madaline.tensor.Shape;

/// The gradient of every operation against central differences. Points keep away from kinks: all values differ from
/// each other, and from 0 and the whole numbers, by much more than a step of the differences.
final class OperationGradientsTest {
    private static final double LARGEST_ERROR = 1e-7;
    private static final long[] SEEDS = {1, 2, 3};
    /// Operations whose value does not depend on an input smoothly, and leaves.
    private static final Set<Class<?>> WITHOUT_GRADIENT = Set.of(Op.Input.class, Op.Variable.class, Op.Constant.class,
            Op.Uniform.class, Op.Detach.class, Op.OneHot.class);
    /// Operations that arise in back-propagation only; their values are the gradients that are compared here.
    private static final Set<Class<?>> GRADIENTS = Set.of(Op.CrossEntropyGradient.class,
            Op.ConvolutionWeightGradient.class, Op.MaxPoolGradient.class);
    private static final Window WINDOW = new Window(3, 2, 2, 1, 1, 0, 0, 1, 1, 2);
    private static final Pooling POOLING = new Pooling(new Window(3, 2, 2, 2, 1, 0, 0, 1, 1, 1), true, true, 0);

    private record Case(String name, Function<Graph, Node> build) {}

    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (UnaryFunction f : UnaryFunction.values()) {
            boolean positive = f == UnaryFunction.LOG || f == UnaryFunction.SQRT;
            cases.add(new Case(f.toString(), g -> argument(g, "x", positive, 4, 5).apply(f)));
        }
        for (BinaryFunction f : BinaryFunction.values()) {
            boolean positive = f == BinaryFunction.POW;
            for (int[] right : new int[][] {{4, 5}, {1, 5}, {4, 1}, {5}, {}}) {
                cases.add(new Case(f + " with " + Arrays.toString(right), g ->
                        argument(g, "x", positive, 4, 5).apply(f, argument(g, "w", false, right))));
                cases.add(new Case(f + " of " + Arrays.toString(right), g ->
                        argument(g, "w", positive, right).apply(f, argument(g, "x", false, 4, 5))));
            }
        }
        cases.add(new Case("select", g -> x(g, 4, 5).greater(0).select(x(g, 4, 5).square(), w(g, 4, 1))));
        cases.add(new Case("broadcast", g -> x(g, 4, 1).broadcast(Shape.of(4, 5))));
        cases.add(new Case("broadcast of a scalar", g -> x(g).broadcast(Shape.of(2, 3))));
        cases.add(new Case("sum", g -> x(g, 2, 3, 4).square().sum(0, 2)));
        cases.add(new Case("mean", g -> x(g, 2, 3, 4).square().mean()));
        cases.add(new Case("sum of a product", g -> x(g, 4, 5).times(w(g, 4, 1)).sum(1)));
        cases.add(new Case("reshape", g -> x(g, 4, 6).square().reshape(Shape.of(3, 8))));
        cases.add(new Case("permute", g -> x(g, 2, 3, 4).permute(2, 0, 1)));
        cases.add(new Case("narrow", g -> x(g, 2, 6).narrow(1, 1, 4)));
        cases.add(new Case("pad", g -> g.apply(new Op.Pad(1, 2, 1), x(g, 2, 3))));
        cases.add(new Case("concat", g -> g.concat(1, List.of(x(g, 2, 3), w(g, 2, 4), x(g, 2, 3)))));
        for (boolean a : new boolean[] {false, true}) {
            for (boolean b : new boolean[] {false, true}) {
                cases.add(new Case("product, transposed " + a + " " + b, g -> g.apply(new Op.MatMul(a, b),
                        a ? x(g, 5, 3) : x(g, 3, 5), b ? w(g, 4, 5) : w(g, 5, 4))));
            }
        }
        cases.add(new Case("softmax", g -> x(g, 3, 5).softmax()));
        cases.add(new Case("log-softmax", g -> x(g, 3, 5).logSoftmax()));
        cases.add(new Case("cross-entropy", g -> g.apply(new Op.CrossEntropy(), x(g, 3, 5), w(g, 3, 5).square())));
        for (int groups : new int[] {1, 2}) {
            cases.add(new Case("convolution of " + groups, g ->
                    g.apply(new Op.Convolution(WINDOW, groups), x(g, 2, 4, 6, 5), w(g, 6, 4 / groups, 3, 2))));
            cases.add(new Case("transposed convolution of " + groups, g -> g.apply(
                    new Op.ConvolutionInputGradient(WINDOW, groups, Shape.of(2, 4, 6, 5)),
                    x(g, 2, 6, 3, 4), w(g, 6, 4 / groups, 3, 2))));
        }
        cases.add(new Case("maximum pooling", g -> g.apply(new Op.MaxPool(POOLING), x(g, 2, 2, 6, 5))));
        cases.add(new Case("average pooling", g -> g.apply(new Op.AveragePool(POOLING), x(g, 2, 2, 6, 5))));
        cases.add(new Case("gradient of average pooling", g -> g.apply(
                new Op.AveragePoolGradient(POOLING, Shape.of(2, 2, 6, 5)),
                x(g, 2, 2, 3, 3))));
        cases.add(new Case("an operation of one's own", g -> g.apply(new Op.Custom(new Cube()), x(g, 4, 5))));
        return cases;
    }

    @TestFactory
    Stream<DynamicTest> gradientsAgreeWithDifferences() {
        return cases().stream().map(c -> DynamicTest.dynamicTest(c.name(), () -> {
            for (long seed : SEEDS) {
                check(c, seed);
            }
        }));
    }

    @Test
    void everyOperationIsChecked() {
        Set<Class<?>> checked = new HashSet<>(WITHOUT_GRADIENT);
        checked.addAll(GRADIENTS);
        Set<UnaryFunction> unary = EnumSet.noneOf(UnaryFunction.class);
        Set<BinaryFunction> binary = EnumSet.noneOf(BinaryFunction.class);
        for (Case c : cases()) {
            Graph g = new Graph(Mode.TRAINING);
            c.build().apply(g);
            for (Node node : g.nodes()) {
                checked.add(node.op().getClass());
                if (node.op() instanceof Op.Unary op) {
                    unary.add(op.function());
                } else if (node.op() instanceof Op.Binary op) {
                    binary.add(op.function());
                }
            }
        }
        assertThat(checked).containsExactlyInAnyOrder(Op.class.getPermittedSubclasses());
        assertThat(unary).isEqualTo(EnumSet.allOf(UnaryFunction.class));
        assertThat(binary).isEqualTo(EnumSet.allOf(BinaryFunction.class));
    }

    @Test
    void operationsWithoutGradientPassNone() {
        Graph g = new Graph(Mode.TRAINING);
        Node x = g.input("x", Shape.of(3));
        Node loss = x.detach().plus(g.uniform("noise", Shape.of(3))).total()
                .plus(g.apply(new Op.OneHot(4), x).total());
        Node gradient = Backpropagation.gradients(loss, List.of(x)).get(x);
        Interpreter interpreter = new Interpreter(1);
        interpreter.evaluate(Map.of("x", new double[] {0, 1, 2}, "step", new double[1]), List.of(gradient));
        assertThat(interpreter.value(gradient)).containsExactly(0, 0, 0);
    }

    private static void check(Case c, long seed) {
        Graph g = new Graph(Mode.TRAINING);
        Node y = c.build().apply(g);
        Node error = y.times(g.input("upstream", y.shape())).total();
        // A gradient of 0, as of a step function, is compared beside one of 1: alone it would stand against rounding.
        for (Node leaf : Stream.concat(Stream.ofNullable(g.inputs().get("x")), g.variables().values().stream()
                .map(Graph.Variable::node)).toList()) {
            error = error.plus(leaf.total());
        }
        Map<String, double[]> inputs = new HashMap<>();
        g.inputs().forEach((name, node) -> inputs.put(name, values(node.shape().size(), CounterRandom.key(seed, name))));
        Interpreter interpreter = new Interpreter(seed);
        g.variables().forEach((name, v) -> interpreter.set(name, values(v.shape().size(), CounterRandom.key(seed, name))));
        GradientCheck found = GradientCheck.of(error, new LinkedHashMap<>(inputs), interpreter, 25, seed);
        assertThat(found.parameters()).isNotEmpty();
        assertThat(found.error()).as("%s, seed %d: %s", c.name(), seed, found).isLessThan(LARGEST_ERROR);
    }

    /// Odd multiples of 0.03 around 0, in a random order, slightly moved: no two nearer than 0.04 to each other, none nearer
    /// than 0.02 to 0 or another whole number.
    private static double[] values(int size, long key) {
        int[] order = CounterRandom.permutation(key, 0, size);
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = (2 * order[i] - size + 1 + (size % 2)) * 0.06 + 0.03 + 0.005 * CounterRandom.uniform(key, 1, i);
            double near = Math.abs(values[i] - Math.rint(values[i]));
            values[i] += near < 0.02 ? 0.025 : 0;
        }
        return values;
    }

    private static Node x(Graph g, int... dims) {
        return g.input("x", Shape.of(dims));
    }

    private static Node w(Graph g, int... dims) {
        return g.parameter("w", Shape.of(dims), Initializers.ZEROS);
    }

    /// x or w, or a positive number made of it.
    private static Node argument(Graph g, String name, boolean positive, int... dims) {
        Node value = name.equals("x") ? x(g, dims) : w(g, dims);
        return positive ? value.square().plus(0.2) : value;
    }

    /// x³
    private record Cube() implements org.madaline.graph.CustomOp {
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
