package org.madaline.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.madaline.data.ArrayDataset;
import org.madaline.data.Batch;
import org.madaline.data.Batches;
import org.madaline.data.Dataset;
import org.madaline.data.FieldArrays;
import org.madaline.data.FieldDataset;
import org.madaline.kernels.CounterRandom;
import org.madaline.layer.Activation;
import org.madaline.layer.BatchNorm;
import org.madaline.layer.Dense;
import org.madaline.layer.Dropout;
import org.madaline.layer.Network;
import org.madaline.loss.Loss;
import org.madaline.loss.MeanSquaredError;
import org.madaline.loss.Reduction;
import org.madaline.loss.SoftmaxCrossEntropy;
import org.madaline.metric.Scores;
import org.madaline.model.Model;
import org.madaline.optimizer.Adam;
import org.madaline.optimizer.AdamW;
import org.madaline.optimizer.Sgd;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

/// Steps of one's own: several losses, networks and optimizers, shards, and going on.
class TrainingStepTest {
    private static final Network NETWORK = Network.of(Shape.of(3), new Dense(8), new BatchNorm(), Activation.RELU, new Dropout(0.2),
            new Dense(3));
    static final Network PLAIN = Network.of(Shape.of(3), new Dense(5), Activation.TANH, new Dense(3));
    static final ArrayDataset DATA = data(48);
    static final Predicate<String> ALL = _ -> true;

    private static ArrayDataset data(int size) {
        float[] x = new float[size * 3];
        float[] y = new float[size];
        for (int i = 0; i < x.length; i++) {
            x[i] = CounterRandom.uniform(7, 0, i) - 0.5f;
        }
        for (int i = 0; i < size; i++) {
            y[i] = CounterRandom.below(7, 1, i, 3);
            x[3 * i + (int) y[i]] += 1;
        }
        return new ArrayDataset(size, Shape.of(3), Shape.SCALAR, x, y, List.of("a", "b", "c"));
    }

    static float[] weights(int size) {
        float[] w = new float[size];
        for (int i = 0; i < size; i++) {
            w[i] = i % 5 == 0 ? 0 : 1 + i % 3;
        }
        return w;
    }

    static void assertClose(Map<String, Tensor> actual, Map<String, Tensor> expected) {
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        expected.forEach((name, tensor) -> {
            for (int i = 0; i < tensor.size(); i++) {
                assertThat(actual.get(name).get(i)).as("%s[%d]", name, i)
                        .isCloseTo(tensor.get(i), within(3e-6f * Math.max(1, Math.abs(tensor.get(i)))));
            }
        });
    }

    @Test
    void aLoopOfOnesOwnIsTheTrainersToTheBit() {
        TrainingStep step = TrainingStep.of(NETWORK, new SoftmaxCrossEntropy(), new Adam(0.01));
        for (int epoch = 0; epoch < 3; epoch++) {
            for (Batch batch : Batches.shuffled(DATA, 16, 1).epoch(epoch)) {
                step.run(batch);
            }
        }
        TrainingRun run = new Trainer(NETWORK, new Adam(0.01)).epochs(3).batchSize(16).fit(DATA);
        assertThat(step.tensors()).isEqualTo(run.model().tensors());
        assertThat(step.model(NETWORK).tensors()).isEqualTo(run.model().tensors());
        assertThat(step.step()).isEqualTo(9);
    }

    /// An example of weight 2 is one that occurs twice, one of weight 0 does not occur.
    @Test
    void weightsOfExamplesAreThoseOfRepeatedExamples() {
        float[] weights = {2, 0, 1, 1, 0, 3, 1, 0};
        Dataset weighted = data(8).withWeights(weights);
        Dataset repeated = data(8).subset(0, 0, 2, 3, 5, 5, 5, 6);
        var plain = new Trainer(PLAIN, new SoftmaxCrossEntropy(), new Sgd(0.5)).epochs(5).batchSize(8);
        TrainingRun expected = plain.validate(repeated).fit(repeated);
        TrainingRun actual = plain.validate(weighted).fit(weighted);
        assertClose(actual.model().tensors(), expected.model().tensors());
        assertThat(actual.history().getLast().validationLoss()).isCloseTo(expected.history().getLast().validationLoss(), within(1e-6));
        assertThat(actual.history().getLast().loss()).isCloseTo(expected.history().getLast().loss(), within(1e-6));
        assertClose(plain.batchSize(3).accumulate(3).fit(weighted).model().tensors(), expected.model().tensors());
        assertThat(weighted.subset(5).weight(0)).isEqualTo(3);
        assertThatThrownBy(() -> data(8).withWeights(1, -1, 1, 1, 1, 1, 1, 1)).hasMessageContaining("-1.0");
    }

    /// Groups with rates of their own; what no group takes, or is frozen, stays.
    @Test
    void groupsMoveAtTheirOwnRates() {
        var base = new Trainer(PLAIN, new SoftmaxCrossEntropy(), new Sgd(0.1)).epochs(1).batchSize(48);
        Map<String, Tensor> start = base.group(ALL, new Sgd(0)).fit(DATA).model().tensors();
        Map<String, Tensor> slow = base.fit(DATA).model().tensors();
        Map<String, Tensor> mixed = base.group(name -> name.startsWith("2."), new Sgd(0.3)).freeze(name -> name.equals("0.bias"))
                .fit(DATA).model().tensors();
        assertThat(mixed.get("0.weight")).isEqualTo(slow.get("0.weight"));
        assertThat(mixed.get("0.bias")).isEqualTo(start.get("0.bias"));
        for (String name : List.of("2.weight", "2.bias")) {
            for (int i = 0; i < start.get(name).size(); i++) {
                float moved = slow.get(name).get(i) - start.get(name).get(i);
                assertThat(mixed.get(name).get(i) - start.get(name).get(i)).isCloseTo(3 * moved, within(1e-6f));
            }
        }
    }

    /// Two Adams in one step keep their own constants: as if each parameter had its own training.
    @Test
    void optimizersOfOneStepDoNotShareConstants() {
        var adam = new Adam(0.01).withBetas(0.5, 0.9);
        Goal both = f -> {
            var a = new Dense(1).at(f.graph(), "a", f.get("x"));
            var b = new Dense(1).at(f.graph(), "b", f.get("x"));
            return Losses.of("a", new MeanSquaredError(), a, f.get("y")).plus(Losses.of("b", new MeanSquaredError(), b, f.get("y")));
        };
        Batch batch = Batch.of(FieldDataset.of(DATA), 0, 48);
        TrainingStep together = new TrainingStep(both, Updates.of(ALL, new Adam(0.01)).before(n -> n.startsWith("b."), adam), 1,
                org.madaline.computation.Engine.shared());
        TrainingStep apart = TrainingStep.minimize(both, n -> n.startsWith("a."), new Adam(0.01));
        TrainingStep other = apart.and(both, n -> n.startsWith("b."), adam);
        for (int i = 0; i < 5; i++) {
            together.run(batch);
            apart.run(batch);
            other.run(batch);
        }
        assertThat(together.tensors()).isEqualTo(apart.tensors());
    }

    @Test
    void goingOnYieldsTheSameBits() {
        float[] w = weights(48);
        Trainer trainer = new Trainer(NETWORK, new SoftmaxCrossEntropy().withWeights(List.of(1.0, 2.0, 5.0)), new Adam(0.01))
                .group(name -> name.startsWith("4."), new AdamW(0.02)).epochs(4).batchSize(8).accumulate(2).metrics(Scores.accuracy())
                .validate(DATA);
        Dataset data = DATA.withWeights(w);
        TrainingRun whole = trainer.fit(data);
        int[] steps = {0};
        TrainingRun half = trainer.stopWhen(() -> ++steps[0] == 5).fit(data);
        assertThat(half.checkpoint().progress().batch()).isEqualTo(4);
        TrainingRun rest = trainer.resume(half.checkpoint()).fit(data);
        assertThat(rest.model().tensors()).isEqualTo(whole.model().tensors());
        assertThat(rest.history()).extracting(EpochMetrics::loss, EpochMetrics::accuracy, EpochMetrics::metrics)
                .isEqualTo(whole.history().stream()
                        .map(m -> org.assertj.core.groups.Tuple.tuple(m.loss(), m.accuracy(), m.metrics())).toList());
        assertThat(half.model().predict(1, 0, 0)).hasSize(3);
    }

    @Test
    void aStepOfOnesOwnGoesOnToTheSameBits() {
        FieldDataset fields = FieldDataset.of(DATA);
        TrainingStep whole = TrainingStep.of(NETWORK, new SoftmaxCrossEntropy(), new Adam(0.01));
        TrainingStep half = TrainingStep.of(NETWORK, new SoftmaxCrossEntropy(), new Adam(0.01));
        TrainingStep rest = TrainingStep.of(NETWORK, new SoftmaxCrossEntropy(), new Adam(0.01));
        for (int i = 0; i < 6; i++) {
            whole.run(Batch.of(fields, i * 8, 8));
            if (i == 3) {
                rest.restore(half.state());
            }
            (i < 3 ? half : rest).run(Batch.of(fields, i * 8, 8));
        }
        assertThat(rest.tensors()).isEqualTo(whole.tensors());
    }

    @Test
    void aListenerStopsWithAModel() {
        var trainer = new Trainer(PLAIN, new Sgd(0.1)).epochs(50).batchSize(8);
        TrainingRun run = trainer.until(e -> e instanceof TrainingEvent.EpochFinished f && f.metrics().epoch() == 3).fit(DATA);
        assertThat(run.reason()).isEqualTo(TrainingEvent.Reason.STOPPED);
        assertThat(run.history()).hasSize(3);
        assertThat(run.model().tensors()).isEqualTo(trainer.epochs(3).fit(DATA).model().tensors());
        assertThat(trainer.resume(run.checkpoint()).epochs(6).fit(DATA).model().tensors())
                .isEqualTo(trainer.epochs(6).fit(DATA).model().tensors());
    }

    @Test
    void divergenceIsTold() {
        float[] x = {Float.MAX_VALUE, 1, 1, 1, 1, 1};
        var data = new ArrayDataset(2, Shape.of(3), Shape.SCALAR, x, new float[] {0, 1}, List.of());
        assertThatThrownBy(() -> new Trainer(PLAIN, (z, y) -> z.log().mean().total(), new Sgd(1)).fit(data))
                .isInstanceOf(DivergedException.class).hasMessageContaining("epoch 1, step 1");
    }

    @Test
    void goesOnWithAModelOnNewRows() {
        Model old = new Trainer(PLAIN, new Sgd(0.1)).epochs(2).fit(DATA).model();
        // The same examples with the classes in another order.
        Dataset other = DATA.withClassNames(List.of("c", "b", "a"));
        var further = Trainer.from(old, new Sgd(0.1)).epochs(2);
        Model more = further.fit(other).model();
        assertThat(more.tensors()).isEqualTo(further.fit(DATA).model().tensors()).isNotEqualTo(old.tensors());
        assertThat(more.classNames()).containsExactly("a", "b", "c");
        var unknown = new ArrayDataset(1, Shape.of(3), Shape.SCALAR, new float[3], new float[] {1}, List.of("a", "z"));
        assertThatThrownBy(() -> further.fit(unknown)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("z");
        var numbers = new ArrayDataset(1, Shape.of(3), Shape.of(3), new float[3], new float[3], List.of());
        Model regression = new Trainer(PLAIN, new Sgd(0.1)).epochs(1).fit(numbers).model();
        assertThatThrownBy(() -> Trainer.from(regression, new Sgd(0.1)).fit(DATA)).hasMessageContaining("the classes a, b, c");
    }

    @Test
    void whatDoesNotFitIsRefused() {
        TrainingStep step = TrainingStep.of(PLAIN, new SoftmaxCrossEntropy(), new Sgd(1));
        var wide = FieldArrays.of(2).with("x", Shape.of(4), new float[8]).with("y", Shape.SCALAR, new float[2]);
        assertThatThrownBy(() -> step.run(Batch.of(wide, 0, 2))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[2, 3]").hasMessageContaining("[2, 4]");
        var named = FieldArrays.of(2).with("x", Shape.of(3), new float[6]);
        assertThatThrownBy(() -> step.run(Batch.of(named, 0, 2))).hasMessageContaining("no field y").hasMessageContaining("they have x");
        TrainingStep none = TrainingStep.minimize(Goal.of(PLAIN, new SoftmaxCrossEntropy()), _ -> false, new Sgd(1));
        assertThatThrownBy(() -> none.run(Batch.of(FieldDataset.of(DATA), 0, 8))).hasMessageContaining("no parameter is to be moved");
        TrainingStep other = TrainingStep.of(PLAIN, new SoftmaxCrossEntropy().withReduction(Reduction.SUM), new Sgd(1));
        ShardGradients gradients = other.gradients(Batch.of(FieldDataset.of(DATA), 0, 8));
        assertThatThrownBy(() -> step.apply(gradients)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("another step");
        assertThatThrownBy(() -> ShardGradients.sum()).isInstanceOf(IllegalArgumentException.class);
    }

    /// Figures of batches are those of the whole set, in training and in evaluation.
    @Test
    void figuresAreOfAllBatches() {
        Loss loss = new SoftmaxCrossEntropy().withWeights(List.of(1.0, 2.0, 50.0));
        Goal goal = f -> {
            var z = PLAIN.layer().build(f.graph(), f.get("x"));
            return Losses.of("kind", loss, z, f.get("y")).measured(Scores.accuracy())
                    .plus(Losses.of("size", new MeanSquaredError(), z, z.times(0)).times(0.5));
        };
        TrainingStep step = TrainingStep.minimize(goal, ALL, new Sgd(0));
        Batches.inOrder(DATA, 20).epoch(0).forEach(step::run);
        Map<String, Double> told = step.figures();
        assertThat(told.keySet()).containsExactly("loss", "kind", "size", "kind accuracy");
        var judged = step.model(PLAIN).evaluate(DATA, loss, Scores.accuracy());
        assertThat(told.get("kind")).isCloseTo(judged.loss(), within(1e-6));
        assertThat(told.get("kind accuracy")).isEqualTo(judged.accuracy()).isEqualTo(judged.metrics().get("accuracy"));
        assertThat(told.get("loss")).isCloseTo(told.get("kind") + 0.5 * told.get("size"), within(1e-12));
        step.clear();
        assertThat(step.figures()).isEqualTo(Map.of("loss", 0.0));
        assertThat(step.evaluate(Batches.inOrder(DATA, 48).epoch(0)).get("kind")).isCloseTo(judged.loss(), within(1e-6));
        assertThat(step.figures()).isEqualTo(Map.of("loss", 0.0));
    }

    /// An evaluation sees the running statistics and no dropout, at the weights as they stand.
    @Test
    void evaluationIsThatOfTheModel() {
        TrainingStep step = TrainingStep.of(NETWORK, new SoftmaxCrossEntropy(), new Adam(0.01));
        List<Batch> batches = Batches.shuffled(DATA, 16, 1).epoch(0);
        for (int i = 0; i < 3; i++) {
            batches.forEach(step::run);
            double loss = step.model(NETWORK).evaluate(DATA, new SoftmaxCrossEntropy()).loss();
            assertThat(step.evaluate(batches).get("loss")).isCloseTo(loss, within(1e-6));
        }
    }

    /// The trainer's optimizer is the one that schedules move and that is told, whatever groups stand before it.
    @Test
    void theTrainersOwnRateIsTold() {
        var trainer = new Trainer(PLAIN, new Sgd(0.1)).epochs(1).batchSize(48).schedule((base, _) -> base / 2);
        assertThat(trainer.group(n -> n.startsWith("2."), new Sgd(0.4)).fit(DATA).history().getFirst().rate()).isEqualTo(0.05);
        Map<String, Tensor> halved = trainer.group(n -> n.startsWith("2."), new Sgd(0.4)).fit(DATA).model().tensors();
        Map<String, Tensor> plain = new Trainer(PLAIN, new Sgd(0.05)).epochs(1).batchSize(48).group(n -> n.startsWith("2."), new Sgd(0.2))
                .fit(DATA).model().tensors();
        assertThat(halved).isEqualTo(plain);
    }

    /// A network that is used twice in a step sees both batches, one after the other.
    @Test
    void runningStatisticsTakeInEachUse() {
        Network normal = Network.of(Shape.of(1), new BatchNorm());
        TrainingStep step = TrainingStep.minimize(f -> {
            var first = normal.at(f.graph(), "n", f.get("x"));
            var second = normal.at(f.graph(), "n", f.get("x").plus(10));
            return Losses.of("first", new MeanSquaredError(), first, 0).plus(Losses.of("second", new MeanSquaredError(), second, 0));
        }, new Sgd(0));
        step.run(Batch.of(Map.of("x", Tensor.of(Shape.of(2, 1), 1, 3))));
        assertThat(step.tensors().get("n.0.num_batches_tracked").get(0)).isEqualTo(2);
        // 0 + 0.1 (2 - 0) = 0.2, then 0.2 + 0.1 (12 - 0.2) = 1.38; variances 2 and 2: 1.1, then 1.19.
        assertThat(step.tensors().get("n.0.running_mean").get(0)).isCloseTo(1.38f, within(1e-6f));
        assertThat(step.tensors().get("n.0.running_var").get(0)).isCloseTo(1.19f, within(1e-6f));
        assertThatThrownBy(() -> step.run(Batch.of(Map.of("x", Tensor.of(Shape.of(2, 2), 1, 3, 4, 5)))))
                .hasMessageContaining("n: the network takes").hasMessageContaining("[1]").hasMessageContaining("[2, 2]");
    }

    @Test
    void valuesWithoutAVariableAreRefused() {
        Batch batch = Batch.of(FieldDataset.of(DATA), 0, 8);
        TrainingStep step = TrainingStep.of(PLAIN, new SoftmaxCrossEntropy(), new Sgd(1));
        step.set(Map.of("0.weigth", Tensor.of(Shape.of(1), 1)));
        assertThatThrownBy(() -> step.run(batch)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("0.weigth")
                .hasMessageContaining("0.weight");
        var checkpoint = new Trainer(NETWORK, new Sgd(1)).epochs(1).fit(DATA).checkpoint();
        assertThatThrownBy(() -> new Trainer(PLAIN, new Sgd(1)).resume(checkpoint).fit(DATA)).isInstanceOf(IllegalArgumentException.class);
    }

    /// A state that waits for a step that has not yet run is not lost.
    @Test
    void aStateOutlivesAPause() {
        Batch batch = Batch.of(FieldDataset.of(DATA), 0, 8);
        TrainingStep step = TrainingStep.of(PLAIN, new SoftmaxCrossEntropy(), new Sgd(1).withMomentum(0.9));
        step.run(batch);
        TrainingStep other = TrainingStep.of(PLAIN, new SoftmaxCrossEntropy(), new Sgd(1).withMomentum(0.9));
        other.restore(step.state());
        TrainingStep third = TrainingStep.of(PLAIN, new SoftmaxCrossEntropy(), new Sgd(1).withMomentum(0.9));
        third.restore(other.state());
        step.run(batch);
        third.run(batch);
        assertThat(third.tensors()).isEqualTo(step.tensors());
    }

    /// The model of one network among others, also before any step.
    @Test
    void aNetworkIsTakenOutByItsName() {
        TrainingStep step = TrainingStep.minimize(f -> Losses.of(new SoftmaxCrossEntropy(),
                new Dense(3).at(f.graph(), "head", PLAIN.layer().at(f.graph(), "body", f.get("x"))), f.get("y")), ALL, new Sgd(1));
        Map<String, Tensor> first = step.model("body", PLAIN).tensors();
        assertThat(first.keySet()).containsExactly("0.weight", "0.bias", "2.weight", "2.bias");
        step.run(Batch.of(FieldDataset.of(DATA), 0, 8), _ -> 0);
        assertThat(step.model("body", PLAIN).tensors()).isEqualTo(first);
        step.run(Batch.of(FieldDataset.of(DATA), 0, 8));
        assertThat(step.model("body", PLAIN).tensors()).isNotEqualTo(first);
    }
}
