package org.madaline.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.madaline.train.EpochMetrics;

/// Curves with a fault, and one without.
class HistoryChecksTest {
    private static Finding check(boolean kept, IntToDoubleFunction training, IntToDoubleFunction validation) {
        List<EpochMetrics> history = IntStream.rangeClosed(1, 40).mapToObj(e -> new EpochMetrics(e, e, 0.1, training.applyAsDouble(e),
                0.5, validation.applyAsDouble(e), 0.5, 1, 1)).toList();
        return HistoryChecks.of(history, kept ? OptionalInt.of(8) : OptionalInt.empty(), 40);
    }

    private static double level(int epoch) {
        return 0.2 + Math.exp(-epoch / 4.0);
    }

    @Test
    void aCurveThatComesToRestIsGood() {
        assertThat(check(false, HistoryChecksTest::level, e -> level(e) + 0.05).level()).isEqualTo(Finding.Level.GOOD);
    }

    @Test
    void aCurveThatStillFallsAsksForMoreEpochs() {
        Finding falling = check(false, e -> 2 - 0.04 * e, e -> 2.1 - 0.04 * e);
        assertThat(falling.level()).isEqualTo(Finding.Level.LOOK);
        assertThat(falling.advice()).contains("--epochs 80");
    }

    @Test
    void aValidationLossThatRisesIsOverfittingUnlessTheBestIsKept() {
        IntToDoubleFunction rising = e -> 1 + (e - 8) * (e - 8) * 0.01;
        assertThat(check(false, HistoryChecksTest::level, rising))
                .matches(f -> f.level() == Finding.Level.WRONG && f.text().contains("after epoch 8 of 40") && f.advice().contains("--patience"));
        assertThat(check(true, HistoryChecksTest::level, rising))
                .matches(f -> f.level() == Finding.Level.GOOD && f.text().endsWith("the model of epoch 8 was kept"));
    }

    @Test
    void whatRanAwayOrStoodStillIsWrong() {
        assertThat(check(false, e -> Math.exp(e), e -> Math.exp(e)).text()).startsWith("diverged");
        assertThat(check(false, e -> e < 40 ? 1 : Double.NaN, e -> 1).text()).startsWith("diverged");
        Finding still = check(false, e -> 1.1 + 0.001 * (e % 3), e -> 1.1);
        assertThat(still.level()).isEqualTo(Finding.Level.WRONG);
        assertThat(still.text()).startsWith("nothing was learnt");
    }
}
