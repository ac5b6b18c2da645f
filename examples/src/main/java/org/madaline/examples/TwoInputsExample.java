package org.madaline.examples;

import java.util.List;
import java.util.function.Function;
import org.madaline.data.Batch;
import org.madaline.data.Buckets;
import org.madaline.data.FieldArrays;
import org.madaline.graph.Node;
import org.madaline.kernels.CounterRandom;
import org.madaline.layer.Activation;
import org.madaline.layer.Convolution;
import org.madaline.layer.Dense;
import org.madaline.layer.GlobalAveragePool;
import org.madaline.layer.Network;
import org.madaline.loss.SoftmaxCrossEntropy;
import org.madaline.metric.Scores;
import org.madaline.optimizer.Adam;
import org.madaline.tensor.Shape;
import org.madaline.train.BatchInputs;
import org.madaline.train.Losses;
import org.madaline.train.TrainingStep;

/// A network of two inputs: a picture, and numbers beside it. Each has a branch of its own; what they say is joined.
public final class TwoInputsExample {
    private static final Network EYE = Network.of(Shape.of(1, 8, 8), new Convolution(8, 3, 1, 1), Activation.RELU, new GlobalAveragePool());
    private static final Network EAR = Network.of(Shape.of(2), new Dense(8), Activation.TANH);
    private static final Network JUDGE = Network.of(Shape.of(16), new Dense(16), Activation.RELU, new Dense(2));

    private TwoInputsExample() {}

    /// Trains for 30 epochs and prints the share of right answers.
    ///
    /// @param args none
    public static void main(String[] args) {
        System.out.printf("Right among new examples: %.1f %%%n", 100 * accuracy(30));
    }

    private static Node logits(BatchInputs fields) {
        var g = fields.graph();
        var seen = EYE.at(g, "eye", fields.get("picture"));
        var told = EAR.at(g, "ear", fields.get("numbers"));
        return JUDGE.at(g, "judge", g.concat(1, List.of(seen, told)));
    }

    /// Trains on half of the examples.
    ///
    /// @return the share of right ones among the others
    static double accuracy(int epochs) {
        var step = TrainingStep.minimize(
                fields -> Losses.of(new SoftmaxCrossEntropy(), logits(fields), fields.get("y")).measured(Scores.accuracy()),
                new Adam(1e-2));
        var batches = new Buckets(examples(0, 400), 32, 1);
        for (int epoch = 0; epoch < epochs; epoch++) {
            batches.epoch(epoch).forEach(step::run);
        }
        var others = Batch.of(examples(400, 400), 0, 400);
        Function<BatchInputs, Node> answer = fields -> logits(fields).softmax();
        var first = step.infer(answer, others);
        System.out.printf("The first one: %.2f to %.2f%n", first.get(0), first.get(1));
        return step.evaluate(List.of(others)).get("accuracy");
    }

    /// Pictures with a dark or a bright spot, and two numbers; y is whether the spot is bright where the numbers' product is
    /// positive, or dark where it is negative: neither input alone says anything about it.
    static FieldArrays examples(int from, int size) {
        float[] pictures = new float[64 * size];
        float[] numbers = new float[2 * size];
        float[] y = new float[size];
        long key = CounterRandom.key(1, "spots");
        for (int i = 0; i < size; i++) {
            int spot = CounterRandom.below(key, 0, from + i, 64);
            boolean bright = CounterRandom.below(key, 1, from + i, 2) == 1;
            pictures[64 * i + spot] = bright ? 4 : -4;
            numbers[2 * i] = side(key, 2, from + i);
            numbers[2 * i + 1] = side(key, 4, from + i);
            y[i] = bright == numbers[2 * i] * numbers[2 * i + 1] > 0 ? 1 : 0;
        }
        return FieldArrays.of(size).with("picture", Shape.of(1, 8, 8), pictures).with("numbers", Shape.of(2), numbers)
                .with("y", Shape.SCALAR, y);
    }

    private static float side(long key, int purpose, int i) {
        float size = 0.5f + CounterRandom.uniform(key, purpose, i);
        return CounterRandom.below(key, purpose + 1, i, 2) == 0 ? size : -size;
    }
}
