package org.madaline.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.graph.Node;
import org.madaline.graph.ShapeException;
import org.madaline.tensor.Shape;
import org.madaline.testing.Runner;

/// The layers of networks for tables, against their formulas.
final class TableLayersTest {
    private static double[] run(Mode mode, Layer layer, Shape shape, double[] x, Map<String, double[]> weights, double step) {
        double[] result = null;
        for (Runner runner : Runner.all()) {
            Graph g = new Graph(mode);
            Node y = layer.build(g, g.input("x", shape));
            runner.setAll(g, weights);
            double[] values = runner.run(g, List.of(y), g.inputs().containsKey("step")
                    ? Map.of("x", x, "step", new double[] {step}) : Map.of("x", x)).getFirst();
            if (result != null) {
                assertThat(values).as("compiled").containsExactly(result, within(1e-5));
            }
            result = result == null ? values : result;
        }
        return result;
    }

    @Test
    void periodicEmbeddingIsItsFormula() {
        double[] w = {0.3, -0.2, 0.1, 0.5};
        double[] phase = {0.1, 2, -1, 3};
        double[] mix = {1, 2, 3, 4, -1, 0.5, 2, 1};
        double[] shift = {0.5, -0.5, 1, 2};
        double[] x = {2, -3, 0.25, 1};
        double[] y = run(Mode.INFERENCE, new PeriodicEmbedding(2, 3, 0.1), Shape.of(2, 2), x,
                Map.of("frequency", w, "phase", phase, "mix", mix, "shift", shift), 0);
        for (int n = 0; n < 2; n++) {
            for (int c = 0; c < 2; c++) {
                int at = (n * 2 + c) * 3;
                assertThat(y[at]).isEqualTo(x[n * 2 + c]);
                for (int k = 0; k < 2; k++) {
                    double sum = shift[c * 2 + k];
                    for (int f = 0; f < 2; f++) {
                        sum += Math.cos(2 * Math.PI * w[c * 2 + f] * x[n * 2 + c] + phase[c * 2 + f]) * mix[(c * 2 + f) * 2 + k];
                    }
                    assertThat(y[at + 1 + k]).isCloseTo(sum, within(1e-9));
                }
            }
        }
    }

    @Test
    void embeddingsAreRowsOfOneTableAndZerosForWhatIsUnknown() {
        double[] table = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        double[] y = run(Mode.INFERENCE, new Embeddings(List.of(2, 3), 2), Shape.of(3, 2), new double[] {1, 0, 0, 2, -1, -1},
                Map.of("weight", table), 0);
        assertThat(y).containsExactly(3, 4, 5, 6, 1, 2, 9, 10, 0, 0, 0, 0);
    }

    @Test
    void columnsAreTakenInTheirOrder() {
        double[] x = {0, 1, 2, 3, 10, 11, 12, 13};
        Layer layer = new Columns(List.of(2, 3, 0));
        assertThat(run(Mode.INFERENCE, layer, Shape.of(2, 4), x, Map.of(), 0)).containsExactly(2, 3, 0, 12, 13, 10);
        assertThatThrownBy(() -> Network.of(Shape.of(3), layer)).isInstanceOf(ShapeException.class).hasMessageContaining("up to 3");
    }

    @Test
    void outputsAreBoundedInInferenceOnly() {
        Layer layer = new OutputRange(List.of(-1.0, 0.0), List.of(1.0, 2.0));
        double[] x = {-3, -3, 5, 5, 0.5, 1};
        assertThat(run(Mode.INFERENCE, layer, Shape.of(3, 2), x, Map.of(), 0)).containsExactly(-1, 0, 1, 2, 0.5, 1);
        assertThat(run(Mode.TRAINING, layer, Shape.of(3, 2), x, Map.of(), 0)).containsExactly(x);
        assertThatThrownBy(() -> new OutputRange(List.of(1.0), List.of(0.0))).hasMessageContaining("in order");
    }

    @Test
    void dropoutFadesInTheSecondHalf() {
        double[] ones = new double[20_000];
        java.util.Arrays.fill(ones, 1);
        double[] steps = {0, 50, 75, 100};
        double[] expected = {0.4, 0.4, 0.2, 0};
        for (int i = 0; i < steps.length; i++) {
            double[] y = run(Mode.TRAINING, new FadingDropout(0.4, 100), Shape.of(200, 100), ones, Map.of(), steps[i]);
            double dropped = DoubleStream.of(y).filter(v -> v == 0).count() / (double) ones.length;
            assertThat(dropped).as("at %s", steps[i]).isCloseTo(expected[i], within(0.02));
            assertThat(DoubleStream.of(y).max().orElseThrow()).isCloseTo(1 / (1 - expected[i]), within(1e-5));
        }
        assertThat(run(Mode.INFERENCE, new FadingDropout(0.4, 100), Shape.of(200, 100), ones, Map.of(), 0)).containsExactly(ones);
    }

    @Test
    void activationsLearnHowMuchTheyAreWanted() {
        double[] x = {-2, 3, -2, 3};
        double[] y = run(Mode.INFERENCE, new ParametricActivation(Activation.RELU), Shape.of(2, 2), x,
                Map.of("alpha", new double[] {0.25, 1}), 0);
        assertThat(y).containsExactly(-1.5, 3, -1.5, 3);
    }

    @Test
    void theTangentParametrizationDividesByTheRootOfTheWidth() {
        double[] y = run(Mode.INFERENCE, new NtkDense(1), Shape.of(1, 4), new double[] {1, 2, 3, 4},
                Map.of("weight", new double[] {1, 1, 1, -1}, "bias", new double[] {10}), 0);
        assertThat(y).containsExactly(11);
    }

    @Test
    void piecewiseLinearEmbeddingBendsAtTheEdges() {
        Layer layer = new PiecewiseLinearEmbedding(List.of(List.of(0.0, 1.0, 3.0), List.of(-1.0, 1.0)), 1);
        Map<String, double[]> weights = Map.of("linear0.weight", new double[] {2, 0}, "linear0.bias", new double[] {0.5, 1},
                "linear.weight", new double[] {10, 100, 4, 1000});
        double[] x = {0.5, 0, 2, -1, -9, 1, 9, 9};
        // The second feature has one bin, whose missing neighbour adds nothing.
        assertThat(run(Mode.INFERENCE, layer, Shape.of(4, 2), x, weights, 0)).containsExactly(
                1 + 0.5 + 5, 1 + 2, 4 + 0.5 + 10 + 50, 1, -18 + 0.5 - 10, 1 + 4, 18 + 0.5 + 10 + 200, 1 + 8);
        assertThatThrownBy(() -> new PiecewiseLinearEmbedding(List.of(List.of(1.0, 1.0)), 1)).hasMessageContaining("rising");
        assertThatThrownBy(() -> Network.of(Shape.of(3), layer)).isInstanceOf(ShapeException.class).hasMessageContaining("[N, 2]");
    }

    @Test
    void membersShareAMatrix() {
        double[] x = {1, 2, 3, 4};
        Map<String, double[]> weights = Map.of("weight", new double[] {1, 10, 100, 1000}, "r", new double[] {1, 1, -1, 2},
                "s", new double[] {1, 1, 1, 2}, "bias", new double[] {0, 0, 5, 0});
        assertThat(run(Mode.INFERENCE, new EnsembleDense(2, 2, List.of(1, 1)), Shape.of(2, 2), x, weights, 0)).containsExactly(
                21, 2100, -1 + 40 + 5, 2 * (-100 + 4000), 43, 4300, -3 + 80 + 5, 2 * (-300 + 8000));
        assertThatThrownBy(() -> Network.of(Shape.of(3), new EnsembleDense(2, 2, List.of(1, 1)))).isInstanceOf(ShapeException.class);
    }

    @Test
    void membersDifferByFeaturesAtFirst() {
        Graph g = new Graph(Mode.INFERENCE);
        new EnsembleDense(3, 2, List.of(2, 1)).build(g, g.input("x", Shape.of(1, 3)));
        Map<String, float[]> begun = new java.util.HashMap<>();
        g.variables().values().forEach(v -> begun.put(v.name(), v.initializer().initialize(v.shape(), 5).toArray()));
        float[] r = begun.get("r");
        assertThat(r[0]).isEqualTo(r[1]).isNotEqualTo(r[2]).isNotEqualTo(r[3]);
        assertThat(r[3]).isEqualTo(r[4]).isNotEqualTo(r[5]);
        float[] bias = begun.get("bias");
        assertThat(bias).hasSize(6);
        assertThat(java.util.Arrays.copyOf(bias, 3)).isEqualTo(java.util.Arrays.copyOfRange(bias, 3, 6)).doesNotContain(0);
    }

    @Test
    void eachMemberHasALossAndAllAnswerTogether() {
        double[] x = {1, 2, 3, 4};
        Map<String, double[]> weights = Map.of("weight", new double[] {1, 1, 2, 0}, "bias", new double[] {0.5, 0});
        Layer mean = new EnsembleOutput(1, Committee.Vote.OUTPUTS);
        assertThat(run(Mode.INFERENCE, mean, Shape.of(1, 2, 2), x, weights, 0)).containsExactly((3.5 + 6) / 2);
        assertThat(run(Mode.TRAINING, mean, Shape.of(1, 2, 2), x, weights, 0)).containsExactly(3.5);
        Graph g = new Graph(Mode.TRAINING);
        mean.build(g, g.input("x", Shape.of(5, 4, 2)));
        assertThat(g.auxiliaries()).hasSize(3);
        double[] logits = run(Mode.INFERENCE, new EnsembleOutput(2, Committee.Vote.PROBABILITIES), Shape.of(1, 2, 1), new double[] {1, 1},
                Map.of("weight", new double[] {0, Math.log(3), Math.log(4), 0}, "bias", new double[4]), 0);
        assertThat(Math.exp(logits[0])).isCloseTo((0.25 + 0.8) / 2, within(1e-6));
    }

    @Test
    void aBlendWeighsItsMembers() {
        List<Layer> members = List.of(new Dense(1).withoutBias(), new Dense(1).withoutBias());
        Map<String, double[]> weights = Map.of("0.weight", new double[] {2}, "1.weight", new double[] {10});
        assertThat(run(Mode.INFERENCE, new Blend(members, List.of(0.75, 0.25), Committee.Vote.OUTPUTS), Shape.of(2, 1), new double[] {1, -2},
                weights, 0)).containsExactly(4, -8);
        List<Layer> classes = List.of(new Dense(2).withoutBias(), new Dense(2).withoutBias());
        double[] logits = run(Mode.INFERENCE, new Blend(classes, List.of(0.2, 0.8), Committee.Vote.PROBABILITIES), Shape.of(1, 1), new double[] {1},
                Map.of("0.weight", new double[] {0, Math.log(3)}, "1.weight", new double[] {Math.log(4), 0}), 0);
        assertThat(Math.exp(logits[0])).isCloseTo(0.2 * 0.25 + 0.8 * 0.8, within(1e-6));
        assertThatThrownBy(() -> new Blend(members, List.of(0.7, 0.7), Committee.Vote.OUTPUTS)).hasMessageContaining("1 in all");
        assertThatThrownBy(() -> new Blend(members, List.of(1.0), Committee.Vote.OUTPUTS)).hasMessageContaining("for each");
    }
}
