package org.madaline.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.madaline.data.Batch;
import org.madaline.data.Buckets;
import org.madaline.data.FieldArrays;
import org.madaline.graph.Node;
import org.madaline.init.Initializers;
import org.madaline.kernels.CounterRandom;
import org.madaline.layer.Activation;
import org.madaline.layer.Convolution;
import org.madaline.layer.Dense;
import org.madaline.layer.Flatten;
import org.madaline.layer.Sequential;
import org.madaline.loss.MeanSquaredError;
import org.madaline.loss.SoftmaxCrossEntropy;
import org.madaline.metric.Scores;
import org.madaline.optimizer.Adam;
import org.madaline.optimizer.Sgd;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

/// Networks of several inputs, texts of different lengths and several targets.
class NamedFieldsTest {
    private static final int WORDS = 12;

    /// Texts of words 0 to 11, of class 1 where word 3 occurs.
    private static FieldArrays texts(int size) {
        float[][] texts = new float[size][];
        float[] kind = new float[size];
        for (int i = 0; i < size; i++) {
            texts[i] = new float[1 + CounterRandom.below(3, 0, i, 30)];
            for (int j = 0; j < texts[i].length; j++) {
                int word = CounterRandom.below(4, i, j, WORDS - 1);
                texts[i][j] = word >= 3 ? word + 1 : word;
            }
            kind[i] = i % 2;
            if (i % 2 == 1) {
                texts[i][texts[i].length / 2] = 3;
            }
        }
        return FieldArrays.of(size).withSequences("text", Shape.SCALAR, texts).with("kind", Shape.SCALAR, kind);
    }

    /// The largest of the words' vectors, of those that are there.
    private static Node logits(BatchInputs f) {
        Node words = f.graph().parameter("words", Shape.of(WORDS, 4), Initializers.HE_NORMAL);
        Node text = f.get("text");
        Node vectors = words.gather(text);
        Node there = f.mask("text").reshape(Shape.of(text.shape().dim(0), text.shape().dim(1), 1));
        Node most = there.broadcast(vectors.shape()).select(vectors, f.graph().constant(-10).broadcast(vectors.shape())).maximum(1);
        return new Dense(2).at(f.graph(), "out", most.reshape(Shape.of(f.size(), 4)));
    }

    @Test
    void textsOfDifferentLengthsAreLearned() {
        Goal goal = f -> Losses.of(new SoftmaxCrossEntropy(), logits(f), f.get("kind")).measured(Scores.accuracy());
        TrainingStep step = TrainingStep.minimize(goal, _ -> true, new Adam(0.02));
        Buckets buckets = new Buckets(texts(200), 16, 1);
        for (int epoch = 0; epoch < 15; epoch++) {
            buckets.epoch(epoch).forEach(step::run);
        }
        assertThat(step.evaluate(buckets.epoch(0)).get("accuracy")).isEqualTo(1);
        // Padding is not seen: neither by one text alone nor among longer ones.
        Function<BatchInputs, Node> function = NamedFieldsTest::logits;
        FieldArrays data = texts(200);
        Tensor all = step.infer(function, Batch.of(data, 0, 200));
        for (int i = 0; i < 20; i++) {
            Tensor alone = step.infer(function, Batch.of(data, i, 1));
            assertThat(alone.toArray()).containsExactly(all.get(2 * i), all.get(2 * i + 1));
        }
    }

    /// A picture and numbers beside it go in, a kind and a size come out; not every example has a size.
    @Test
    void severalInputsAndTargets() {
        int n = 120;
        float[] picture = new float[n * 16];
        float[] numbers = new float[n * 2];
        float[] kind = new float[n];
        float[] size = new float[n];
        float[] known = new float[n];
        for (int i = 0; i < n; i++) {
            boolean left = CounterRandom.below(5, 0, i, 2) == 0;
            picture[i * 16 + (left ? 4 : 7)] = 1;
            numbers[2 * i] = CounterRandom.uniform(5, 1, i);
            numbers[2 * i + 1] = CounterRandom.below(5, 2, i, 2);
            kind[i] = left ^ numbers[2 * i + 1] > 0 ? 1 : 0;
            known[i] = i % 3 == 0 ? 0 : 1;
            size[i] = known[i] == 0 ? 1000 : 2 * numbers[2 * i] - 1;
        }
        FieldArrays data = FieldArrays.of(n).with("picture", Shape.of(1, 4, 4), picture).with("numbers", Shape.of(2), numbers)
                .with("kind", Shape.SCALAR, kind).with("size", Shape.SCALAR, size).with("size known", Shape.SCALAR, known);
        Goal goal = f -> {
            Node seen = new Sequential(List.of(new Convolution(4, 3, 1, 1), Activation.RELU, new Flatten())).at(f.graph(), "eye", f.get("picture"));
            Node told = new Dense(8).at(f.graph(), "numbers", f.get("numbers"));
            Node both = new Dense(16).at(f.graph(), "both", new Dense(8).at(f.graph(), "seen", seen).plus(told).tanh()).tanh();
            return Losses.of("kind", new SoftmaxCrossEntropy(), new Dense(2).at(f.graph(), "kind", both), f.get("kind"))
                    .measured(Scores.accuracy())
                    .plus(Losses.of("size", new MeanSquaredError(), new Dense(1).at(f.graph(), "size", both), f.get("size"))
                            .weighted(f.get("size known")));
        };
        TrainingStep step = TrainingStep.minimize(goal, _ -> true, new Adam(0.02));
        Buckets batches = new Buckets(data, 32, 1);
        for (int epoch = 0; epoch < 60; epoch++) {
            batches.epoch(epoch).forEach(step::run);
        }
        Map<String, Double> figures = step.evaluate(batches.epoch(0));
        assertThat(figures.get("kind accuracy")).isEqualTo(1);
        assertThat(figures.get("size")).isLessThan(0.05);
        assertThat(figures.get("loss")).isCloseTo(figures.get("kind") + figures.get("size"), within(1e-9));
    }

    @Test
    void missingFieldsAndMasksAreNamed() {
        Batch batch = Batch.of(texts(8), 0, 8);
        TrainingStep field = TrainingStep.minimize(f -> Losses.of(new SoftmaxCrossEntropy(), f.get("picture"), f.get("kind")), _ -> true,
                new Sgd(1));
        assertThatThrownBy(() -> field.run(batch)).hasMessageContaining("no field picture").hasMessageContaining("text, kind");
        TrainingStep mask = TrainingStep.minimize(f -> Losses.of(new SoftmaxCrossEntropy(), f.mask("kind"), f.get("kind")), _ -> true,
                new Sgd(1));
        assertThatThrownBy(() -> mask.run(batch)).hasMessageContaining("kind").hasMessageContaining("no sequence");
    }
}
