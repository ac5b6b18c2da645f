package org.madaline.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.madaline.metric.Average;
import org.madaline.metric.Classification;
import org.madaline.metric.ConfusionMatrix;
import org.madaline.metric.Regression;
import org.madaline.metric.RocCurve;

/// Whole weights against repetitions, of which the usual figures are taken.
class WeightedFiguresTest {
    private static final int[] WEIGHTS = {1, 0, 3, 2, 1, 4, 0, 2, 1, 1};
    private static final int[] REPEATED = IntStream.range(0, 10).flatMap(i -> IntStream.generate(() -> i).limit(WEIGHTS[i])).toArray();
    private static final WeightedFigures FIGURES = new WeightedFigures(Arrays.stream(WEIGHTS).asDoubleStream().toArray());

    @Test
    void figuresOfClassesAreThoseOfRepetitions() {
        int[] labels = {0, 1, 1, 0, 1, 0, 0, 1, 1, 0};
        double[] p = {0.2, 1, 0.7, 0.7, 0.4, 0.1, 0, 0.7, 0.9, 0.6};
        double[][] probabilities = Arrays.stream(p).mapToObj(v -> new double[] {1 - v, v}).toArray(double[][]::new);
        int[] l = Arrays.stream(REPEATED).map(i -> labels[i]).toArray();
        double[][] q = Arrays.stream(REPEATED).mapToObj(i -> probabilities[i]).toArray(double[][]::new);
        boolean[] positive = new boolean[l.length];
        IntStream.range(0, l.length).forEach(i -> positive[i] = l[i] == 1);
        var matrix = ConfusionMatrix.of(l, Arrays.stream(q).mapToInt(Classification::argMax).toArray(), List.of("a", "b"));
        Map<String, Double> figures = FIGURES.ofClasses(labels, probabilities);
        assertThat(figures.keySet()).containsExactly("accuracy", "balanced accuracy", "log loss", "F1", "AUC");
        assertThat(figures.values()).usingElementComparator((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : 1).containsExactly(
                matrix.accuracy(), (matrix.recall(0) + matrix.recall(1)) / 2, Classification.logLoss(l, q), matrix.f1(Average.MACRO),
                RocCurve.of(positive, Arrays.stream(q).mapToDouble(row -> row[1]).toArray()).area());
    }

    @Test
    void figuresOfNumbersAreThoseOfRepetitions() {
        double[] actual = {1, 50, 3, 4, 5, 2, -40, 8, 9, 1};
        double[] predicted = {1.5, 0, 2, 4, 6, 2.5, 7, 8.25, 7, 1};
        double[] a = Arrays.stream(REPEATED).mapToDouble(i -> actual[i]).toArray();
        double[] b = Arrays.stream(REPEATED).mapToDouble(i -> predicted[i]).toArray();
        assertThat(FIGURES.ofNumbers(actual, predicted)).usingComparatorWithPrecision(1e-12).containsExactly(
                Math.sqrt(Regression.meanSquaredError(a, b)), Regression.meanAbsoluteError(a, b), Regression.r2(a, b));
        var weighted = new NumberAssessment(List.of("y"), new double[][] {actual}, new double[][] {predicted}, Optional.of(FIGURES.weights()), Optional.empty());
        var half = IntStream.of(REPEATED).filter(i -> i < 5).toArray();
        assertThat(weighted.subset(0, 1, 2, 3, 4).figures().get("MAE")).isEqualTo(
                new NumberAssessment(List.of("y"), new double[][] {actual}, new double[][] {predicted}).subset(half).figures().get("MAE"));
    }
}
