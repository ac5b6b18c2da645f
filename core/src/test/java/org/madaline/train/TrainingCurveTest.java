package org.madaline.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
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
import org.madaline.layer.Activation;
import org.madaline.layer.AveragePool;
import org.madaline.layer.BatchNorm;
import org.madaline.layer.Convolution;
import org.madaline.layer.Dense;
import org.madaline.layer.Flatten;
import org.madaline.layer.Layer;
import org.madaline.layer.MaxPool;
import org.madaline.layer.Network;
import org.madaline.loss.SoftmaxCrossEntropy;
import org.madaline.optimizer.Adam;
import org.madaline.optimizer.Optimizer;
import org.madaline.optimizer.Sgd;
import org.madaline.tensor.Shape;
import org.madaline.testing.Golden;
import org.madaline.testing.Runner;
import tools.jackson.databind.JsonNode;

/// Fifty steps of training on the digits against PyTorch, step by step: interpreted in double precision, and compiled
/// in single precision.
final class TrainingCurveTest {
    private static final int STEPS = 50;
    private static final double[][] DIGITS = digits();

    static Stream<String> ids() {
        return Stream.of("logistic_full", "mlp_full", "mlp_mini", "mlp_mini_adam", "mlp_nobn_mini",
                "cnn_full", "cnn_smooth_mini");
    }

    @ParameterizedTest
    @MethodSource("ids")
    void inDoublePrecision(String id) {
        follow(id, new Runner.Interpreted(), 1e-10);
    }

    @ParameterizedTest
    @MethodSource("ids")
    void inSinglePrecision(String id) {
        follow(id, new Runner.Compiled(), 1e-4);
    }

    private static void follow(String id, Runner runner, double tolerance) {
        JsonNode golden = Golden.load("training/" + id);
        Network network = network(id);
        Trainer trainer = new Trainer(network, new SoftmaxCrossEntropy(), optimizer(id));
        int batch = id.endsWith("full") ? 1024 : 64;
        TrainingGraph step = TrainingGraph.of(trainer, batch, Shape.SCALAR);
        Graph graph = step.graph();
        Map<String, double[]> weights = new HashMap<>();
        golden.get("weights").forEachEntry((name, value) -> weights.put(name, Golden.values(value)));
        runner.setAll(graph, weights);
        List<Graph.Variable> trained = graph.variables().values().stream().filter(Graph.Variable::trained).toList();
        List<Node> outputs = new ArrayList<>(List.of(step.loss()));
        // The same nodes as those of the step: equal operations on equal inputs are one node.
        outputs.addAll(Backpropagation.gradients(step.loss(), trained.stream().map(Graph.Variable::node).toList()).values());
        // The interpreter takes a minute for the convolutional networks' fifty steps.
        int steps = runner instanceof Runner.Interpreted && id.startsWith("cnn") ? 5 : STEPS;
        double[] losses = new double[steps];
        double[] norms = new double[steps];
        for (int t = 0; t < steps; t++) {
            Map<String, double[]> inputs = batch(t * batch % 1024, batch);
            inputs.put(TrainingGraph.RATE, new double[] {optimizer(id).rate()});
            long number = t + 1;
            step.scalars().forEach((name, value) -> inputs.put(name, new double[] {value.applyAsDouble(number)}));
            List<double[]> values = runner.run(graph, outputs, inputs);
            losses[t] = values.getFirst()[0];
            norms[t] = Math.sqrt(values.stream().skip(1).flatMapToDouble(Arrays::stream).map(g -> g * g).sum());
            if (t == 0) {
                for (int p = 0; p < trained.size(); p++) {
                    String name = trained.get(p).name();
                    compareGradient(id, name, values.get(p + 1), golden.get("gradients_step1").get(name), norms[0], tolerance);
                }
            }
            golden.path("after_step_" + number).forEachEntry((name, after) -> {
                if (!isNoise(id, name) && !(isFlipped(id, runner) && number == STEPS)) {
                    Golden.assertClose(id + " " + name + " after step " + number, runner.get(name), after, tolerance);
                }
            });
        }
        if (isFlipped(id, runner)) {
            Golden.assertClose(id + " loss", losses, Golden.values(golden.get("loss_f64")), tolerance);
            return;
        }
        assertRelative(id + " loss", losses, Arrays.copyOf(Golden.values(golden.get("loss_f64")), steps), tolerance);
        assertRelative(id + " gradient norm", norms, Arrays.copyOf(Golden.values(golden.get("grad_norm_f64")), steps), 10 * tolerance);
        if (steps < STEPS) {
            return;
        }
        // In single precision the noise reaches the inference, where PyTorch's own float run is 4e-3 off.
        if (runner instanceof Runner.Interpreted || !isNoise(id, "1.running_mean")) {
            evaluate(id, golden.get("eval_f64"), network, runner, tolerance);
        }
    }

    /// A bias before a batch normalization has the gradient 0 but for rounding, which Adam divides by its own size; so
    /// that bias, and the running mean that follows it, wander at random.
    private static boolean isNoise(String id, String name) {
        return id.equals("mlp_mini_adam") && List.of("0.bias", "3.bias", "1.running_mean", "4.running_mean").contains(name);
    }

    /// In single precision, choices of ReLU and max pooling that differ by rounding move the last weights of this network:
    /// PyTorch's own float run is 2e-4 off in step 20 and ends with a test loss 1.3e-3 off. Its losses are measured against
    /// the first and largest.
    private static boolean isFlipped(String id, Runner runner) {
        return id.equals("cnn_full") && !(runner instanceof Runner.Interpreted);
    }

    /// A bias before a batch normalization has no gradient but rounding, so errors are measured against the norm of all.
    private static void compareGradient(String id, String name, double[] gradient, JsonNode reference, double norm,
            double tolerance) {
        if (reference.has("n")) {
            Golden.assertClose(id + " gradient of " + name, gradient, reference, tolerance);
            return;
        }
        double[] expected = Golden.values(reference);
        for (int i = 0; i < expected.length; i++) {
            assertThat(Math.abs(gradient[i] - expected[i])).as("%s gradient of %s[%d]", id, name, i)
                    .isLessThanOrEqualTo(tolerance * norm);
        }
    }

    private static void assertRelative(String what, double[] actual, double[] expected, double tolerance) {
        for (int t = 0; t < expected.length; t++) {
            assertThat(Math.abs(actual[t] / expected[t] - 1)).as("%s in step %d: %s, not %s", what, t, actual[t], expected[t])
                    .isLessThanOrEqualTo(tolerance);
        }
    }

    private static void evaluate(String id, JsonNode expected, Network network, Runner runner, double tolerance) {
        double[] train = evaluate(network, runner, 0, 1024);
        double[] test = evaluate(network, runner, 1024, DIGITS.length - 1024);
        assertRelative(id + " evaluation", new double[] {train[0], test[0]},
                new double[] {expected.get("train_loss").asDouble(), expected.get("test_loss").asDouble()}, tolerance);
        assertThat(test[1]).as(id + " right").isEqualTo(expected.get("test_correct").asDouble());
        Golden.assertClose(id + " logits", Arrays.copyOfRange(test, 2, 12), expected.get("test_logits_first_row"), tolerance);
    }

    /// The loss, the number of right classes, and the logits of the first example.
    private static double[] evaluate(Network network, Runner runner, int from, int count) {
        Graph g = new Graph(Mode.INFERENCE);
        Node z = network.build(g, count);
        Node loss = new SoftmaxCrossEntropy().build(z, g.input("y", Shape.of(count)));
        Map<String, double[]> inputs = batch(from, count);
        List<double[]> values = runner.run(g, List.of(loss, z), inputs);
        double[] logits = values.get(1);
        int right = 0;
        for (int i = 0; i < count; i++) {
            int best = 0;
            for (int k = 1; k < 10; k++) {
                best = logits[i * 10 + k] > logits[i * 10 + best] ? k : best;
            }
            right += best == (int) inputs.get("y")[i] ? 1 : 0;
        }
        double[] result = new double[12];
        result[0] = values.get(0)[0];
        result[1] = right;
        System.arraycopy(logits, 0, result, 2, 10);
        return result;
    }

    private static Network network(String id) {
        Shape input = Shape.of(64);
        return switch (id) {
            case "logistic_full" -> Network.of(input, new Dense(10));
            case "mlp_nobn_mini" -> Network.of(input, new Dense(32), Activation.RELU, new Dense(16), Activation.RELU,
                    new Dense(10));
            case "cnn_full" -> convolutional(Activation.RELU, new MaxPool(2));
            case "cnn_smooth_mini" -> convolutional(Activation.SILU, new AveragePool(2));
            default -> Network.of(input, new Dense(32), new BatchNorm(), Activation.RELU, new Dense(16), new BatchNorm(),
                    Activation.RELU, new Dense(10));
        };
    }

    private static Network convolutional(Activation activation, Layer pool) {
        return Network.of(Shape.of(1, 8, 8),
                new Convolution(8, 3, 1, 1), new BatchNorm(), activation, pool,
                new Convolution(16, 3, 1, 1), new BatchNorm(), activation, pool,
                new Flatten(), new Dense(10));
    }

    private static Optimizer optimizer(String id) {
        return switch (id) {
            case "mlp_mini_adam" -> new Adam(0.01);
            case "logistic_full" -> new Sgd(0.5).withMomentum(0.9);
            default -> new Sgd(0.1).withMomentum(0.9);
        };
    }

    private static Map<String, double[]> batch(int from, int size) {
        double[] x = new double[size * 64];
        double[] y = new double[size];
        for (int i = 0; i < size; i++) {
            double[] row = DIGITS[from + i];
            for (int j = 0; j < 64; j++) {
                x[i * 64 + j] = row[j] / 16;
            }
            y[i] = row[64];
        }
        return new HashMap<>(Map.of("x", x, "y", y));
    }

    private static double[][] digits() {
        return Golden.text("digits.csv").lines().filter(line -> Character.isDigit(line.charAt(0)))
                .map(line -> Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray())
                .toArray(double[][]::new);
    }
}
