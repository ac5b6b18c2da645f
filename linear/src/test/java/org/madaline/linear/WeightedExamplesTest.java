package org.madaline.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.madaline.data.ArrayDataset;
import org.madaline.data.Dataset;
import org.madaline.kernels.CounterRandom;
import org.madaline.tensor.Shape;
import org.madaline.train.Penalty;

/// A data set's weights count in every linear model: an example of weight k is that example k times.
class WeightedExamplesTest {
    private static final int M = 90;
    private static final int D = 3;

    private static float noise(int i) {
        return CounterRandom.uniform(CounterRandom.key(4, "noise"), 0, i);
    }

    /// Row i of each, `times[i]` times.
    private static Dataset rows(int classes, int... times) {
        int[] rows = IntStream.range(0, M).flatMap(i -> IntStream.range(0, times[i]).map(_ -> i)).toArray();
        float[] x = new float[rows.length * D];
        float[] y = new float[rows.length];
        for (int r = 0; r < rows.length; r++) {
            for (int j = 0; j < D; j++) {
                x[r * D + j] = noise(rows[r] * D + j);
            }
            float score = 3 * x[r * D] - x[r * D + 1] + noise(1000 + rows[r]);
            y[r] = classes == 0 ? score : Math.clamp((int) score, 0, classes - 1);
        }
        List<String> names = IntStream.range(0, classes).mapToObj(k -> "class " + k).toList();
        return new ArrayDataset(rows.length, Shape.of(D), Shape.SCALAR, x, y, names);
    }

    private static int[] times() {
        return IntStream.range(0, M).map(i -> i * 7 % 4).toArray();
    }

    private static Dataset weighted(int classes) {
        float[] weights = new float[M];
        int[] times = times();
        for (int i = 0; i < M; i++) {
            weights[i] = times[i];
        }
        int[] once = new int[M];
        Arrays.fill(once, 1);
        return rows(classes, once).withWeights(weights);
    }

    private static void requireEqual(LinearModel weighted, LinearModel repeated, LinearModel once) {
        assertThat(weighted.weights()).containsExactly(repeated.weights(), within(1e-5));
        assertThat(weighted.intercepts()).containsExactly(repeated.intercepts(), within(1e-5));
        assertThat(Math.abs(weighted.weights()[0] - once.weights()[0])).isGreaterThan(1e-3);
    }

    private static Dataset unweighted(int classes) {
        int[] once = new int[M];
        Arrays.fill(once, 1);
        return rows(classes, once);
    }

    @Test
    void ofClasses() {
        for (Solver solver : List.of(new Newton(), new Lbfgs())) {
            for (ClassWeights classes : List.of(ClassWeights.EQUAL, ClassWeights.BALANCED)) {
                Settings settings = Settings.DEFAULT.withPenalty(Penalty.l2(0.5)).withSolver(solver).withClassWeights(classes);
                for (Classifier c : List.of(new SoftmaxRegression(settings), new OneVsRest(settings))) {
                    requireEqual(c.fit(weighted(3)), c.fit(rows(3, times())), c.fit(unweighted(3)));
                }
                var logistic = new LogisticRegression(settings);
                requireEqual(logistic.fit(weighted(2)), logistic.fit(rows(2, times())), logistic.fit(unweighted(2)));
            }
        }
        Settings lasso = Settings.DEFAULT.withPenalty(Penalty.elasticNet(0.5, 0.5));
        var logistic = new LogisticRegression(lasso);
        requireEqual(logistic.fit(weighted(2)), logistic.fit(rows(2, times())), logistic.fit(unweighted(2)));
    }

    @Test
    void ofNumbers() {
        for (Penalty penalty : List.of(Penalty.NONE, Penalty.l2(2), Penalty.l1(0.5))) {
            var regression = new LinearRegression(Settings.DEFAULT.withPenalty(penalty));
            requireEqual(regression.fit(weighted(0)), regression.fit(rows(0, times())), regression.fit(unweighted(0)));
        }
    }

    /// Σ sxy / (Σ sx² + l2), for one feature and no intercept.
    @Test
    void oneWeightedCoefficientIsThatOfTheFormula() {
        float[] x = {1, 2, -1, 0.5f};
        float[] y = {2, 3, 1, -1};
        Dataset data = new ArrayDataset(4, Shape.of(1), Shape.SCALAR, x, y, List.of()).withWeights(0.5f, 2, 1.25f, 0);
        var regression = new LinearRegression(Settings.DEFAULT.withPenalty(Penalty.l2(0.75)).withoutIntercept());
        assertThat(regression.fit(data).weights()[0]).isCloseTo((1 + 12 - 1.25) / (0.5 + 8 + 1.25 + 0.75), within(1e-12));
    }
}
