package org.madaline.examples;

import java.io.IOException;
import java.nio.file.Path;
import org.madaline.data.Split;
import org.madaline.datasets.Mnist;
import org.madaline.layer.Activation;
import org.madaline.layer.BatchNorm;
import org.madaline.layer.Dense;
import org.madaline.layer.Dropout;
import org.madaline.layer.Network;
import org.madaline.model.Model;
import org.madaline.optimizer.Adam;
import org.madaline.tensor.Shape;
import org.madaline.train.Trainer;

/// The book's example 3.3.1: a network of 784-100-50-10 units reads handwritten digits.
public final class MnistExample {
    private MnistExample() {}

    /// Trains for 20 epochs and writes `mnist.safetensors` here.
    ///
    /// @param args none
    /// @throws IOException if the digits are nowhere to be had, or the file cannot be written
    public static void main(String[] args) throws IOException {
        Path file = Path.of("mnist.safetensors");
        train(Mnist.load(), 20).save(file);
        System.out.println("The model is in " + file);
    }

    /// Trains on the one part and prints the accuracy on the other.
    static Model train(Split digits, int epochs) {
        var network = Network.of(
                Shape.of(784),
                new Dense(100),
                new BatchNorm(),
                Activation.RELU,
                new Dropout(0.2),
                new Dense(50),
                new BatchNorm(),
                Activation.RELU,
                new Dropout(0.2),
                new Dense(10)); // logits; softmax is in the loss, which follows from the classes
        var run = new Trainer(network, new Adam(1e-3))
                .epochs(epochs)
                .batchSize(64)
                .seed(1)
                .validate(digits.test())
                .fit(digits.train());
        var last = run.history().getLast();
        System.out.printf("After %d epochs: %.2f %% of the test images%n", epochs, 100 * last.validationAccuracy());
        return run.model();
    }
}
