package org.madaline.models.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.madaline.autodiff.Backpropagation;
import org.madaline.autodiff.Interpreter;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.graph.Node;
import org.madaline.graph.Op;
import org.madaline.layer.Deterministic;
import org.madaline.tensor.Shape;

/// Logits, inner values, losses and gradients of whole networks against PyTorch's, in double precision. The small networks
/// only: the interpreter is slow.
class ReferenceResultsTest {
    private static final List<String> SMALL = List.of("lenet5", "lenet5_relu", "mobilenet_v3_small");

    /// One run of a reference: `> model what gain size input`, then lines of results.
    private record Run(String model, String what, double gain, int size, String input, List<String[]> results) {
        Run(String[] head) {
            this(head[1], head[2], Double.parseDouble(head[3]), Integer.parseInt(head[4]), head[5], new ArrayList<>());
        }
    }

    @TestFactory
    Stream<DynamicTest> results() {
        List<Run> runs = new ArrayList<>();
        for (String line : Reference.text("/golden/models/results.gz").split("\n")) {
            String[] cells = line.split(" ");
            if (cells[0].equals(">")) {
                runs.add(new Run(cells));
            } else {
                runs.getLast().results.add(cells);
            }
        }
        return runs.stream().filter(run -> SMALL.contains(run.model)).map(run -> DynamicTest.dynamicTest(run.model + " " + run.what,
                () -> {
                    if (run.what.equals("train")) {
                        checkTraining(run);
                    } else {
                        checkInference(run);
                    }
                }));
    }

    private static Interpreter interpreter(Graph g, Run run) {
        Interpreter interpreter = new Interpreter(1);
        Map<String, Reference.Entry> entries = Reference.stateDicts().get(run.model).entries();
        g.variables().keySet().forEach(name -> interpreter.set(name,
                Reference.values(run.model + "/" + name, entries.get(name), run.gain)));
        return interpreter;
    }

    private static Shape batch(Run run, int n) {
        return Shape.of(n, Reference.image(run.model).dim(0), run.size, run.size);
    }

    private static void checkInference(Run run) {
        Graph g = new Graph(Mode.INFERENCE);
        Shape shape = batch(run, 1);
        Node y = Reference.layer(run.model).build(g, g.input("x", shape));
        Interpreter interpreter = interpreter(g, run);
        interpreter.evaluate(Map.of("x", Reference.input(run.input, shape.size())), List.of(y));
        Map<String, Node> parts = new LinkedHashMap<>();
        g.parts().forEach(part -> parts.put(part.path(), part.output()));
        for (String[] line : run.results) {
            if (line[0].equals("logits")) {
                checkLogits(interpreter.value(y), numbers(line, 1));
            } else if (parts.containsKey(line[1])) {
                check(line[1], interpreter.value(parts.get(line[1])), numbers(line, 2), 1e-9);
            }
        }
    }

    private static void checkLogits(double[] logits, double[] expected) {
        double deviation = expected[2];
        assertThat(norm(logits)).isCloseTo(expected[0], org.assertj.core.data.Offset.offset(1e-9 * expected[0]));
        int edge = Math.min(16, logits.length);
        for (int i = 0; i < edge; i++) {
            assertThat(logits[i]).isCloseTo(expected[3 + i], org.assertj.core.data.Offset.offset(1e-9 * deviation));
            assertThat(logits[logits.length - edge + i])
                    .isCloseTo(expected[3 + edge + i], org.assertj.core.data.Offset.offset(1e-9 * deviation));
        }
    }

    /// Compares norm, sum and the first values; those are given relative to the largest there can be, the norm.
    private static void check(String what, double[] actual, double[] expected, double tolerance) {
        double scale = Math.max(expected[0], 1e-12);
        assertThat(norm(actual)).as("norm of " + what).isCloseTo(expected[0], org.assertj.core.data.Offset.offset(tolerance * scale));
        assertThat(Arrays.stream(actual).sum()).as("sum of " + what)
                .isCloseTo(expected[1], org.assertj.core.data.Offset.offset(tolerance * scale * Math.sqrt(actual.length)));
        for (int i = 0; i < Math.min(actual.length, expected.length - 2); i++) {
            assertThat(actual[i]).as(what).isCloseTo(expected[2 + i], org.assertj.core.data.Offset.offset(tolerance * scale));
        }
    }

    private static void checkTraining(Run run) {
        Graph g = new Graph(Mode.TRAINING);
        Shape shape = batch(run, 2);
        Node y = new Deterministic(Reference.layer(run.model)).build(g, g.input("x", shape));
        Node q = g.apply(new Op.OneHot(y.shape().dim(1)), g.input("y", Shape.of(2)));
        Node loss = g.apply(new Op.CrossEntropy(), y, q).mean().reshape(Shape.SCALAR);
        Map<String, Node> parameters = new LinkedHashMap<>();
        g.variables().values().stream().filter(Graph.Variable::trained).forEach(v -> parameters.put(v.name(), v.node()));
        Map<Node, Node> gradients = Backpropagation.gradients(loss, parameters.values());
        Map<String, Node> states = new LinkedHashMap<>();
        g.assignments().forEach(a -> states.put(((Op.Variable) a.variable().op()).name(), a.value()));
        Interpreter interpreter = interpreter(g, run);
        interpreter.evaluate(Map.of("x", Reference.input(run.input, shape.size()), "y", numbers(run.results.getFirst(), 1)),
                Stream.of(Stream.of(loss), gradients.values().stream(), states.values().stream()).flatMap(s -> s).toList());
        double total = 0;
        for (String[] line : run.results) {
            switch (line[0]) {
                case "loss" -> {
                    total = Double.parseDouble(line[2]);
                    assertThat(interpreter.value(loss)[0])
                            .isCloseTo(Double.parseDouble(line[1]), org.assertj.core.data.Offset.offset(1e-10));
                }
                case "gradient" -> checkGradient(line, interpreter.value(gradients.get(parameters.get(line[1]))), total);
                case "state" -> check(line[1], interpreter.value(states.get(line[1])), numbers(line, 2), 1e-10);
                default -> assertThat(line[0]).isEqualTo("target");
            }
        }
        double squares = gradients.values().stream().mapToDouble(d -> Math.pow(norm(interpreter.value(d)), 2)).sum();
        assertThat(Math.sqrt(squares)).isCloseTo(total, org.assertj.core.data.Offset.offset(1e-7 * total));
    }

    /// Relative to the gradient's norm, or absolutely where theory says zero.
    private static void checkGradient(String[] line, double[] actual, double total) {
        double[] expected = numbers(line, 2);
        if (expected[0] < 1e-12) {
            assertThat(norm(actual)).as(line[1]).isLessThan(1e-10 * total);
        } else {
            check(line[1], actual, expected, 1e-7);
        }
    }

    private static double norm(double[] x) {
        return Math.sqrt(Arrays.stream(x).map(v -> v * v).sum());
    }

    private static double[] numbers(String[] cells, int from) {
        return Arrays.stream(cells, from, cells.length).mapToDouble(Double::parseDouble).toArray();
    }
}
