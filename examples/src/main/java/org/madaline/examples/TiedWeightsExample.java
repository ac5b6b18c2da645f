package org.madaline.examples;

import org.madaline.data.Batches;
import org.madaline.data.Dataset;
import org.madaline.datasets.Digits;
import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.init.Initializers;
import org.madaline.layer.Layer;
import org.madaline.layer.Network;
import org.madaline.loss.MeanSquaredError;
import org.madaline.model.Model;
import org.madaline.optimizer.Adam;
import org.madaline.tensor.Shape;
import org.madaline.train.Losses;
import org.madaline.train.TrainingStep;

/// Tied weights: an autoencoder whose decoder is the transpose of its encoder. A parameter that is used twice is one
/// parameter; its gradient is the sum of both uses.
public final class TiedWeightsExample {
    private TiedWeightsExample() {}

    /// Squeezes its input into few numbers and back, with one matrix for both ways: Wᵀ(W x + b) + c.
    ///
    /// Shapes: x `[N, d]`, W `[code, d]`, result `[N, d]`.
    ///
    /// @param code into how many numbers
    public record Squeeze(int code) implements Layer {
        @Override
        public Node build(Graph g, Node x) {
            int d = x.shape().dim(1);
            Node w = g.parameter("weight", Shape.of(code, d), Initializers.GLOROT_UNIFORM);
            Node squeezed = x.matmulTransposed(w).plus(g.parameter("code.bias", Shape.of(code), Initializers.ZEROS));
            return squeezed.matmul(w).plus(g.parameter("bias", Shape.of(d), Initializers.ZEROS));
        }
    }

    /// Prints the error of autoencoders with 1, 2, 5, 10 and 20 numbers between.
    ///
    /// @param args none
    public static void main(String[] args) {
        var digits = Digits.load();
        for (int code : new int[] {1, 2, 5, 10, 20}) {
            System.out.printf("%2d numbers: %.4f is the mean squared error of a pixel%n", code, error(train(digits, code, 30), digits));
        }
    }

    static Model train(Dataset digits, int code, int epochs) {
        var network = Network.of(Shape.of(64), new Squeeze(code));
        var step = TrainingStep.minimize(
                fields -> Losses.of(new MeanSquaredError(), network.at(fields.graph(), "net", fields.get("x")), fields.get("x")),
                new Adam(1e-2));
        for (int epoch = 0; epoch < epochs; epoch++) {
            Batches.shuffled(digits, 64, 1).epoch(epoch).forEach(step::run);
        }
        return step.model("net", network);
    }

    /// The mean of (x - x̂)² over all pixels.
    static double error(Model model, Dataset digits) {
        double sum = 0;
        float[] x = new float[64];
        for (int i = 0; i < digits.size(); i++) {
            digits.read(i, x, 0, new float[1], 0);
            float[] back = model.predict(x);
            for (int j = 0; j < x.length; j++) {
                sum += (x[j] - back[j]) * (x[j] - back[j]);
            }
        }
        return sum / digits.size() / x.length;
    }
}
