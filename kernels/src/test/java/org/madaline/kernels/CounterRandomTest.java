package org.madaline.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CounterRandomTest {
    private static final long KEY = CounterRandom.key(1, "test");
    private static final int N = 200_000;

    @Test
    void uniformNumbersAreUniformAndUncorrelated() {
        for (int step = 0; step < 4; step++) {
            int[] bins = new int[256];
            double sum = 0;
            double neighbours = 0;
            double steps = 0;
            for (int i = 0; i < N; i++) {
                float u = CounterRandom.uniform(KEY, step, i);
                assertThat(u).isBetween(0f, 0.99999994f);
                bins[(int) (u * 256)]++;
                sum += u;
                neighbours += (u - 0.5) * (CounterRandom.uniform(KEY, step, i + 1) - 0.5);
                steps += (u - 0.5) * (CounterRandom.uniform(KEY, step + 1, i) - 0.5);
            }
            double chi = Arrays.stream(bins).mapToDouble(b -> Math.pow(b - N / 256.0, 2) / (N / 256.0)).sum();
            // Five standard deviations of each statistic.
            assertThat(chi).isBetween(255 - 5 * Math.sqrt(510), 255 + 5 * Math.sqrt(510));
            assertThat(sum / N).isCloseTo(0.5, within(5 * Math.sqrt(1.0 / 12 / N)));
            assertThat(neighbours / N).isCloseTo(0, within(5.0 / 12 / Math.sqrt(N)));
            assertThat(steps / N).isCloseTo(0, within(5.0 / 12 / Math.sqrt(N)));
        }
    }

    @Test
    void everyBitFlipsHalfOfTheBits() {
        for (int bit = 0; bit < 32; bit++) {
            long flips = 0;
            for (int i = 0; i < 4096; i++) {
                long stream = CounterRandom.stream(KEY, i);
                flips += Integer.bitCount(
                        (CounterRandom.bits(stream, i) ^ CounterRandom.bits(stream, i ^ (1 << bit))) >>> 8);
            }
            assertThat(flips / 4096.0 / 24).as("index bit " + bit).isCloseTo(0.5, within(0.03));
        }
    }

    @Test
    void normalNumbersHaveTheirMoments() {
        double sum = 0;
        double square = 0;
        double fourth = 0;
        for (int i = 0; i < N; i++) {
            double z = CounterRandom.normal(KEY, 0, i);
            sum += z;
            square += z * z;
            fourth += z * z * z * z;
        }
        assertThat(sum / N).isCloseTo(0, within(0.012));
        assertThat(square / N).isCloseTo(1, within(0.016));
        assertThat(fourth / N).isCloseTo(3, within(0.12));
    }

    @Test
    void permutationsHoldEachNumberOnceAndDiffer() {
        int[] first = CounterRandom.permutation(KEY, 0, 1000);
        assertThat(first).containsExactlyInAnyOrder(IntStream.range(0, 1000).toArray());
        assertThat(CounterRandom.permutation(KEY, 0, 1000)).isEqualTo(first);
        assertThat(CounterRandom.permutation(KEY, 1, 1000)).isNotEqualTo(first);
        assertThat(CounterRandom.permutation(CounterRandom.key(2, "test"), 0, 1000)).isNotEqualTo(first);
    }

    @Test
    void keysDifferByPurpose() {
        assertThat(CounterRandom.key(1, "ab")).isNotEqualTo(CounterRandom.key(1, "ba"));
        assertThat(CounterRandom.key(1, 2)).isNotEqualTo(CounterRandom.key(2, 1));
    }

    @Test
    void theNumbersNeverChange() {
        // A change here would change every trained model.
        assertThat(CounterRandom.uniform(CounterRandom.key(1, "dropout1"), 7, 12345)).isEqualTo(0.7530308f);
    }
}
