package org.madaline.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.madaline.data.ArrayDataset;
import org.madaline.data.Dataset;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.graph.Node;
import org.madaline.kernels.CounterRandom;
import org.madaline.layer.Activation;
import org.madaline.layer.Dense;
import org.madaline.layer.Network;
import org.madaline.loss.BinaryCrossEntropy;
import org.madaline.loss.EmbeddingHinge;
import org.madaline.loss.Hinge;
import org.madaline.loss.Huber;
import org.madaline.loss.KullbackLeibler;
import org.madaline.loss.Loss;
import org.madaline.loss.MeanAbsoluteError;
import org.madaline.loss.MeanSquaredError;
import org.madaline.loss.MulticlassHinge;
import org.madaline.loss.NegativeLogLikelihood;
import org.madaline.loss.Pinball;
import org.madaline.loss.PoissonLikelihood;
import org.madaline.loss.Reduction;
import org.madaline.loss.SoftMargin;
import org.madaline.loss.SoftmaxCrossEntropy;
import org.madaline.model.Model;
import org.madaline.optimizer.Sgd;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;
import org.madaline.testing.Runner;
import org.madaline.train.EpochMetrics;
import org.madaline.train.Penalty;
import org.madaline.train.Trainer;

/// The loss of a set does not depend on how it is cut into batches, and gathered batches make the step of a large one.
class LossOfSetTest {
    private static final int CLASSES = 3;
    private static final List<Double> WEIGHTS = List.of(1.0, 2.0, 50.0);

    /// Logits that are their own network's output, so that only the loss computes.
    private static final Network SAME = new Network(Shape.of(CLASSES), (g, x) -> x);

    private static final Network DENSE = Network.of(Shape.of(CLASSES), new Dense(4), Activation.TANH, new Dense(CLASSES));

    /// 700 examples of the first class, 290 of the second, 10 of the third, in this order.
    private static ArrayDataset sorted(int size) {
        float[] x = logits(size);
        float[] y = new float[size];
        for (int i = 0; i < size; i++) {
            y[i] = i * 1000L / size < 700 ? 0 : i * 1000L / size < 990 ? 1 : 2;
        }
        return new ArrayDataset(size, Shape.of(CLASSES), Shape.SCALAR, x, y, List.of("a", "b", "c"));
    }

    private static float[] logits(int size) {
        float[] x = new float[size * CLASSES];
        for (int i = 0; i < x.length; i++) {
            double u = CounterRandom.uniform(3, 0, i) + 1e-9;
            x[i] = (float) (StrictMath.sqrt(-2 * StrictMath.log(u)) * StrictMath.cos(2 * Math.PI * CounterRandom.uniform(3, 1, i)));
        }
        return x;
    }

    /// The same logits with as many targets in [0, 1].
    private static ArrayDataset numbers(int size) {
        float[] y = new float[size * CLASSES];
        for (int i = 0; i < y.length; i++) {
            y[i] = CounterRandom.uniform(5, 0, i);
        }
        return new ArrayDataset(size, Shape.of(CLASSES), Shape.of(CLASSES), logits(size), y, List.of());
    }

    private record Case(Loss loss, boolean indices) {
        Dataset data(int size) {
            return indices ? sorted(size) : numbers(size);
        }
    }

    static Stream<Case> cases() {
        List<Reduction> reductions = List.of(Reduction.MEAN, Reduction.SUM, Reduction.BATCH_MEAN);
        return Stream.concat(
                reductions.stream().flatMap(r -> Stream.<Loss>of(
                                new SoftmaxCrossEntropy(0, List.of(), Double.NaN, r),
                                new SoftmaxCrossEntropy(0.1, WEIGHTS, Double.NaN, r),
                                new SoftmaxCrossEntropy(0, List.of(), 1, r),
                                new SoftmaxCrossEntropy(0.1, WEIGHTS, 0, r),
                                new NegativeLogLikelihood(WEIGHTS, 1, r),
                                new MulticlassHinge(1, false, WEIGHTS, r),
                                new MulticlassHinge(1, true, List.of(), r))
                        .map(loss -> new Case(loss, true))),
                reductions.stream().flatMap(r -> Stream.<Loss>of(
                                new SoftmaxCrossEntropy(0, WEIGHTS, Double.NaN, r),
                                new BinaryCrossEntropy(List.of(3.0, 1.0, 2.0), WEIGHTS, r),
                                new EmbeddingHinge(1, r),
                                new Hinge(1, true, r),
                                new Huber(0.5).withReduction(r),
                                new Pinball(List.of(0.3), r),
                                new KullbackLeibler(false, r),
                                new MeanAbsoluteError(r),
                                new MeanSquaredError(r),
                                new PoissonLikelihood(r),
                                new SoftMargin(r),
                                (z, y) -> z.minus(y).abs().mean().total())
                        .map(loss -> new Case(loss, false))));
    }

    /// The loss of a data set as one batch, in double precision.
    private static double whole(Loss loss, Network network, Map<String, Tensor> weights, Dataset data, int from, int count) {
        var runner = new Runner.Interpreted();
        Graph g = new Graph(Mode.INFERENCE);
        Node z = network.build(g, count);
        Node value = loss.build(z, g.input("y", data.targetShape().prepend(count)));
        weights.forEach((name, w) -> runner.set(name, w.shape(), doubles(w.toArray())));
        Dataset part = ArrayDataset.copyOf(data.subset(java.util.stream.IntStream.range(from, from + count).toArray()));
        float[] x = new float[count * CLASSES];
        float[] y = new float[count * data.targetShape().size()];
        for (int i = 0; i < count; i++) {
            part.read(i, x, i * CLASSES, y, i * data.targetShape().size());
        }
        return runner.run(g, List.of(value), Map.of("x", doubles(x), "y", doubles(y))).getFirst()[0];
    }

    private static double[] doubles(float[] values) {
        double[] wide = new double[values.length];
        java.util.Arrays.setAll(wide, i -> values[i]);
        return wide;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void anEvaluationIsThatOfOneBatch(Case c) {
        var model = new Model(SAME, Map.of(), List.of(), Map.of());
        double expected = whole(c.loss(), SAME, Map.of(), c.data(1_000), 0, 1_000);
        assertThat(model.evaluate(c.data(1_000), c.loss()).loss()).isCloseTo(expected, within(2e-6 * Math.abs(expected)));
    }

    /// Written out, without the engine: Σ wℓ / Σ w with ℓ = ln Σ exp z - z of the target.
    @Test
    void weightedCrossEntropyIsTheFormula() {
        ArrayDataset data = sorted(1_000);
        double sum = 0;
        double weight = 0;
        float[] z = new float[CLASSES];
        float[] y = new float[1];
        for (int i = 0; i < 1_000; i++) {
            data.read(i, z, 0, y, 0);
            double w = WEIGHTS.get((int) y[0]);
            double exps = StrictMath.exp(z[0]) + StrictMath.exp(z[1]) + StrictMath.exp(z[2]);
            sum += w * (StrictMath.log(exps) - z[(int) y[0]]);
            weight += w;
        }
        var model = new Model(SAME, Map.of(), List.of(), Map.of());
        assertThat(weight).isEqualTo(1_780);
        assertThat(model.evaluate(data, new SoftmaxCrossEntropy().withWeights(WEIGHTS)).loss()).isCloseTo(sum / weight, within(1e-6));
    }

    @Test
    void gatheredBatchesMakeTheStepOfALargeOne() {
        for (Case c : cases().toList()) {
            // Batches of 16 gathered by four; the last of 61 is smaller.
            for (int size : new int[] {64, 61}) {
                Dataset data = c.data(size);
                assertClose(c.loss() + " of " + size, step(c.loss(), data, 16, 4), step(c.loss(), data, 64, 1));
            }
        }
    }

    /// 13 examples in batches of 4: the last is left out, and the second step is that of the third batch alone.
    @Test
    void aDroppedBatchHasNoShare() {
        Loss loss = new SoftmaxCrossEntropy();
        Trainer trainer = new Trainer(DENSE, loss, new Sgd(1)).epochs(1);
        Dataset data = sorted(13);
        int[] order = org.madaline.data.Batches.shuffled(data, 4, 1).order(0);
        Map<String, Tensor> gathered = trainer.batchSize(4).accumulate(2).fit(data).model().tensors();
        Map<String, Tensor> first = trainer.batchSize(8).fit(data.subset(java.util.Arrays.copyOf(order, 8))).model().tensors();
        Map<String, Tensor> second = trainer.batchSize(4).weights(first)
                .fit(data.subset(java.util.Arrays.copyOfRange(order, 8, 12))).model().tensors();
        assertClose("13 examples", gathered, second);
    }

    private static Map<String, Tensor> step(Loss loss, Dataset data, int batch, int accumulate) {
        return new Trainer(DENSE, loss, new Sgd(0.1)).penalty(new Penalty(0.01, 0.1)).epochs(1).batchSize(batch)
                .accumulate(accumulate).fit(data).model().tensors();
    }

    private static void assertClose(String what, Map<String, Tensor> actual, Map<String, Tensor> expected) {
        expected.forEach((name, tensor) -> {
            for (int i = 0; i < tensor.size(); i++) {
                float value = tensor.get(i);
                assertThat(actual.get(name).get(i)).as("%s: %s[%d]", what, name, i)
                        .isCloseTo(value, within(3e-6f * Math.max(1, Math.abs(value))));
            }
        });
    }

    /// At rate 0 the mean over an epoch of training is the loss of its examples.
    @ParameterizedTest
    @MethodSource("cases")
    void theLossOfAnEpochIsThatOfItsExamples(Case c) {
        Dataset data = c.data(90);
        var run = new Trainer(DENSE, c.loss(), new Sgd(0)).epochs(1).batchSize(16).validate(data).fit(data);
        EpochMetrics epoch = run.history().getFirst();
        double expected = whole(c.loss(), DENSE, run.model().tensors(), data, 0, 90);
        assertThat(epoch.loss()).isCloseTo(expected, within(2e-6 * Math.abs(expected)));
        assertThat(epoch.validationLoss()).isCloseTo(expected, within(2e-6 * Math.abs(expected)));
    }

    /// Of six examples two are marked; of the others three are right.
    @Test
    void accuracyLeavesOutWhatIsIgnored() {
        float[] x = {9, 0, 0, 0, 9, 0, 0, 0, 9, 9, 0, 0, 9, 0, 0, 0, 9, 0};
        for (int ignored : new int[] {255, -100, 2, 3}) {
            float[] y = {0, 1, 0, ignored, ignored, 1};
            Dataset data = new ArrayDataset(6, Shape.of(CLASSES), Shape.SCALAR, x, y, List.of("a", "b", "c"));
            var loss = new SoftmaxCrossEntropy().withIgnored(ignored);
            var judged = new Model(SAME, Map.of(), List.of(), Map.of()).evaluate(data, loss);
            double hit = Math.log(1 + 2 * Math.exp(-9));
            assertThat(judged.accuracy()).as("ignored %d", ignored).isEqualTo(0.75);
            assertThat(judged.loss()).isCloseTo((3 * hit + 9 + hit) / 4, within(1e-6));
            var epoch = new Trainer(DENSE, loss, new Sgd(0)).epochs(1).batchSize(4).fit(data).history().getFirst();
            assertThat(epoch.accuracy() * 4).isEqualTo(Math.rint(epoch.accuracy() * 4));
        }
    }

    @Test
    void allIgnoredIsALossOfNothing() {
        Dataset data = new ArrayDataset(2, Shape.of(CLASSES), Shape.SCALAR, new float[6], new float[] {255, 255}, List.of("a", "b", "c"));
        var loss = new SoftmaxCrossEntropy().withIgnored(255);
        var judged = new Model(SAME, Map.of(), List.of(), Map.of()).evaluate(data, loss);
        assertThat(judged.loss()).isZero();
        assertThat(judged.accuracy()).isNaN();
    }

    @Test
    void aLabelBeyondTheClassesIsAnError() {
        Dataset data = new ArrayDataset(2, Shape.of(CLASSES), Shape.SCALAR, new float[6], new float[] {0, 7}, List.of("a", "b", "c"));
        var model = new Model(SAME, Map.of(), List.of(), Map.of());
        for (Loss loss : List.of(new SoftmaxCrossEntropy(), new SoftmaxCrossEntropy().withIgnored(255))) {
            assertThatThrownBy(() -> model.evaluate(data, loss)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("class 7");
        }
    }

    @Test
    void valuesForThemselvesAreNoLossOfASet() {
        Loss none = new SoftmaxCrossEntropy().withReduction(Reduction.NONE);
        Dataset data = sorted(20);
        assertThatThrownBy(() -> new Trainer(DENSE, none, new Sgd(1)).fit(data)).hasMessageContaining("NONE");
        var model = new Model(SAME, Map.of(), List.of(), Map.of());
        assertThatThrownBy(() -> model.evaluate(data, none)).hasMessageContaining("NONE");
    }
}
