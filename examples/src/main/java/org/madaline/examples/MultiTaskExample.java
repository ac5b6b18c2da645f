package org.madaline.examples;

import java.util.Map;
import org.madaline.data.Batch;
import org.madaline.data.Buckets;
import org.madaline.data.Dataset;
import org.madaline.data.FieldArrays;
import org.madaline.datasets.Digits;
import org.madaline.layer.Activation;
import org.madaline.layer.Dense;
import org.madaline.layer.Network;
import org.madaline.loss.MeanSquaredError;
import org.madaline.loss.SoftmaxCrossEntropy;
import org.madaline.metric.Scores;
import org.madaline.optimizer.Adam;
import org.madaline.tensor.Shape;
import org.madaline.train.Losses;
import org.madaline.train.TrainingStep;

/// One network, two tasks: which digit a picture shows, and how much ink is in it. Both heads stand on the same body and
/// train it together; each loss has a weight, a name and metrics of its own.
public final class MultiTaskExample {
    private MultiTaskExample() {}

    /// Trains on the digits that the library carries and prints the figures of both tasks.
    ///
    /// @param args none
    public static void main(String[] args) {
        var digits = Digits.load();
        System.out.println(train(digits, 20));
    }

    /// @return the figures of the same digits in the end: both losses, the share of right digits, the error of the ink
    static Map<String, Double> train(Dataset digits, int epochs) {
        var body = Network.of(Shape.of(64), new Dense(32), Activation.RELU);
        var step = TrainingStep.minimize(fields -> {
            var g = fields.graph();
            var seen = body.at(g, "body", fields.get("x"));
            var digit = Losses.of("digit", new SoftmaxCrossEntropy(), new Dense(10).at(g, "digit", seen), fields.get("y"));
            var ink = Losses.of("ink", new MeanSquaredError(), new Dense(1).at(g, "ink", seen), fields.get("ink"));
            return digit.measured(Scores.accuracy()).plus(ink.measured(Scores.rmse(), Scores.r2()).times(0.5));
        }, new Adam(1e-2));
        var batches = new Buckets(withInk(digits), 64, 1);
        for (int epoch = 0; epoch < epochs; epoch++) {
            for (Batch batch : batches.epoch(epoch)) {
                step.run(batch);
            }
        }
        return step.evaluate(batches.epoch(0));
    }

    /// The digits with the sum of their pixels as a further field.
    private static FieldArrays withInk(Dataset digits) {
        float[] ink = new float[digits.size()];
        float[] x = new float[64];
        for (int i = 0; i < ink.length; i++) {
            digits.read(i, x, 0, new float[1], 0);
            for (float pixel : x) {
                ink[i] += pixel / 10;
            }
        }
        return FieldArrays.copyOf(digits).with("ink", Shape.SCALAR, ink);
    }
}
