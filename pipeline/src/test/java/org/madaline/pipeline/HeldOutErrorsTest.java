package org.madaline.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.madaline.data.ArrayDataset;

class HeldOutErrorsTest {
    private static NumberAssessment errors(double... errors) {
        return new NumberAssessment(List.of("y"), new double[][] {new double[errors.length]}, new double[][] {errors});
    }

    @Test
    void theReachIsTheErrorOfTheRankThatConformalPredictionAsksFor() {
        ErrorQuantiles nine = ErrorQuantiles.of("test", errors(-9, 8, 7, -6, 5, 4, -3, 2, 1)).get("y");
        // ⌈10 · 0.9⌉ = 9 of 9, ⌈10 · 0.5⌉ = 5, ⌈10 · 0.05⌉ = 1.
        assertThat(nine.reach(0.9)).isEqualTo(9);
        assertThat(nine.reach(0.5)).isEqualTo(5);
        assertThat(nine.reach(0.05)).isEqualTo(1);
        assertThatIllegalArgumentException().isThrownBy(() -> nine.reach(0.95)).withMessageContaining("9 rows").withMessageContaining("0.9 of");
        assertThatIllegalArgumentException().isThrownBy(() -> nine.reach(1)).withMessageContaining("between 0 and 1");
        assertThatIllegalArgumentException().isThrownBy(() -> new ErrorQuantiles("test", 2, List.of(2.0, 1.0)));
    }

    /// Of many rows a thousand errors are kept, and an interval is never narrower than that of all.
    @Test
    void ofManyRowsSomeErrorsAreKept() {
        double[] all = IntStream.rangeClosed(1, 12_345).mapToDouble(i -> i).toArray();
        ErrorQuantiles kept = ErrorQuantiles.of("test", errors(all)).get("y");
        assertThat(kept.errors()).hasSize(1000);
        for (double coverage : new double[] {0.001, 0.1, 0.5, 0.9, 0.99, 0.9999}) {
            assertThat(kept.reach(coverage)).isBetween(Math.ceil(12_346 * coverage), Math.ceil(12_346 * coverage) + 13);
        }
    }

    /// On other rows of the same kind.
    @Test
    void theShareAskedForLiesWithin() {
        var random = new Random(3);
        double within = 0;
        for (int trial = 0; trial < 400; trial++) {
            double reach = ErrorQuantiles.of("test", errors(IntStream.range(0, 60).mapToDouble(_ -> Math.exp(random.nextGaussian())).toArray()))
                    .get("y").reach(0.8);
            within += IntStream.range(0, 100).filter(_ -> Math.exp(random.nextGaussian()) <= reach).count();
        }
        // ⌈61 · 0.8⌉ / 61 = 0.803 are expected.
        assertThat(within / 40_000).isBetween(0.79, 0.816);
    }

    /// Against all thresholds, one after the other.
    @Test
    void noOtherThresholdIsBetter() {
        var random = new Random(5);
        int n = 80;
        int[] labels = IntStream.range(0, n).map(_ -> random.nextInt(4) == 0 ? 1 : 0).toArray();
        double[][] p = Arrays.stream(labels).mapToObj(label -> {
            double q = Math.round(20 * Math.min(1, Math.max(0, 0.2 + 0.25 * label + 0.15 * random.nextGaussian()))) / 20.0;
            return new double[] {1 - q, q};
        }).toArray(double[][]::new);
        var data = ArrayDataset.classified(new float[n][1], labels, List.of("a", "b"));
        var thresholds = DecisionThresholds.of("test", ClassAssessment.of(data, labels, p, List.of("a", "b"))).orElseThrow();
        for (String figure : DecisionThresholds.FIGURES) {
            double reached = figure(figure, labels, p, thresholds.values().get(figure));
            for (double other = 0.0125; other < 1; other += 0.025) {
                assertThat(reached).as(figure + " at " + other).isGreaterThanOrEqualTo(figure(figure, labels, p, other) - 1e-12);
            }
        }
        assertThat(thresholds.values().get("balanced")).isLessThan(0.5);
        assertThat(DecisionThresholds.of("test", ClassAssessment.of(data.subset(IntStream.range(0, n).filter(i -> labels[i] == 0).toArray()),
                new int[(int) Arrays.stream(labels).filter(l -> l == 0).count()], Arrays.copyOf(p, (int) Arrays.stream(labels).filter(l -> l == 0).count()),
                List.of("a", "b")))).isEmpty();
    }

    private static double figure(String name, int[] labels, double[][] p, double threshold) {
        double[][] hits = new double[2][2];
        IntStream.range(0, labels.length).forEach(i -> hits[labels[i]][p[i][1] >= threshold ? 1 : 0]++);
        double r0 = hits[0][0];
        double r1 = hits[1][1];
        double wrong = hits[0][1] + hits[1][0];
        return switch (name) {
            case "accuracy" -> (r0 + r1) / labels.length;
            case "balanced" -> (r0 / (hits[0][0] + hits[0][1]) + r1 / (hits[1][0] + hits[1][1])) / 2;
            default -> (2 * r0 / (2 * r0 + wrong) + 2 * r1 / (2 * r1 + wrong)) / 2;
        };
    }
}
