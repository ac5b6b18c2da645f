package org.madaline.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.madaline.autodiff.Backpropagation;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.graph.Node;
import org.madaline.graph.ShapeException;
import org.madaline.interpret.Interpreter;
import org.madaline.tensor.Shape;
import org.madaline.testing.Golden;
import org.madaline.testing.Runner;
import tools.jackson.databind.JsonNode;

final class LossTest {
    /// Losses of probabilities (networks yield logits); one whose mean is that of BinaryCrossEntropy; and one that for
    /// equal values has the slope -1, where PyTorch's own absolute error, and ours, have 0.
    private static final List<String> LEFT_OUT = List.of("bce", "bce_extreme", "multilabel_soft_margin", "smooth_l1_b0_extreme");

    static Stream<Arguments> cases() {
        return Stream.of("bce", "cross_entropy", "divergence_margin", "regression")
                .flatMap(file -> Golden.cases("losses/" + file).stream()
                        .filter(c -> !LEFT_OUT.contains(c.get("id").asString()))
                        .flatMap(c -> c.get("reductions").propertyNames().stream()
                                .map(reduction -> Arguments.of(file, c.get("id").asString(), reduction))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithPyTorch(String file, String id, String reduction) {
        JsonNode golden = Golden.find("losses/" + file, id);
        JsonNode expected = golden.get("reductions").get(reduction);
        Loss loss = loss(golden, switch (reduction) {
            case "mean" -> Reduction.MEAN;
            case "sum" -> Reduction.SUM;
            case "batchmean" -> Reduction.BATCH_MEAN;
            default -> Reduction.NONE;
        });
        Graph g = new Graph(Mode.TRAINING);
        Node prediction = g.input("prediction", Golden.shape(golden.get("pred")));
        Node target = g.input("target", Golden.shape(golden.get("target_data")));
        Node value = loss.build(prediction, target);
        // The reference's gradient of single values is that of their sum.
        Node gradient = Backpropagation.gradients(value.total(), List.of(prediction)).get(prediction);
        Map<String, double[]> inputs = Map.of("prediction", predictions(file, golden),
                "target", Golden.values(golden.get("target_data")));
        double[] expectedValue = Golden.values(expected.get("value"));
        double[] expectedGradient = Golden.values(expected.get("grad"));
        if (id.equals("ce_all_ignored") && reduction.equals("mean")) {
            // PyTorch divides 0 by 0; here a batch without examples adds nothing.
            assertThat(expectedValue).containsOnly(Double.NaN);
            expectedValue = new double[1];
            expectedGradient = new double[expectedGradient.length];
        }
        for (Runner runner : Runner.all()) {
            List<double[]> results = runner.run(g, List.of(value, gradient), inputs);
            Golden.assertClose("value " + runner, results.get(0), expectedValue, runner.tolerance());
            Golden.assertClose("gradient " + runner, results.get(1), expectedGradient, runner.tolerance());
        }
    }

    /// The predictions of the regression losses are floats, widened, though 1e15 is not written so.
    private static double[] predictions(String file, JsonNode golden) {
        return Arrays.stream(Golden.values(golden.get("pred"))).map(x -> file.equals("regression") ? (float) x : x).toArray();
    }

    private static Loss loss(JsonNode golden, Reduction reduction) {
        JsonNode c = golden.get("config");
        List<Double> weights = numbers(c, "weight");
        double ignored = c.has("ignore_index") ? c.get("ignore_index").asDouble() : Double.NaN;
        String op = golden.get("op").asString();
        return switch (op) {
            case "CrossEntropyLoss" ->
                new SoftmaxCrossEntropy(c.path("label_smoothing").asDouble(0), weights, ignored, reduction);
            case "NLLLoss" -> new NegativeLogLikelihood(weights, ignored, reduction);
            case "BCEWithLogitsLoss" -> new BinaryCrossEntropy(numbers(c, "pos_weight"), weights, reduction);
            case "MSELoss" -> new MeanSquaredError(reduction);
            case "L1Loss" -> new MeanAbsoluteError(reduction);
            case "SmoothL1Loss" -> c.get("beta").asDouble() == 0 ? new MeanAbsoluteError(reduction)
                    : Huber.smoothL1(c.get("beta").asDouble()).withReduction(reduction);
            case "HuberLoss" -> new Huber(c.get("delta").asDouble()).withReduction(reduction);
            case "KLDivLoss" -> new KullbackLeibler(c.has("log_target"), reduction);
            case "MultiMarginLoss" -> new MulticlassHinge(c.path("margin").asDouble(1), c.path("p").asInt(1) == 2, weights,
                    reduction);
            case "HingeEmbeddingLoss" -> new EmbeddingHinge(c.get("margin").asDouble(), reduction);
            case "SoftMarginLoss" -> new SoftMargin(reduction);
            case "PoissonNLLLoss" -> new PoissonLikelihood(reduction);
            default -> {
                assertThat(op).startsWith("max(0, 1 - y x)");
                yield new Hinge(1, c.has("squared"), reduction);
            }
        };
    }

    private static List<Double> numbers(JsonNode c, String name) {
        return c.has(name) ? Arrays.stream(Golden.values(c.get(name))).boxed().toList() : List.of();
    }

    @Test
    void indicesAndUnitVectorsAreTheSameTarget() {
        Graph g = new Graph(Mode.TRAINING);
        Node z = g.input("z", Shape.of(2, 3));
        Loss loss = new SoftmaxCrossEntropy().withSmoothing(0.1);
        Node column = loss.build(z, g.input("column", Shape.of(2, 1)));
        Node unit = loss.build(z, g.input("unit", Shape.of(2, 3)));
        Interpreter interpreter = new Interpreter(0);
        interpreter.evaluate(Map.of("z", new double[] {1, 2, 3, 4, 6, 5}, "column", new double[] {2, 0},
                "unit", new double[] {0, 0, 1, 1, 0, 0}), List.of(column, unit));
        assertThat(interpreter.value(column)[0]).isCloseTo(interpreter.value(unit)[0], org.assertj.core.data.Offset.offset(1e-15));
    }

    @Test
    void targetsOfAnotherSizeAreRefused() {
        Graph g = new Graph(Mode.TRAINING);
        Node x = g.input("x", Shape.of(4, 1));
        assertThat(new MeanSquaredError().build(x, g.input("y", Shape.of(4))).shape()).isEqualTo(Shape.SCALAR);
        assertThatThrownBy(() -> new MeanSquaredError().build(x, g.input("y2", Shape.of(4, 4))))
                .isInstanceOf(ShapeException.class).hasMessageContaining("[4, 1]").hasMessageContaining("[4, 4]");
        assertThatThrownBy(() -> new SoftmaxCrossEntropy().build(x, g.input("y3", Shape.of(3))))
                .isInstanceOf(ShapeException.class).hasMessageContaining("one class index");
        assertThatThrownBy(() -> new SoftmaxCrossEntropy().withWeights(List.of(1.0, 2.0)).build(x, g.input("y", Shape.of(4))))
                .isInstanceOf(ShapeException.class).hasMessageContaining("2 weights");
    }

    @Test
    void targetsOfAnotherOrderAreRefused() {
        Graph g = new Graph(Mode.TRAINING);
        Loss loss = new MeanSquaredError();
        Node x = g.input("x", Shape.of(2, 3));
        assertThatThrownBy(() -> loss.build(x, g.input("turned", Shape.of(3, 2)))).isInstanceOf(ShapeException.class)
                .hasMessageContaining("[2, 3]").hasMessageContaining("[3, 2]").hasMessageContaining("reshape");
        assertThatThrownBy(() -> loss.build(x, g.input("flat", Shape.of(6)))).isInstanceOf(ShapeException.class);
        for (int n : new int[] {1, 5}) {
            Node picture = g.input("picture" + n, Shape.of(n, 1, 2, 2));
            assertThat(loss.build(picture, g.input("row" + n, Shape.of(n, 4))).shape()).isEqualTo(Shape.SCALAR);
        }
    }

    /// Too little by 2 costs 2 τ, too much by 2 costs 2 (1 - τ); the least mean of many is at the quantile.
    @Test
    void thePinballLossIsLeastAtTheQuantile() {
        var graph = new Graph(Mode.TRAINING);
        Node x = graph.input("x", Shape.of(2, 4));
        Node each = new Pinball(List.of(0.1, 0.75), Reduction.NONE).build(x, graph.input("y", Shape.of(2, 2)));
        Node slope = Backpropagation.gradients(each.total(), List.of(x)).get(x);
        var interpreter = new Interpreter(0);
        interpreter.evaluate(Map.of("x", new double[] {1, 1, 5, 5, 0, 4, 8, 7}, "y", new double[] {3, 3, 2, 8}), List.of(each, slope));
        assertThat(interpreter.value(each)).usingComparatorWithPrecision(1e-7).containsExactly(0.2, 1.5, 1.8, 0.5, 0.2, 0.5, 0.0, 0.75);
        assertThat(interpreter.value(slope)).usingComparatorWithPrecision(1e-7).containsExactly(-0.1, -0.75, 0.9, 0.25, -0.1, 0.25, -0.1, -0.75);
        var many = new Graph(Mode.TRAINING);
        Node mean = new Pinball(List.of(0.9)).build(many.input("x", Shape.of(100, 1)), many.input("y", Shape.of(100)));
        double[] y = java.util.stream.IntStream.range(0, 100).mapToDouble(i -> i * 37 % 100).toArray();
        double[] losses = java.util.stream.IntStream.range(0, 100).mapToDouble(guess -> {
            var own = new Interpreter(0);
            double[] same = new double[100];
            Arrays.fill(same, guess + 0.25);
            own.evaluate(Map.of("x", same, "y", y), List.of(mean));
            return own.value(mean)[0];
        }).toArray();
        assertThat(losses[89]).isEqualTo(Arrays.stream(losses).min().orElseThrow());
        assertThatThrownBy(() -> new Pinball(List.of(0.1, 0.9)).build(x, graph.input("four", Shape.of(2, 4))))
                .isInstanceOf(ShapeException.class).hasMessageContaining("2 predictions for each target");
    }

    @Test
    void impossibleSettingsAreRefused() {
        assertThatThrownBy(() -> new Pinball(List.of())).hasMessageContaining("between 0 and 1");
        assertThatThrownBy(() -> new Pinball(List.of(0.5, 1.0))).hasMessageContaining("between 0 and 1");
        assertThatThrownBy(() -> new SoftmaxCrossEntropy().withSmoothing(1.5)).hasMessageContaining("smoothing");
        assertThatThrownBy(() -> new SoftmaxCrossEntropy().withWeights(List.of(-1.0))).hasMessageContaining("weights");
        assertThatThrownBy(() -> new Huber(0)).hasMessageContaining("MeanAbsoluteError");
    }
}
