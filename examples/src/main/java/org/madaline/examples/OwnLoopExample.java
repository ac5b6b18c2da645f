package org.madaline.examples;

import org.madaline.data.Batches;
import org.madaline.data.Dataset;
import org.madaline.datasets.Digits;
import org.madaline.layer.Activation;
import org.madaline.layer.Dense;
import org.madaline.layer.Network;
import org.madaline.loss.SoftmaxCrossEntropy;
import org.madaline.model.Model;
import org.madaline.optimizer.Adam;
import org.madaline.tensor.Shape;
import org.madaline.train.TrainingStep;

/// A training loop of one's own, in place of [org.madaline.train.Trainer]'s: the step is the library's, the loop is yours.
public final class OwnLoopExample {
    private OwnLoopExample() {}

    /// Trains for 10 epochs on the digits that the library carries and prints the share of right ones.
    ///
    /// @param args none
    public static void main(String[] args) {
        var digits = Digits.load();
        System.out.printf("Right: %.1f %%%n", 100 * train(digits, 10).evaluate(digits, null).accuracy());
    }

    static Model train(Dataset digits, int epochs) {
        var network = Network.of(Shape.of(64), new Dense(32), Activation.RELU, new Dense(10));
        var step = TrainingStep.of(network, new SoftmaxCrossEntropy(), new Adam(1e-2));
        for (int epoch = 0; epoch < epochs; epoch++) {
            for (var batch : Batches.shuffled(digits, 64, 1).epoch(epoch)) {
                step.run(batch);
            }
        }
        return step.model(network, digits);
    }
}
