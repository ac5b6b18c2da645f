package org.madaline.diagnose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.madaline.data.ArrayDataset;
import org.madaline.data.Dataset;
import org.madaline.layer.Activation;
import org.madaline.layer.BatchNorm;
import org.madaline.layer.Dense;
import org.madaline.layer.Dropout;
import org.madaline.layer.Layer;
import org.madaline.layer.Network;
import org.madaline.optimizer.Adam;
import org.madaline.optimizer.Optimizer;
import org.madaline.optimizer.Sgd;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;
import org.madaline.train.Trainer;

/// Each check on a training that has the fault it looks for, and on one that has none.
class DiagnoseTest {
    private static final int ROWS = 300;

    /// Three classes around three points of the plane, x multiplied by `scale`.
    private static float[][] points(double scale) {
        var random = new Random(3);
        float[][] rows = new float[ROWS][];
        for (int i = 0; i < ROWS; i++) {
            double angle = 2 * Math.PI * (i % 3) / 3;
            rows[i] = new float[] {(float) (scale * (Math.cos(angle) + 0.3 * random.nextGaussian())),
                (float) (scale * (Math.sin(angle) + 0.3 * random.nextGaussian()))};
        }
        return rows;
    }

    private static int[] labels() {
        return IntStream.range(0, ROWS).map(i -> i % 3).toArray();
    }

    private static Dataset blobs(double scale) {
        return ArrayDataset.classified(points(scale), labels(), List.of("a", "b", "c"));
    }

    private static Trainer trainer(Optimizer optimizer, Layer... layers) {
        return new Trainer(Network.of(Shape.of(2), layers), optimizer).batchSize(32);
    }

    private static Trainer sound() {
        return trainer(new Adam(1e-2), new Dense(32), new BatchNorm(), Activation.RELU, new Dropout(0.2), new Dense(3));
    }

    private static Subject subject(Trainer trainer) {
        return new Subject(trainer, blobs(1));
    }

    @Test
    void theFirstLossIsComparedWithThatOfOutputsThatAreNought() {
        FirstBatch first = FirstBatch.of(subject(sound()));
        assertThat(first.expected()).isCloseTo(Math.log(3), within(1e-6));
        assertThat(first.loss()).isBetween(0.3 * first.expected(), 3 * first.expected());
        assertThat(first.output()).isEqualTo(Shape.of(256, 3));
        Tensor large = Tensor.wrap(Shape.of(3, 32), filled(96, i -> i % 7 - 3f));
        FirstBatch far = FirstBatch.of(subject(sound().weights(Map.of("4.weight", large))));
        assertThat(far.loss()).isGreaterThan(3 * first.expected());
    }

    private static float[] filled(int count, java.util.function.IntToDoubleFunction value) {
        float[] values = new float[count];
        Arrays.setAll(new double[count], i -> values[i] = (float) value.applyAsDouble(i));
        return values;
    }

    @Test
    void ofNumbersTheFirstLossIsThatOfTheirSquares() {
        float[] y = filled(ROWS, i -> i % 2 == 0 ? 2 : -2);
        Trainer numbers = trainer(new Adam(1e-2), new Dense(8), Activation.TANH, new Dense(1));
        assertThat(FirstBatch.of(new Subject(numbers, ArrayDataset.numeric(points(1), y))).expected()).isCloseTo(4, within(1e-6));
    }

    @Test
    void aBatchIsLearntByHeart() {
        BatchFit fit = BatchFit.of(subject(sound()), 32, 200);
        assertThat(fit.learnt()).isTrue();
        assertThat(fit.examples()).isEqualTo(32);
        assertThat(fit.own().size()).isLessThan(200);
        assertThat(fit.plain()).isEmpty();
    }

    @Test
    void aRateTooLowIsToldFromANetworkThatCannotLearn() {
        BatchFit slow = BatchFit.of(subject(trainer(new Sgd(1e-5), new Dense(32), Activation.RELU, new Dense(3))), 32, 200);
        assertThat(slow.learnt()).isFalse();
        assertThat(slow.learntPlainly()).isTrue();
        BatchFit blind = BatchFit.of(subject(trainer(new Adam(1e-2), (_, x) -> x.times(0), new Dense(3))), 32, 200);
        assertThat(blind.learnt()).isFalse();
        assertThat(blind.learntPlainly()).isFalse();
        assertThat(blind.plain()).hasSize(200);
    }

    @Test
    void ratesAreTriedUntilTheLossRunsAway() {
        RateRange range = RateRange.of(subject(trainer(new Sgd(0.1), new Dense(32), Activation.RELU, new Dense(3))), 100);
        assertThat(range.falls()).isTrue();
        assertThat(range.suggested().orElseThrow()).isBetween(1e-3, 1.0);
        assertThat(range.begins().orElseThrow()).isLessThan(range.suggested().orElseThrow());
        assertThat(range.least().orElseThrow()).isGreaterThan(range.suggested().orElseThrow());
        assertThat(range.rates().getFirst()).isEqualTo(1e-6);
        RateRange wild = RateRange.of(new Subject(trainer(new Sgd(0.1), new Dense(32), Activation.RELU, new Dense(3)), blobs(1000)), 100);
        assertThat(wild.runsAway().orElseThrow()).isLessThan(3e-2);
        assertThat(range.runsAway().orElse(10)).isGreaterThan(wild.runsAway().orElseThrow());
    }

    @Test
    void theMiddleOfTheFallIsSuggested() {
        List<Double> rates = IntStream.range(0, 8).mapToObj(i -> StrictMath.pow(10, i - 6)).toList();
        List<Double> losses = List.of(2.0, 2.0, 1.7, 1.0, 0.5, 0.3, 1.9, 5.0);
        RateRange range = new RateRange(rates, losses, losses);
        assertThat(range.begins()).hasValue(rates.get(2));
        assertThat(range.least()).hasValue(rates.get(5));
        assertThat(range.runsAway()).hasValue(rates.get(6));
        assertThat(range.suggested().orElseThrow()).isCloseTo(StrictMath.pow(10, -2.5), within(1e-9));
        assertThat(new RateRange(rates.subList(0, 2), List.of(2.0, 1.99), List.of(2.0, 1.99)).suggested()).isEmpty();
    }

    @Test
    void unitsThatSayNothingAreCounted() {
        assertThat(UnitHealth.atStart(subject(sound())).layers())
                .singleElement()
                .satisfies(layer -> assertThat(layer.silent()).isZero())
                .satisfies(layer -> assertThat(layer.path()).isEqualTo("2"));
        Tensor bias = Tensor.wrap(Shape.of(8), filled(8, i -> i < 6 ? -1000 : 1000));
        Trainer dead = trainer(new Adam(1e-2), new Dense(8), Activation.RELU, new Dense(3)).weights(Map.of("0.bias", bias));
        assertThat(UnitHealth.atStart(subject(dead)).layers())
                .containsExactly(new UnitHealth.Layer("1", "relu", 8, 6));
        Trainer bent = trainer(new Adam(1e-2), new Dense(8), Activation.TANH, new Dense(3)).weights(Map.of("0.bias", bias));
        assertThat(UnitHealth.trained(subject(bent), bent.start().weights()).layers())
                .containsExactly(new UnitHealth.Layer("1", "tanh", 8, 8));
        Trainer gated = trainer(new Adam(1e-2), new Dense(8), Activation.SILU, new Dense(3)).weights(Map.of("0.bias", bias));
        assertThat(UnitHealth.atStart(subject(gated)).layers()).isEmpty();
    }

    private static Trainer deep(Activation activation, double factor) {
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            layers.addAll(List.<Layer>of(new Dense(16), (_, x) -> x.times(factor), activation));
        }
        layers.add(new Dense(3));
        return trainer(new Adam(1e-3), layers.toArray(Layer[]::new));
    }

    @Test
    void errorsThatVanishOrExplodeOnTheirWayAreSeen() {
        GradientFlow flow = GradientFlow.of(subject(sound()), 5);
        assertThat(flow.layers()).extracting(GradientFlow.Layer::name).containsExactly("0.weight", "4.weight");
        assertThat(flow.reach()).isBetween(1e-2, 1e2);
        assertThat(flow.layers()).allSatisfy(layer -> assertThat(layer.update()).isBetween(1e-3, 0.5));
        assertThat(GradientFlow.of(subject(deep(Activation.RELU, 1)), 2).reach()).isBetween(1e-2, 1e2);
        assertThat(GradientFlow.of(subject(deep(Activation.SIGMOID, 1)), 2).reach()).isLessThan(1e-5);
        assertThat(GradientFlow.of(subject(deep(Activation.IDENTITY, 5)), 2).reach()).isGreaterThan(1e5);
    }

    @Test
    void theFirstValueThatIsNoNumberIsTracedToItsStepAndLayer() {
        assertThat(FaultTrace.of(subject(sound()), 10).fault()).isEmpty();

        Trainer network = trainer(new Sgd(0.1), new Dense(8), Activation.RELU, new Dense(3));
        float[][] rows = points(1);
        rows[7][1] = Float.NaN;
        Dataset broken = ArrayDataset.classified(rows, labels(), List.of("a", "b", "c"));
        assertThat(FaultTrace.of(new Subject(network, broken), 30).fault().orElseThrow().place()).isEqualTo(FaultTrace.Place.INPUT);

        FaultTrace.Fault layer = FaultTrace.of(new Subject(network, blobs(3e38)), 10).fault().orElseThrow();
        assertThat(layer.place()).isIn(FaultTrace.Place.LAYER, FaultTrace.Place.INPUT);

        Trainer root = trainer(new Sgd(0.1), new Dense(8), (_, x) -> x.sqrt(), new Dense(3));
        FaultTrace.Fault fault = FaultTrace.of(subject(root), 10).fault().orElseThrow();
        assertThat(fault).extracting(FaultTrace.Fault::step, FaultTrace.Fault::place, FaultTrace.Fault::name)
                .containsExactly(1, FaultTrace.Place.LAYER, "1");
        assertThat(fault.largest()).isBetween(0.1, 20.0);
    }

    @Test
    void aRateThatIsFarTooHighIsTracedToTheStepAfterWhichWeightsOrLayersOverflow() {
        FaultTrace trace = FaultTrace.of(subject(trainer(new Sgd(1e30), new Dense(8), Activation.RELU, new Dense(3))), 10);
        FaultTrace.Fault fault = trace.fault().orElseThrow();
        assertThat(fault.step()).isEqualTo(2);
        assertThat(fault.place()).isEqualTo(FaultTrace.Place.LAYER);
        assertThat(fault.name()).isEqualTo("2");
        assertThat(fault.largest()).isGreaterThan(1e20);
    }

    @Test
    void aGradientThatIsNoNumberIsToldFromALayer() {
        // |x| has the derivative of its root at 0: infinite, times 0.
        Trainer kink = trainer(new Sgd(0.1), new Dense(4), (_, x) -> x.times(0).sqrt(), new Dense(3));
        FaultTrace.Fault fault = FaultTrace.of(subject(kink), 5).fault().orElseThrow();
        assertThat(fault.place()).isEqualTo(FaultTrace.Place.GRADIENT);
        assertThat(fault.step()).isEqualTo(1);
        assertThat(fault.name()).startsWith("0.");
    }

    @Test
    void labelsThatAModelFindsImprobableLookWrong() {
        int[] labels = IntStream.range(0, 60).map(i -> i % 2).toArray();
        double[][] p = IntStream.range(0, 60).mapToObj(i -> i % 2 == 0 ? new double[] {0.96, 0.04} : new double[] {0.1, 0.9}).toArray(double[][]::new);
        p[2] = new double[] {0.01, 0.99};
        LabelSuspects found = LabelSuspects.of(labels, p);
        assertThat(found.suspects()).containsExactly(new LabelSuspects.Suspect(2, 0, 1, 0.01, 0.99));
        assertThat(found.right()).isCloseTo(59.0 / 60, within(1e-12));
        assertThat(found.usual()).isCloseTo(29 * 0.04 + 0.01, within(1e-9));
    }

    @Test
    void ofAModelThatIsSurerThanRightFewerLabelsLookWrong() {
        var random = new Random(4);
        int[] labels = new int[1000];
        double[][] p = new double[1000][];
        for (int i = 0; i < labels.length; i++) {
            // Right in nine of ten, and sure of all.
            labels[i] = random.nextInt(10) == 0 ? 1 : 0;
            p[i] = i % 2 == 0 ? new double[] {0.999, 0.001} : new double[] {0.001, 0.999};
            labels[i] = i % 2 == 0 ? labels[i] : 1 - labels[i];
        }
        assertThat(LabelSuspects.of(labels, p).suspects()).isEmpty();
    }
}
