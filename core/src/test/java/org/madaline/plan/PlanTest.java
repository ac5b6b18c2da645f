package org.madaline.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.madaline.autodiff.Backpropagation;
import org.madaline.computation.Engine;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.graph.Node;
import org.madaline.graph.Op;
import org.madaline.interpret.Interpreter;
import org.madaline.kernels.Slice;
import org.madaline.layer.Activation;
import org.madaline.layer.BatchNorm;
import org.madaline.layer.Dense;
import org.madaline.layer.Dropout;
import org.madaline.layer.Layer;
import org.madaline.layer.Network;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

/// Plans against the interpreter: outputs, all gradients, and the variables after assignments.
class PlanTest {
    private static final int BATCH = 7;

    static Stream<Arguments> networks() {
        Shape vector = Shape.of(5);
        return Stream.of(
                Arguments.of("dense", Network.of(vector, new Dense(4))),
                Arguments.of("dense relu", Network.of(vector, new Dense(4), Activation.RELU, new Dense(3))),
                Arguments.of("batch norm", Network.of(vector, new Dense(4), new BatchNorm(), Activation.RELU, new Dense(3))),
                Arguments.of("book", Network.of(vector, new Dense(9), new BatchNorm(), Activation.RELU, new Dropout(0.3),
                        new Dense(6), new BatchNorm(), Activation.TANH, new Dropout(0.5), new Dense(3))),
                Arguments.of("gelu softmax", Network.of(vector, new Dense(6), Activation.GELU, new Dense(3), Activation.SOFTMAX)),
                Arguments.of("branches", Network.of(vector, new Dense(6), branches(), new Dense(2))),
                Arguments.of("movement", Network.of(Shape.of(2, 3, 4), movement())));
    }

    private static Layer branches() {
        return (g, x) -> {
            Node left = g.scope("left", () -> new Dense(6).build(g, x)).sigmoid();
            Node right = x.square().plus(1).log();
            Node joined = g.concat(1, List.of(left.times(right), right.narrow(1, 1, 4), left.minus(x).abs()));
            return joined.plus(joined.mean(0)).dividedBy(joined.square().sum(1).plus(1).sqrt());
        };
    }

    private static Layer movement() {
        return (g, x) -> {
            Node scaled = x.times(g.parameter("scale", Shape.of(2, 1, 1), org.madaline.init.Initializers.ONES));
            Node sums = scaled.sum(2).plus(scaled.sum(3).mean(2)).tanh();
            Node flat = scaled.times(sums).reshape(Shape.of(x.shape().dim(0), 24));
            return flat.reshape(Shape.of(x.shape().dim(0), 4, 6)).permute(0, 2, 1).reshape(Shape.of(x.shape().dim(0), 24));
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void agreesWithTheInterpreter(String name, Network network) {
        Graph g = new Graph(Mode.TRAINING);
        Node y = network.build(g, BATCH);
        Node loss = y.times(g.input("upstream", y.shape())).total();
        List<Graph.Variable> parameters = g.variables().values().stream().filter(Graph.Variable::trained).toList();
        Map<Node, Node> gradients = Backpropagation.gradients(loss, parameters.stream().map(Graph.Variable::node).toList());
        parameters.forEach(p -> g.assign(p.node(), p.node().minus(gradients.get(p.node()).times(0.1))));
        List<Node> outputs = new ArrayList<>(List.of(loss, y));
        outputs.addAll(gradients.values());

        Variables variables = new Variables(3);
        Engine engine = Engine.ofThreads(2);
        ExecutionPlan plan = Compiler.compile(g, outputs, variables, engine.kernels(), 11);
        Random random = new Random(5);
        Map<String, double[]> inputs = new HashMap<>();
        for (Map.Entry<String, Node> input : g.inputs().entrySet()) {
            double[] value = new double[input.getValue().shape().size()];
            for (int i = 0; i < value.length; i++) {
                value[i] = input.getValue().shape().rank() == 0 ? 4 : (float) random.nextGaussian();
            }
            inputs.put(input.getKey(), value);
            fill(plan.input(input.getKey()), value);
        }
        Interpreter interpreter = new Interpreter(11);
        variables.names().forEach(v -> interpreter.set(v, doubles(variables.get(v))));

        interpreter.evaluate(inputs, outputs);
        List<double[]> expected = outputs.stream().map(interpreter::value).toList();
        interpreter.assign(g, inputs);
        plan.run(engine.workers());

        double scale = expected.stream().flatMapToDouble(Arrays::stream).map(Math::abs).max().orElseThrow();
        for (int i = outputs.size() - 1; i >= 0; i--) {
            close(name + " output " + i + " " + outputs.get(i), doubles(plan.tensor(i)), expected.get(i), scale);
        }
        for (Graph.Assignment a : g.assignments()) {
            String variable = ((Op.Variable) a.variable().op()).name();
            close(name + " " + variable, doubles(variables.get(variable)), interpreter.get(variable), scale);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void agreesWithTheInterpreterInInference(String name, Network network) {
        Graph g = new Graph(Mode.INFERENCE);
        Node y = network.build(g, BATCH);
        Variables variables = new Variables(3);
        variables.add(g.variables().values());
        Random random = new Random(6);
        Interpreter interpreter = new Interpreter(11);
        for (String v : variables.names()) {
            float[] value = new float[variables.shape(v).size()];
            for (int i = 0; i < value.length; i++) {
                value[i] = 0.5f + random.nextFloat();
            }
            variables.set(v, Tensor.wrap(variables.shape(v), value));
            interpreter.set(v, doubles(variables.get(v)));
        }
        Engine engine = Engine.ofThreads(2);
        ExecutionPlan plan = Compiler.compile(g, List.of(y), variables, engine.kernels(), 11);
        double[] x = random.doubles(network.input().size() * BATCH).map(v -> (float) v).toArray();
        fill(plan.input("x"), x);
        interpreter.evaluate(Map.of("x", x), List.of(y));
        plan.prepare(engine.workers());
        plan.run(engine.workers());
        double[] expected = interpreter.value(y);
        close(name, doubles(plan.tensor(0)), expected, Arrays.stream(expected).map(Math::abs).max().orElseThrow());
        // values that are computed once survive a second run
        fill(plan.input("x"), x);
        plan.run(engine.workers());
        close(name, doubles(plan.tensor(0)), expected, Arrays.stream(expected).map(Math::abs).max().orElseThrow());
    }

    private static void fill(Slice slice, double[] value) {
        for (int i = 0; i < value.length; i++) {
            slice.array()[slice.offset() + i] = (float) value[i];
        }
    }

    private static double[] doubles(Tensor tensor) {
        double[] values = new double[tensor.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = tensor.get(i);
        }
        return values;
    }

    private static void close(String what, double[] actual, double[] expected, double scale) {
        assertThat(actual).as(what).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            assertThat(Math.abs(actual[i] - expected[i])).as("%s at %d: %s, expected %s", what, i, actual[i], expected[i])
                    .isLessThan(5e-6 * scale);
        }
    }
}
