package org.madaline.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.madaline.kernels.CounterRandom;

class ToldValuesTest {
    /// Forty values with a hundred rows each; the second class is met with the given probability.
    private static int[][] drawn(long seed, java.util.function.IntToDoubleFunction share) {
        int[][] counts = new int[40][2];
        long key = CounterRandom.key(seed, "told");
        for (int i = 0; i < 4000; i++) {
            counts[i / 100][CounterRandom.uniform(key, 0, i) < share.applyAsDouble(i / 100) ? 1 : 0]++;
        }
        return counts;
    }

    @Test
    void chanceAndASlopeAreNoMeaning() {
        assertThat(IntStream.range(0, 200).filter(seed -> ToldValues.differ(drawn(seed, _ -> 0.15))).count()).isLessThanOrEqualTo(1);
        assertThat(IntStream.range(0, 200).filter(seed -> ToldValues.differ(drawn(seed, v -> 0.1 + v / 50.0))).count()).isLessThanOrEqualTo(1);
        assertThat(ToldValues.differ(new int[0][2])).isFalse();
        assertThat(ToldValues.differ(new int[5][1])).isFalse();
    }

    @Test
    void valuesThatAreUnlikeTheirNeighboursAre() {
        assertThat(ToldValues.differ(drawn(1, v -> v % 3 == 0 ? 0.6 : 0.2))).isTrue();
        assertThat(ToldValues.differ(drawn(1, v -> v == 20 ? 0.9 : 0.1))).isTrue();
    }
}
