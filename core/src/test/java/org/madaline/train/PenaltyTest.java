package org.madaline.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.madaline.autodiff.Backpropagation;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.graph.Node;
import org.madaline.init.Initializers;
import org.madaline.interpret.Interpreter;
import org.madaline.layer.Activation;
import org.madaline.layer.BatchNorm;
import org.madaline.layer.Dense;
import org.madaline.layer.Network;
import org.madaline.loss.MeanSquaredError;
import org.madaline.optimizer.Sgd;
import org.madaline.tensor.Shape;
import org.madaline.testing.Runner;

/// Penalties by hand, against central differences, and in a training step; the models' tests compare optima with
/// scikit-learn's.
class PenaltyTest {
    private static final double[] W = {0.5, -2, 0.25, 3, -0.125, 1};
    private static final double[] V = {-1.5, 0.75};

    @ParameterizedTest
    @CsvSource({"0.3, 0", "0, 0.7", "0.3, 0.7", "0, 0"})
    void valueAndGradientAreThoseOfTheFormula(double l1, double l2) {
        var g = new Graph(Mode.TRAINING);
        g.parameter("w", Shape.of(2, 3), Initializers.ZEROS);
        g.parameter("bias", Shape.of(3), Initializers.ZEROS);
        g.parameter("v", Shape.of(2, 1), Initializers.ZEROS);
        Node penalty = new Penalty(l1, l2).build(g.variables().values());
        List<Node> parameters = g.variables().values().stream().map(Graph.Variable::node).toList();
        Map<Node, Node> gradients = Backpropagation.gradients(penalty, parameters);

        double expected = 0;
        for (double[] array : new double[][] {W, V}) {
            for (double w : array) {
                expected += l1 * Math.abs(w) + l2 / 2 * w * w;
            }
        }
        assertThat(value(penalty, W)).isCloseTo(expected, within(1e-14));

        var interpreter = interpreter(W);
        var nodes = new ArrayList<>(gradients.values());
        interpreter.evaluate(Map.of(), nodes);
        double[] gradient = interpreter.value(gradients.get(parameters.getFirst()));
        double h = 1e-6;
        for (int i = 0; i < W.length; i++) {
            double[] right = W.clone();
            double[] left = W.clone();
            right[i] += h;
            left[i] -= h;
            double difference = (value(penalty, right) - value(penalty, left)) / (2 * h);
            assertThat(gradient[i]).isCloseTo(difference, within(1e-8));
            assertThat(gradient[i]).isCloseTo(l1 * Math.signum(W[i]) + l2 * W[i], within(1e-14));
        }
        if (gradients.get(parameters.get(1)) != null) {
            assertThat(interpreter.value(gradients.get(parameters.get(1)))).as("no penalty on biases").containsOnly(0);
        }
    }

    private static Interpreter interpreter(double[] w) {
        var interpreter = new Interpreter(0);
        interpreter.set("w", w);
        interpreter.set("bias", new double[] {7, 8, 9});
        interpreter.set("v", V);
        return interpreter;
    }

    private static double value(Node penalty, double[] w) {
        var interpreter = interpreter(w);
        interpreter.evaluate(Map.of(), List.of(penalty));
        return interpreter.value(penalty)[0];
    }

    @Test
    void anElasticNetIsDividedByItsRatio() {
        assertThat(Penalty.elasticNet(2, 0.25)).isEqualTo(new Penalty(0.5, 1.5));
        assertThat(Penalty.elasticNet(2, 1)).isEqualTo(Penalty.l1(2));
        assertThat(Penalty.elasticNet(2, 0)).isEqualTo(Penalty.l2(2));
        assertThatThrownBy(() -> Penalty.l1(-1)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("-1.0");
        assertThatThrownBy(() -> Penalty.l2(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    /// A step of rate 1 with a penalty differs from one without by the penalty's gradient, on weights alone.
    @Test
    void aStepSubtractsTheGradientFromWeightsAlone() {
        var penalty = new Penalty(0.01, 0.1);
        Network network = Network.of(Shape.of(2), new Dense(3), new BatchNorm(), Activation.TANH, new Dense(1));
        var trainer = new Trainer(network, new MeanSquaredError(), new Sgd(1));
        for (int kind = 0; kind < Runner.all().size(); kind++) {
            Runner without = Runner.all().get(kind);
            Runner with = Runner.all().get(kind);
            Graph plain = step(trainer, without);
            step(trainer.penalty(penalty), with);
            Map<String, double[]> start = start(plain);
            int weights = 0;
            for (Graph.Variable variable : plain.variables().values()) {
                double[] before = start.get(variable.name());
                double[] a = without.get(variable.name());
                double[] b = with.get(variable.name());
                boolean weight = variable.shape().rank() >= 2;
                weights += weight ? 1 : 0;
                for (int i = 0; i < a.length; i++) {
                    double expected = weight ? penalty.l1() * Math.signum(before[i]) + penalty.l2() * before[i] : 0;
                    assertThat(a[i] - b[i])
                            .as("%s: %s[%d]", with, variable.name(), i)
                            .isCloseTo(expected, within(with.tolerance()));
                }
            }
            assertThat(weights).isEqualTo(2);
        }
    }

    private static Graph step(Trainer trainer, Runner runner) {
        TrainingGraph step = TrainingGraph.of(trainer, 4, Shape.SCALAR);
        runner.setAll(step.graph(), start(step.graph()));
        runner.run(step.graph(), List.of(step.loss()), Map.of(
                "x", new double[] {1, 2, -1, 0.5, 0.25, -2, 3, 1},
                "y", new double[] {1, -1, 0.5, 2},
                TrainingGraph.RATE, new double[] {1}));
        return step.graph();
    }

    /// Values for all trained parameters, none of them 0.
    private static Map<String, double[]> start(Graph graph) {
        var values = new java.util.TreeMap<String, double[]>();
        graph.variables().forEach((name, variable) -> {
            double[] value = new double[variable.shape().size()];
            for (int i = 0; i < value.length; i++) {
                value[i] = (i % 2 == 0 ? 0.5 : -0.75) + i / 16.0;
            }
            if (!variable.trained()) {
                java.util.Arrays.fill(value, 1);
            }
            values.put(name, value);
        });
        return values;
    }
}
