package org.madaline.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.madaline.autodiff.Backpropagation;
import org.madaline.computation.Engine;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.graph.Node;
import org.madaline.graph.Op;
import org.madaline.interpret.Interpreter;
import org.madaline.layer.Deterministic;
import org.madaline.plan.Compiler;
import org.madaline.plan.ExecutionPlan;
import org.madaline.plan.Variables;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

/// Logits, inner values, losses and gradients of whole networks against PyTorch's: compiled in single precision, and
/// for the small networks interpreted in double, which is slow. The resource holds more runs than are made each time.
class ReferenceResultsTest {
    private static final List<String> INTERPRETED = List.of(
            "lenet5 eval", "lenet5 train", "lenet5_relu eval", "lenet5_relu train", "mobilenet_v3_small eval_gain");
    private static final List<String> COMPILED = List.of(
            "lenet5 eval", "lenet5 train", "lenet5_relu eval", "lenet5_relu train", "mobilenet_v2 eval",
            "mobilenet_v2 eval_gain", "mobilenet_v2 train", "mobilenet_v3_small eval_gain",
            "efficientnet_b0 eval_gain", "efficientnet_b0 train", "googlenet eval_gain", "resnet18 eval",
            "resnet18 train", "resnet50 eval_gain");

    /// One run of a reference: `> model what gain size input`, then lines of results.
    private record Run(String model, String what, double gain, int size, String input, List<String[]> results) {
        Run(String[] head) {
            this(head[1], head[2], Double.parseDouble(head[3]), Integer.parseInt(head[4]), head[5], new ArrayList<>());
        }
    }

    @TestFactory
    Stream<DynamicTest> results() {
        List<Run> runs = new ArrayList<>();
        for (String line : Reference.text("/golden/vision/results.gz").split("\n")) {
            String[] cells = line.split(" ");
            if (cells[0].equals(">")) {
                runs.add(new Run(cells));
            } else {
                runs.getLast().results.add(cells);
            }
        }
        return runs.stream().flatMap(run -> {
            String name = run.model + " " + run.what;
            return Stream.of(true, false).filter(exact -> (exact ? INTERPRETED : COMPILED).contains(name))
                    .map(exact -> DynamicTest.dynamicTest(
                            name + (exact ? " interpreted" : " compiled"), () -> check(run, exact)));
        });
    }

    private static void check(Run run, boolean exact) {
        if (run.what.equals("train")) {
            checkTraining(run, exact);
        } else {
            checkInference(run, exact);
        }
    }

    /// The values of some nodes, in double precision if they are to be exact.
    private static Map<Node, double[]> evaluate(
            Run run, Graph g, List<Node> nodes, Map<String, double[]> inputs, boolean exact) {
        Map<String, Reference.Entry> entries = Reference.stateDicts().get(run.model).entries();
        Map<Node, double[]> values = new HashMap<>();
        if (exact) {
            Interpreter interpreter = new Interpreter(1);
            g.variables().keySet().forEach(name -> interpreter.set(name,
                    Reference.values(run.model + "/" + name, entries.get(name), run.gain)));
            interpreter.evaluate(inputs, nodes);
            nodes.forEach(node -> values.put(node, interpreter.value(node)));
            return values;
        }
        Variables variables = new Variables(1);
        ExecutionPlan plan = Compiler.compile(g, nodes, variables, Engine.shared().kernels(), 1);
        g.variables().keySet().forEach(name -> variables.set(name, Tensor.wrap(entries.get(name).shape(),
                floats(Reference.values(run.model + "/" + name, entries.get(name), run.gain)))));
        plan.inputs().forEach(name -> plan.set(name, floats(inputs.get(name))));
        plan.prepare(Engine.shared().workers());
        plan.run(Engine.shared().workers());
        for (int i = 0; i < nodes.size(); i++) {
            values.put(nodes.get(i), doubles(plan.tensor(i).toArray()));
        }
        return values;
    }

    private static float[] floats(double[] values) {
        float[] narrow = new float[values.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (float) values[i];
        }
        return narrow;
    }

    private static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    private static Shape batch(Run run, int n) {
        return Shape.of(n, Reference.image(run.model).dim(0), run.size, run.size);
    }

    private static void checkInference(Run run, boolean exact) {
        Graph g = new Graph(Mode.INFERENCE);
        Shape shape = batch(run, 1);
        Node y = Reference.layer(run.model).build(g, g.input("x", shape));
        Map<String, Node> parts = new LinkedHashMap<>();
        g.parts().forEach(part -> parts.put(part.path(), part.output()));
        List<Node> wanted = Stream.concat(Stream.of(y), run.results.stream().filter(line -> line[0].equals("tap"))
                .map(line -> parts.get(line[1])).filter(Objects::nonNull)).distinct().toList();
        Map<Node, double[]> values = evaluate(
                run, g, wanted, Map.of("x", Reference.input(run.input, shape.size())), exact);
        for (String[] line : run.results) {
            if (line[0].equals("logits")) {
                checkLogits(values.get(y), numbers(line, 1), exact ? 1e-9 : 2e-5);
            } else if (parts.containsKey(line[1])) {
                check(line[1], values.get(parts.get(line[1])), numbers(line, 2), exact ? 1e-9 : 2e-5);
            }
        }
    }

    /// Relative to the logits' deviation.
    private static void checkLogits(double[] logits, double[] expected, double tolerance) {
        double error = tolerance * expected[2];
        assertNear("norm", norm(logits), expected[0], error * Math.sqrt(logits.length));
        int edge = Math.min(16, logits.length);
        for (int i = 0; i < edge; i++) {
            assertNear("logit " + i, logits[i], expected[3 + i], error);
            int last = logits.length - edge + i;
            assertNear("logit " + last, logits[last], expected[3 + edge + i], error);
        }
    }

    /// Compares norm, sum and the first values, relative to the norm.
    private static void check(String what, double[] actual, double[] expected, double tolerance) {
        double error = tolerance * Math.max(expected[0], 1e-12);
        assertNear("norm of " + what, norm(actual), expected[0], error);
        assertNear("sum of " + what, Arrays.stream(actual).sum(), expected[1], error * Math.sqrt(actual.length));
        for (int i = 0; i < Math.min(actual.length, expected.length - 2); i++) {
            assertNear(what + "[" + i + "]", actual[i], expected[2 + i], error);
        }
    }

    private static void assertNear(String what, double actual, double expected, double error) {
        assertThat(Math.abs(actual - expected))
                .as("%s is %s, not %s", what, actual, expected)
                .isLessThanOrEqualTo(error);
    }

    private static void checkTraining(Run run, boolean exact) {
        Graph g = new Graph(Mode.TRAINING);
        Shape shape = batch(run, 2);
        Node y = new Deterministic(Reference.layer(run.model)).build(g, g.input("x", shape));
        Node q = g.apply(new Op.OneHot(y.shape().dim(1)), g.input("y", Shape.of(2)));
        Node loss = g.apply(new Op.CrossEntropy(), y, q).mean().reshape(Shape.SCALAR);
        Map<String, Node> parameters = new LinkedHashMap<>();
        g.variables().values().stream()
                .filter(Graph.Variable::trained)
                .forEach(v -> parameters.put(v.name(), v.node()));
        Map<Node, Node> gradients = Backpropagation.gradients(loss, parameters.values());
        Map<String, Node> states = new LinkedHashMap<>();
        g.assignments().forEach(a -> states.put(((Op.Variable) a.variable().op()).name(), a.value()));
        Map<Node, double[]> values = evaluate(run, g,
                Stream.of(List.of(loss), gradients.values(), states.values()).flatMap(Collection::stream).toList(),
                Map.of("x", Reference.input(run.input, shape.size()), "y", numbers(run.results.getFirst(), 1)), exact);
        double total = Double.parseDouble(run.results.get(1)[2]);
        for (String[] line : run.results) {
            switch (line[0]) {
                case "loss" ->
                    assertNear("loss", values.get(loss)[0], Double.parseDouble(line[1]), exact ? 1e-10 : 1e-5);
                case "gradient" ->
                    checkGradient(line, values.get(gradients.get(parameters.get(line[1]))), total, exact);
                case "state" -> check(line[1], values.get(states.get(line[1])), numbers(line, 2), exact ? 1e-10 : 3e-5);
                default -> assertThat(line[0]).isEqualTo("target");
            }
        }
        double squares = gradients.values().stream().mapToDouble(d -> Math.pow(norm(values.get(d)), 2)).sum();
        assertNear("norm of all gradients", Math.sqrt(squares), total, (exact ? 1e-7 : 2e-2) * total);
    }

    /// Relative to the gradient's norm, or absolutely where theory says zero. In single precision the choices of ReLU
    /// and max pooling may differ by rounding, so that gradients agree to a fifth of their norm or a fiftieth of that
    /// of all.
    private static void checkGradient(String[] line, double[] actual, double total, boolean exact) {
        double[] expected = numbers(line, 2);
        if (!exact) {
            double error = Math.max(0.2 * expected[0], 0.02 * total);
            assertNear("norm of the gradient of " + line[1], norm(actual), expected[0], error);
        } else if (expected[0] < 1e-12) {
            assertThat(norm(actual)).as(line[1]).isLessThan(1e-10 * total);
        } else {
            check("the gradient of " + line[1], actual, expected, 1e-7);
        }
    }

    @Test
    void furtherHeadsCountThreeTenthsEach() {
        Run run = new Run(new String[] {">", "googlenet_aux", "train", "1.0", "224", "googlenet_aux/train_input"});
        Graph g = new Graph(Mode.TRAINING);
        Shape shape = batch(run, 2);
        Node y = new Deterministic(Reference.layer(run.model)).build(g, g.input("x", shape));
        Node q = g.apply(new Op.OneHot(1000), g.input("y", Shape.of(2)));
        Node loss = g.apply(new Op.CrossEntropy(), y, q).mean();
        for (Graph.Auxiliary head : g.auxiliaries()) {
            loss = loss.plus(g.apply(new Op.CrossEntropy(), head.output(), q).mean().times(head.weight()));
        }
        double[] targets = Reference.classes("googlenet_aux/train_target", 2, 1000);
        Map<Node, double[]> values = evaluate(
                run, g, List.of(loss), Map.of("x", Reference.input(run.input, shape.size()), "y", targets), false);
        assertNear("loss", values.get(loss)[0], 10.4748173027, 1e-4);
    }

    private static double norm(double[] x) {
        return Math.sqrt(Arrays.stream(x).map(v -> v * v).sum());
    }

    private static double[] numbers(String[] cells, int from) {
        return Arrays.stream(cells, from, cells.length).mapToDouble(Double::parseDouble).toArray();
    }
}
