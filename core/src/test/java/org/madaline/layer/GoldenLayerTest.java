package org.madaline.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.madaline.autodiff.Backpropagation;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.graph.Node;
import org.madaline.interpret.Interpreter;
import org.madaline.tensor.Shape;
import org.madaline.testing.Golden;
import org.madaline.testing.Runner;
import tools.jackson.databind.JsonNode;

/// Layers against PyTorch, interpreted in double precision and compiled in single: outputs, gradients with respect to inputs and parameters, and states.
final class GoldenLayerTest {
    static Stream<String> linear() {
        return ids("layers/linear");
    }

    static Stream<String> batchNorm() {
        return ids("layers/batchnorm");
    }

    /// Softmax along other axes than the last, and the threshold function, are not offered.
    static Stream<String> activations() {
        return ids("layers/activations").filter(id -> !id.contains("dim") && !id.equals("threshold"));
    }

    private static Stream<String> ids(String file) {
        return Golden.cases(file).stream().map(c -> c.get("id").asString());
    }

    @ParameterizedTest
    @MethodSource("linear")
    void dense(String id) {
        JsonNode golden = Golden.find("layers/linear", id);
        Dense dense = new Dense(golden.get("config").get("out_features").asInt());
        check(golden, golden.get("config").get("bias").asBoolean() ? dense : dense.withoutBias());
    }

    @ParameterizedTest
    @MethodSource("batchNorm")
    void batchNormalization(String id) {
        JsonNode golden = Golden.find("layers/batchnorm", id);
        JsonNode c = golden.get("config");
        double momentum = c.has("momentum") && c.get("momentum").isNull() ? Double.NaN : c.path("momentum").asDouble(0.1);
        BatchNorm layer = new BatchNorm(c.path("eps").asDouble(1e-5), momentum, c.path("affine").asBoolean(true),
                c.path("track_running_stats").asBoolean(true));
        check(golden, layer);
    }

    @ParameterizedTest
    @MethodSource("activations")
    void activation(String id) {
        JsonNode golden = Golden.find("layers/activations", id);
        Layer layer = activation(golden);
        check(golden, layer);
        if (golden.path("extremes").has("f64")) {
            extremes(golden, layer, "f64", new Runner.Interpreted());
            extremes(golden, layer, "f32", new Runner.Compiled());
        }
        golden.path("extremes").path("rows_f64").forEach(row -> row(golden.get("id").asString(), row, layer));
    }

    private static void check(JsonNode golden, Layer layer) {
        String id = golden.get("id").asString();
        Graph g = new Graph(golden.get("mode").asString().equals("train") ? Mode.TRAINING : Mode.INFERENCE);
        JsonNode input = golden.get("inputs").get("input");
        Node x = g.input("x", Golden.shape(input));
        Node y = layer.build(g, x);
        JsonNode upstreamValues = golden.get("upstream").get("output");
        assertThat(y.shape()).isEqualTo(Golden.shape(upstreamValues));
        Node loss = y.times(g.input("upstream", y.shape())).total();
        List<Node> wrt = new ArrayList<>(List.of(x));
        g.variables().values().stream().filter(Graph.Variable::trained).forEach(v -> wrt.add(v.node()));
        Map<Node, Node> gradients = Backpropagation.gradients(loss, wrt);

        Map<String, double[]> params = new HashMap<>();
        golden.get("params").forEachEntry((name, value) -> params.put(name, Golden.values(value)));
        double[] values = Golden.values(input);
        for (Runner runner : Runner.all()) {
            runner.setAll(g, params);
            Map<String, double[]> inputs = new HashMap<>(Map.of("upstream", Golden.values(upstreamValues)));
            List<Node> outputs = new ArrayList<>(List.of(y));
            outputs.addAll(gradients.values());
            if (id.equals("bn2d_three_forwards")) {
                inputs.put("x", java.util.Arrays.stream(values).map(v -> 0.5 * v + 1).toArray());
                runner.run(g, outputs, inputs);
                inputs.put("x", java.util.Arrays.stream(values).map(v -> v - 2).toArray());
                runner.run(g, outputs, inputs);
            }
            inputs.put("x", values);
            compare(golden, runner, g, runner.run(g, outputs, inputs), wrt);
        }
    }

    private static void compare(JsonNode golden, Runner runner, Graph g, List<double[]> results, List<Node> wrt) {
        String id = golden.get("id").asString() + " " + runner;
        // PyTorch's own floats are up to 1.1e-5 off in training mode.
        double tolerance = runner instanceof Runner.Compiled && id.startsWith("bn") ? 3 * runner.tolerance() : runner.tolerance();
        Golden.assertClose(id + " output", results.getFirst(), golden.get("outputs").get("output"), tolerance);
        golden.get("grads").forEachEntry((name, gradient) -> {
            Node node = name.equals("input") ? g.inputs().get("x") : g.variables().get(name).node();
            Golden.assertClose(id + " gradient of " + name, results.get(1 + wrt.indexOf(node)),
                    gradient(golden.get("id").asString(), gradient), tolerance);
        });
        golden.path("buffers_after").forEachEntry((name, after) -> {
            if (g.variables().containsKey(name)) {
                Golden.assertClose(id + " " + name, runner.get(name), after, tolerance);
            } else {
                assertThat(name).as("%s is kept in training only", name).isEqualTo("num_batches_tracked");
                assertThat(g.mode()).isEqualTo(Mode.INFERENCE);
            }
        });
    }

    /// The slope of PyTorch's hard-sigmoid is 1/6 rounded to a float, even in double precision; here it is 1/6.
    private static double[] gradient(String id, JsonNode reference) {
        double factor = id.equals("hardsigmoid") ? 1.0 / 6 / (1f / 6) : 1;
        return java.util.Arrays.stream(Golden.values(reference)).map(x -> x * factor).toArray();
    }

    /// Values and slopes at 0, ±1e-30, ..., ±1000, ±infinity and NaN, each for itself.
    private static void extremes(JsonNode golden, Layer layer, String precision, Runner runner) {
        JsonNode extremes = golden.get("extremes").get(precision);
        double[] x = Golden.values(extremes.get("x"));
        Graph g = new Graph(Mode.INFERENCE);
        Node in = g.input("x", Shape.of(x.length));
        Node y = layer.build(g, in);
        Node slope = Backpropagation.gradients(y.total(), List.of(in)).get(in);
        List<double[]> results = runner.run(g, List.of(y, slope), Map.of("x", x));
        double[] values = Golden.values(extremes.get("y"));
        double[] slopes = gradient(golden.get("id").asString(), extremes.get("dy_dx"));
        boolean softplus = golden.get("op").asString().equals("Softplus");
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < x.length; i++) {
            if (Double.isNaN(x[i])) {
                // Slopes at NaN are arbitrary, and PyTorch's softshrink turns NaN into 0; here NaN always stays.
                near(wrong, "value at NaN", results.get(0)[i], Double.NaN, runner.tolerance());
                continue;
            }
            near(wrong, "value at " + x[i], results.get(0)[i], values[i], runner.tolerance());
            // PyTorch's softplus is linear from 20 on; here it is not, and the slope differs by e⁻²⁰.
            double z = softplus ? golden.get("config").get("beta").asDouble() * x[i] : 0;
            near(wrong, "slope at " + x[i], results.get(1)[i], z > 20 ? 1 / (1 + Math.exp(-z)) : slopes[i],
                    runner.tolerance());
        }
        assertThat(wrong).as(golden.get("id").asString() + " " + runner).isEmpty();
    }

    private static void row(String id, JsonNode row, Layer layer) {
        double[] x = Golden.values(row.get("x"));
        Graph g = new Graph(Mode.INFERENCE);
        Node y = layer.build(g, g.input("x", Shape.of(1, x.length)));
        Interpreter interpreter = new Interpreter(0);
        interpreter.evaluate(Map.of("x", x), List.of(y));
        Golden.assertClose(id + " of " + row.get("x"), interpreter.value(y), row.get("y"), 1e-10);
    }

    private static void near(List<String> wrong, String what, double actual, double expected, double tolerance) {
        boolean near = Double.isFinite(expected) ? Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected))
                : Double.valueOf(actual).equals(expected);
        if (!near) {
            wrong.add(what + " is " + actual + ", not " + expected);
        }
    }

    private static Layer activation(JsonNode golden) {
        JsonNode c = golden.get("config");
        return switch (golden.get("op").asString()) {
            case "Sigmoid" -> Activation.SIGMOID;
            case "ReLU" -> Activation.RELU;
            case "ReLU6" -> Activation.RELU6;
            case "LeakyReLU" -> Activation.leakyRelu(c.get("negative_slope").asDouble());
            case "ELU" -> Activation.elu(c.get("alpha").asDouble());
            case "SELU" -> Activation.SELU;
            case "CELU" -> new Activation(Activation.Function.CELU, c.get("alpha").asDouble(), 0);
            case "GELU" -> c.get("approximate").asString().equals("none") ? Activation.GELU : Activation.GELU_TANH;
            case "SiLU" -> Activation.SILU;
            case "Mish" -> Activation.MISH;
            case "Hardswish" -> Activation.HARD_SWISH;
            case "Hardsigmoid" -> Activation.HARD_SIGMOID;
            case "Tanh" -> Activation.TANH;
            case "Hardtanh" -> Activation.hardTanh(c.get("min_val").asDouble(), c.get("max_val").asDouble());
            case "Softplus" -> Activation.softplus(c.get("beta").asDouble());
            case "Softsign" -> Activation.SOFTSIGN;
            case "LogSigmoid" -> Activation.LOG_SIGMOID;
            case "Tanhshrink" -> Activation.TANH_SHRINK;
            case "Softshrink" -> Activation.SOFT_SHRINK;
            case "Hardshrink" -> Activation.HARD_SHRINK;
            case "Identity" -> Activation.IDENTITY;
            case "Softmax" -> Activation.SOFTMAX;
            case "LogSoftmax" -> Activation.LOG_SOFTMAX;
            case "Softmin" -> (Layer) (g, x) -> Activation.SOFTMAX.build(g, x.negative());
            case "GLU" -> Activation.GLU;
            case "PReLU" -> new ParametricRelu(false);
            default -> throw new AssertionError(golden.get("op"));
        };
    }
}
