package org.madaline.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.madaline.graph.Graph;
import org.madaline.interpret.Interpreter;
import org.madaline.layer.Dense;
import org.madaline.layer.Network;
import org.madaline.loss.BinaryCrossEntropy;
import org.madaline.loss.SoftmaxCrossEntropy;
import org.madaline.optimizer.Sgd;
import org.madaline.tensor.Shape;
import org.madaline.train.Trainer;
import org.madaline.train.TrainingGraph;
import tools.jackson.databind.JsonNode;

/// The penalties of networks: scikit-learn's optimum of a penalized linear model is one of a network of one layer, too,
/// so that a training step does not move it.
class TrainerPenaltyTest {
    private static final double SOLVED = 1e-9;

    @ParameterizedTest
    @CsvSource({
        "breast_cancer, l2_C1_all", "breast_cancer, l2_C0.01_all", "breast_cancer, l2_C100_all",
        "iris, multinomial_l2_C1", "digits, multinomial_l2_C0.01", "breast_cancer, l1_C1_saga", "breast_cancer, l1_C0.1_saga"
    })
    void anOptimumOfTheReferenceStaysWhereItIs(String data, String id) {
        JsonNode c = Golden.json("logistic.json").get("cases").valueStream()
                .filter(each -> each.get("data").asString().equals(data) && each.get("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
        Golden.Data train = Golden.standardized(data, "train");
        int m = train.x().length;
        double strength = 1 / (c.get("C").asDouble() * m);
        boolean sparse = c.get("penalty").asString().equals("l1");
        var penalty = sparse
                ? org.madaline.train.Penalty.l1(strength)
                : org.madaline.train.Penalty.elasticNet(strength, 0);
        double[] w = c.get("coef").get(0).isArray()
                ? Arrays.stream(Golden.table(c.get("coef"))).flatMapToDouble(Arrays::stream).toArray()
                : Golden.doubles(c.get("coef"));
        double[] b = c.get("intercept").isArray()
                ? Golden.doubles(c.get("intercept"))
                : new double[] {c.get("intercept").asDouble()};

        double[] gradient = gradient(train, w, b, penalty);
        for (int j = 0; j < w.length; j++) {
            if (w[j] != 0) {
                assertThat(gradient[j]).as("weight %d", j).isCloseTo(0, within(SOLVED));
            } else {
                // The kink of |w|: the loss alone may pull with up to the penalty's strength.
                assertThat(Math.abs(gradient[j])).as("weight %d", j).isLessThanOrEqualTo(strength + SOLVED);
            }
        }
        double[] free = gradient(train, w, b, null);
        assertThat(Arrays.stream(free).map(Math::abs).max().orElseThrow()).as("without a penalty").isGreaterThan(1e-5);
    }

    /// What a step of rate 1 subtracts from the weights, in double precision.
    private static double[] gradient(Golden.Data train, double[] w, double[] b, org.madaline.train.Penalty penalty) {
        int m = train.x().length;
        int d = train.x()[0].length;
        Network network = Network.of(Shape.of(d), new Dense(b.length));
        var loss = b.length == 1 ? new BinaryCrossEntropy() : new SoftmaxCrossEntropy();
        TrainingGraph step = TrainingGraph.of(new Trainer(network, loss, new Sgd(1)).penalty(penalty), m, Shape.SCALAR);
        var interpreter = new Interpreter(0);
        String weight = null;
        for (Graph.Variable variable : step.graph().variables().values()) {
            boolean matrix = variable.shape().rank() == 2;
            interpreter.set(variable.name(), matrix ? w : b);
            weight = matrix ? variable.name() : weight;
        }
        var inputs = Map.of(
                "x", Arrays.stream(train.x()).flatMapToDouble(Arrays::stream).toArray(),
                "y", Arrays.stream(train.y()).asDoubleStream().toArray(),
                TrainingGraph.RATE, new double[] {1});
        interpreter.evaluate(inputs, List.of(step.loss()));
        interpreter.assign(step.graph(), inputs);
        double[] after = interpreter.get(weight);
        double[] gradient = new double[w.length];
        Arrays.setAll(gradient, j -> w[j] - after[j]);
        return gradient;
    }
}
