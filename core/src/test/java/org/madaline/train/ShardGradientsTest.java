package org.madaline.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.madaline.computation.Engine;
import org.madaline.data.Batch;
import org.madaline.data.FieldArrays;
import org.madaline.data.FieldDataset;
import org.madaline.layer.Dense;
import org.madaline.loss.Loss;
import org.madaline.loss.MeanSquaredError;
import org.madaline.loss.Reduction;
import org.madaline.loss.SoftmaxCrossEntropy;
import org.madaline.optimizer.Adam;
import org.madaline.optimizer.Sgd;
import org.madaline.tensor.Shape;

/// A step in two parts: gradients of shards, and their application.
class ShardGradientsTest {
    @Test
    void gradientsOfShardsAddUpToThoseOfTheWhole() {
        List<Loss> losses = List.of(new SoftmaxCrossEntropy(), new SoftmaxCrossEntropy().withWeights(List.of(1.0, 2.0, 50.0)),
                new SoftmaxCrossEntropy().withReduction(Reduction.SUM), new SoftmaxCrossEntropy().withIgnored(1));
        for (Loss loss : losses) {
            FieldDataset fields = FieldDataset.of(TrainingStepTest.DATA);
            TrainingStep whole = TrainingStep.of(TrainingStepTest.PLAIN, loss, new Sgd(0.1));
            TrainingStep parts = TrainingStep.of(TrainingStepTest.PLAIN, loss, new Sgd(0.1));
            for (int t = 0; t < 3; t++) {
                whole.run(Batch.of(fields, 0, 48));
                parts.apply(ShardGradients.sum(parts.gradients(Batch.of(fields, 0, 20)), parts.gradients(Batch.of(fields, 20, 7)),
                        parts.gradients(Batch.of(fields, 27, 21))));
            }
            TrainingStepTest.assertClose(parts.tensors(), whole.tensors());
        }
    }

    /// Two losses of different weights, each divided by its own sum, and a penalty.
    @Test
    void severalLossesAreGatheredEachByItsOwnWeight() {
        FieldArrays fields = FieldArrays.of(12).with("x", Shape.of(3), xs(12)).with("kind", Shape.SCALAR, ys(12))
                .with("size", Shape.SCALAR, TrainingStepTest.weights(12)).with("mask", Shape.SCALAR, TrainingStepTest.weights(12));
        Goal goal = f -> {
            var body = TrainingStepTest.PLAIN.layer().at(f.graph(), "body", f.get("x"));
            Loss kind = new SoftmaxCrossEntropy().withWeights(List.of(1.0, 2.0, 50.0));
            return Losses.of("kind", kind, body, f.get("kind"))
                    .plus(Losses.of("size", new MeanSquaredError(), new Dense(1).at(f.graph(), "size", body), f.get("size"))
                            .weighted(f.get("mask")).times(0.3))
                    .plus(Losses.of("sum", (z, y) -> z.square().mean().total(), body, f.get("kind")).times(0.1));
        };
        Updates updates = Updates.of(TrainingStepTest.ALL, new Sgd(0.1)).penalty(new Penalty(0.01, 0.1));
        TrainingStep whole = new TrainingStep(goal, updates, 1, Engine.shared());
        TrainingStep parts = new TrainingStep(goal, updates, 1, Engine.shared());
        StepResult result = whole.run(Batch.of(fields, 0, 12));
        parts.apply(ShardGradients.sum(parts.gradients(Batch.of(fields, 0, 5)), parts.gradients(Batch.of(fields, 5, 7))));
        TrainingStepTest.assertClose(parts.tensors(), whole.tensors());
        assertThat(result.loss()).isCloseTo(result.loss("kind") + 0.3 * result.loss("size") + 0.1 * result.loss("sum"), within(1e-12));
    }

    /// What computes gradients need not be what applies them.
    @Test
    void gradientsTravel() {
        FieldDataset fields = FieldDataset.of(TrainingStepTest.DATA);
        TrainingStep driver = TrainingStep.of(TrainingStepTest.PLAIN, new SoftmaxCrossEntropy(), new Adam(0.1));
        List<TrainingStep> workers = List.of(TrainingStep.of(TrainingStepTest.PLAIN, new SoftmaxCrossEntropy(), new Adam(0.1)),
                TrainingStep.of(TrainingStepTest.PLAIN, new SoftmaxCrossEntropy(), new Adam(0.1)));
        TrainingStep alone = TrainingStep.of(TrainingStepTest.PLAIN, new SoftmaxCrossEntropy(), new Adam(0.1));
        for (int t = 0; t < 3; t++) {
            ShardGradients sum = workers.get(0).gradients(Batch.of(fields, 0, 24)).plus(workers.get(1).gradients(Batch.of(fields, 24, 24)));
            driver.apply(sum);
            workers.forEach(worker -> worker.set(driver.tensors()));
            alone.apply(ShardGradients.sum(alone.gradients(Batch.of(fields, 0, 24)), alone.gradients(Batch.of(fields, 24, 24))));
        }
        assertThat(driver.tensors()).isEqualTo(alone.tensors());
        assertThat(driver.step()).isEqualTo(3);
    }

    private static float[] xs(int size) {
        float[] x = new float[size * 3];
        for (int i = 0; i < size; i++) {
            TrainingStepTest.DATA.read(i, x, 3 * i, new float[1], 0);
        }
        return x;
    }

    private static float[] ys(int size) {
        float[] y = new float[size];
        for (int i = 0; i < size; i++) {
            TrainingStepTest.DATA.read(i, new float[3], 0, y, i);
        }
        return y;
    }
}
