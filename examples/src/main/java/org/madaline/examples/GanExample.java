package org.madaline.examples;

import java.util.Map;
import org.madaline.data.Batch;
import org.madaline.kernels.CounterRandom;
import org.madaline.layer.Activation;
import org.madaline.layer.Dense;
import org.madaline.layer.Network;
import org.madaline.loss.BinaryCrossEntropy;
import org.madaline.model.Model;
import org.madaline.optimizer.Adam;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;
import org.madaline.train.Losses;
import org.madaline.train.TrainingStep;

/// A generative adversarial network (Goodfellow et al. 2014): a forger learns to make points that a critic cannot tell from
/// real ones. Two networks, two optimizers, two steps on the same variables.
public final class GanExample {
    private static final int BATCH = 64;

    private GanExample() {}

    /// Trains for 3,000 steps and prints mean and spread of real and of forged points.
    ///
    /// @param args none
    public static void main(String[] args) {
        System.out.println("Real:   " + describe(points(0)));
        System.out.println("Forged: " + describe(train(3_000).outputs(noise(-1))));
    }

    /// @return the forger: from noise to points
    static Model train(int steps) {
        var forger = Network.of(Shape.of(2), new Dense(16), Activation.TANH, new Dense(2));
        var critic = Network.of(Shape.of(2), new Dense(32), Activation.leakyRelu(0.2), new Dense(32), Activation.leakyRelu(0.2), new Dense(1));
        var loss = new BinaryCrossEntropy();
        var adam = new Adam(1e-3).withBetas(0.5, 0.999);
        var judging = TrainingStep.minimize(fields -> {
            var g = fields.graph();
            var forged = critic.at(g, "critic", forger.at(g, "forger", fields.get("z")));
            return Losses.of("real", loss, critic.at(g, "critic", fields.get("x")), 1)
                    .plus(Losses.of("forged", loss, forged, 0));
        }, name -> name.startsWith("critic."), adam);
        var forging = judging.and(fields -> {
            var g = fields.graph();
            return Losses.of("forged", loss, critic.at(g, "critic", forger.at(g, "forger", fields.get("z"))), 1);
        }, name -> name.startsWith("forger."), adam);
        for (int i = 0; i < steps; i++) {
            var batch = Batch.of(Map.of("x", points(i), "z", noise(i)));
            judging.run(batch);
            forging.run(batch);
        }
        return forging.model("forger", forger);
    }

    /// Real points: normal, around (2, -1), twice as wide as high, the one coordinate leaning on the other.
    static Tensor points(int step) {
        float[] x = noise(1_000_000 + step).toArray().clone();
        for (int i = 0; i < BATCH; i++) {
            float u = x[2 * i];
            x[2 * i] = 2 + u;
            x[2 * i + 1] = -1 + 0.3f * u + 0.4f * x[2 * i + 1];
        }
        return Tensor.of(Shape.of(BATCH, 2), x);
    }

    static Tensor noise(int step) {
        float[] z = new float[2 * BATCH];
        for (int i = 0; i < z.length; i++) {
            z[i] = CounterRandom.normal(CounterRandom.key(1, "noise"), step, i);
        }
        return Tensor.of(Shape.of(BATCH, 2), z);
    }

    static String describe(Tensor points) {
        return "mean " + mean(points, 0) + ", " + mean(points, 1);
    }

    static double mean(Tensor points, int axis) {
        double sum = 0;
        for (int i = 0; i < points.shape().dim(0); i++) {
            sum += points.get(2 * i + axis);
        }
        return sum / points.shape().dim(0);
    }
}
