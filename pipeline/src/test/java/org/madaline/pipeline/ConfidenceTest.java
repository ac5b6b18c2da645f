package org.madaline.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.madaline.kernels.CounterRandom;

/// Intervals beside those of theory.
class ConfidenceTest {
    /// Values of the textbook formula.
    @Test
    void sharesHaveWilsonsInterval() {
        Confidence most = Confidence.share(0.9, 50);
        assertThat(most.low()).isCloseTo(0.7864, within(5e-5));
        assertThat(most.high()).isCloseTo(0.9565, within(5e-5));
        Confidence all = Confidence.share(1, 10);
        assertThat(all.low()).isCloseTo(0.7225, within(5e-5));
        assertThat(all.high()).isCloseTo(1, within(1e-12));
        assertThat(Confidence.share(0, 10).low()).isZero();
    }

    /// The root mean square of normal errors of n examples deviates by about σ / √(2n).
    @Test
    void theBootstrapAgreesWithTheory() {
        int n = 2_000;
        double[][] actual = new double[1][n];
        double[][] predicted = new double[1][n];
        for (int i = 0; i < n; i++) {
            actual[0][i] = i % 10;
            predicted[0][i] = i % 10 + 2 * CounterRandom.normal(CounterRandom.key(1, "errors"), 0, i);
        }
        var assessment = new NumberAssessment(List.of("y"), actual, predicted);
        Map<String, Confidence> sure = Confidence.of(assessment, 1);
        double rmse = assessment.figures().get("RMSE");
        double reach = 1.96 * 2 / Math.sqrt(2.0 * n);
        assertThat(sure.get("RMSE").low()).isCloseTo(rmse - reach, within(0.25 * reach));
        assertThat(sure.get("RMSE").high()).isCloseTo(rmse + reach, within(0.25 * reach));
        assertThat(sure).containsOnlyKeys("RMSE", "MAE", "R2").isEqualTo(Confidence.of(assessment, 1));
    }
}
