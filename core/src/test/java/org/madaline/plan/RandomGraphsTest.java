package org.madaline.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.graph.Node;
import org.madaline.graph.Op;
import org.madaline.graph.UnaryFunction;
import org.madaline.graph.Window;
import org.madaline.init.Initializers;
import org.madaline.interpret.Interpreter;
import org.madaline.kernels.Workers;
import org.madaline.kernels.spec.Kernels;
import org.madaline.kernels.spec.KernelsLoader;
import org.madaline.kernels.spec.KernelsProvider;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

/// Graphs of random operations: interpreted in double precision, compiled with and without fusion, and computed by the
/// portable kernels. A graph is a function of the seed in the test's name.
class RandomGraphsTest {
    private static final int STEPS = 24;
    private static final Workers WORKERS = Workers.of(2);
    private static final Kernels PORTABLE = ServiceLoader.load(KernelsProvider.class).stream().map(ServiceLoader.Provider::get)
            .filter(provider -> provider.name().equals("portable")).findFirst().orElseThrow().create();

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    /// A graph under construction: values to choose operands from, all bounded, so that rounding stays small.
    private static final class Growing {
        private final Random random;
        private final Graph g;
        private final List<Node> values = new ArrayList<>();

        Growing(long seed, Mode mode) {
            random = new Random(seed);
            g = new Graph(mode);
            int n = 2 + random.nextInt(5);
            values.add(g.input("x", Shape.of(n, 6)));
            values.add(g.input("v", Shape.of(n, 6)));
            values.add(g.input("image", Shape.of(n, 3, 5, 4)));
            values.add(g.parameter("row", Shape.of(1, 6), Initializers.ONES));
            values.add(g.parameter("square", Shape.of(6, 6), Initializers.ONES));
            values.add(g.state("channel", Shape.of(1, 3, 1, 1), Initializers.ONES));
            values.add(g.parameter("kernel", Shape.of(3, 3, 3, 3), Initializers.ONES));
        }

        private Node any() {
            return values.get(random.nextInt(values.size()));
        }

        private Node anyOf(int rank) {
            List<Node> fitting = values.stream().filter(v -> v.shape().rank() == rank).toList();
            return fitting.get(random.nextInt(fitting.size()));
        }

        void grow() {
            Node x = any();
            Node y = switch (random.nextInt(8)) {
                case 0, 1 -> unary(x);
                case 2, 3 -> binary(x, partner(x));
                case 4 -> x.shape().rank() == 0 ? x.plus(0.5) : reduced(x);
                case 5 -> moved(x);
                case 6 -> product();
                default -> x.greater(0.1).select(x.times(0.5), partner(x));
            };
            values.add(y.shape().rank() == 0 ? y.tanh() : y);
        }

        private Node unary(Node x) {
            UnaryFunction[] bounded = {UnaryFunction.NEG, UnaryFunction.ABS, UnaryFunction.RELU, UnaryFunction.RELU6,
                    UnaryFunction.SIGMOID, UnaryFunction.TANH, UnaryFunction.SOFTPLUS, UnaryFunction.ERF};
            return x.apply(bounded[random.nextInt(bounded.length)]);
        }

        private Node binary(Node x, Node y) {
            return switch (random.nextInt(6)) {
                case 0 -> x.plus(y);
                case 1 -> x.minus(y);
                case 2 -> x.tanh().times(y);
                case 3 -> x.max(y);
                case 4 -> x.min(y);
                default -> x.dividedBy(y.abs().plus(1.5));
            };
        }

        /// A value that broadcasts with x.
        private Node partner(Node x) {
            List<Node> fitting = values.stream().filter(y -> broadcasts(x.shape(), y.shape())).toList();
            return fitting.get(random.nextInt(fitting.size()));
        }

        private static boolean broadcasts(Shape x, Shape y) {
            if (y.rank() == 0) {
                return true;
            }
            return x.rank() == y.rank()
                    && java.util.stream.IntStream.range(0, x.rank()).allMatch(i -> x.dim(i) == y.dim(i) || y.dim(i) == 1);
        }

        private Node reduced(Node x) {
            int axis = random.nextInt(x.shape().rank());
            return random.nextInt(4) == 0 ? x.mean() : x.mean(axis);
        }

        private Node moved(Node x) {
            int rank = x.shape().rank();
            if (rank < 2) {
                return x.negative();
            }
            int axis = random.nextInt(rank);
            int size = x.shape().dim(axis);
            return switch (random.nextInt(3)) {
                case 0 -> g.concat(axis, List.of(x.narrow(axis, size / 2, size), x.narrow(axis, 0, size / 2 == 0 ? size : size / 2)));
                case 1 -> rank == 2 ? x.permute(1, 0) : x.permute(0, 1, 3, 2);
                default -> x.reshape(Shape.of(x.shape().dim(0), x.shape().size() / x.shape().dim(0)));
            };
        }

        private Node product() {
            if (random.nextBoolean()) {
                Node image = values.get(2);
                Node y = g.apply(new Op.Convolution(Window.square(3, 1, 1), 1), image, values.get(6)).times(0.1);
                return random.nextBoolean() ? y.plus(values.get(5)) : y.relu();
            }
            Node x = anyOf(2);
            BiFunction<Node, Node, Node> product = (a, b) -> a.matmulTransposed(b).times(0.1);
            Node w = x.shape().dim(1) == 6 ? values.get(4) : x;
            Node y = product.apply(x.tanh(), w);
            return y.shape().dim(1) == 6 && random.nextBoolean() ? y.plus(values.get(3)).relu() : y;
        }

        /// What nobody reads, and some that others read as well.
        List<Node> outputs() {
            List<Node> outputs = new ArrayList<>(values.subList(values.size() - 3, values.size()));
            outputs.add(values.get(7 + random.nextInt(STEPS)));
            return outputs;
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void allWaysToComputeAgree(long seed) {
        for (Mode mode : Mode.values()) {
            Growing growing = new Growing(seed, mode);
            for (int i = 0; i < STEPS; i++) {
                growing.grow();
            }
            List<Node> outputs = growing.outputs();
            Graph g = growing.g;
            if (mode == Mode.TRAINING) {
                Node row = growing.values.get(3);
                g.assign(row, row.plus(growing.values.get(0).mean(0)).tanh());
            }
            agree("seed " + seed + " " + mode, g, outputs);
        }
    }

    private static void agree(String what, Graph g, List<Node> outputs) {
        Random random = new Random(1);
        Map<String, double[]> inputs = new HashMap<>();
        g.inputs().forEach((name, node) -> inputs.put(name, numbers(random, node.shape().size())));
        Map<String, double[]> start = new HashMap<>();
        g.variables().forEach((name, v) -> start.put(name, numbers(random, v.shape().size())));
        Interpreter interpreter = new Interpreter(0);
        start.forEach(interpreter::set);
        interpreter.evaluate(inputs, outputs);
        Kernels best = KernelsLoader.choice().kernels();
        Compiler.Options split = new Compiler.Options(false, 0, new Work());
        List<Tensor> fused = run(g, outputs, inputs, start, best, Compiler.Options.usual());
        assertThat(run(g, outputs, inputs, start, PORTABLE, Compiler.Options.usual())).as(what + ", portable").isEqualTo(fused);
        List<Tensor> unfused = run(g, outputs, inputs, start, best, split);
        assertThat(run(g, outputs, inputs, start, PORTABLE, split)).as(what + ", unfused, portable").isEqualTo(unfused);
        for (int i = 0; i < outputs.size(); i++) {
            double[] exact = interpreter.value(outputs.get(i));
            close(what + ", fused, output " + i, fused.get(i), exact);
            close(what + ", unfused, output " + i, unfused.get(i), exact);
        }
        for (int i = outputs.size(); i < fused.size(); i++) {
            close(what + ", variables", unfused.get(i), doubles(fused.get(i)));
        }
    }

    /// The outputs, and behind them the variables after the run.
    private static List<Tensor> run(Graph g, List<Node> outputs, Map<String, double[]> inputs, Map<String, double[]> start,
            Kernels kernels, Compiler.Options options) {
        Variables variables = new Variables(0);
        ExecutionPlan plan = Compiler.compile(g, outputs, variables, kernels, 0, options);
        g.variables().forEach((name, v) -> variables.set(name, Tensor.wrap(v.shape(), floats(start.get(name)))));
        plan.inputs().forEach(name -> plan.set(name, floats(inputs.get(name))));
        plan.prepare(WORKERS);
        plan.run(WORKERS);
        List<Tensor> results = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) {
            results.add(plan.tensor(i));
        }
        variables.names().forEach(name -> results.add(variables.get(name)));
        return results;
    }

    private static double[] numbers(Random random, int n) {
        return random.doubles(n, -1, 1).map(v -> (float) v).toArray();
    }

    private static float[] floats(double[] values) {
        float[] narrow = new float[values.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (float) values[i];
        }
        return narrow;
    }

    private static double[] doubles(Tensor tensor) {
        double[] wide = new double[tensor.size()];
        Arrays.setAll(wide, tensor::get);
        return wide;
    }

    private static void close(String what, Tensor actual, double[] expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) actual.get(i)).as(what + " at " + i).isCloseTo(expected[i],
                    org.assertj.core.api.Assertions.within(2e-5 * (1 + Math.abs(expected[i]))));
        }
    }
}
