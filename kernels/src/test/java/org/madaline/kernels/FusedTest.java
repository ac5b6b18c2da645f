package org.madaline.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// The fused multiply-add in software against the definition, [Math#fma].
class FusedTest {
    private static final float[] SPECIAL = {
        0f, -0f, 1f, -1f, 3f, 1f / 3, Float.MIN_VALUE, -Float.MIN_VALUE, 3 * Float.MIN_VALUE, Float.MIN_NORMAL,
        -Float.MIN_NORMAL, Math.nextDown(Float.MIN_NORMAL), Float.MAX_VALUE, -Float.MAX_VALUE, Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY, Float.NaN, Math.nextUp(1f), Math.nextDown(1f), 0x1p-75f, 0x1p-74f, 0x1p-24f, 0x1p-25f,
        0x1p127f, 0x1.fffffep-1f, 0x1.800002p-126f
    };

    private static void same(float a, float b, float c) {
        if (Float.floatToIntBits(Fused.inSoftware(a, b, c)) != Float.floatToIntBits(Math.fma(a, b, c))) {
            assertThat(Fused.inSoftware(a, b, c)).as("%a * %a + %a", a, b, c).isEqualTo(Math.fma(a, b, c));
        }
    }

    @Test
    void specialValues() {
        for (float a : SPECIAL) {
            for (float b : SPECIAL) {
                for (float c : SPECIAL) {
                    same(a, b, c);
                }
            }
        }
    }

    @Test
    void millionsOfRandomValues() {
        var random = new SplittableRandom(7);
        // Fewer where the reference itself is slow.
        int count = Fused.HARDWARE ? 10_000_000 : 100_000;
        for (int i = 0; i < count; i++) {
            float a = Float.intBitsToFloat(random.nextInt());
            float b = Float.intBitsToFloat(random.nextInt());
            float product = a * b;
            same(a, b, switch (i % 4) {
                case 0 -> Float.intBitsToFloat(random.nextInt());
                // Cancellation, and sums that lie at the middle between two floats.
                case 1 -> -product * (1 + random.nextInt(5) * 0x1p-23f);
                case 2 -> product * Math.scalb(1f, random.nextInt(60) - 30);
                default -> Math.scalb(product, random.nextInt(-30, 30)) * (random.nextBoolean() ? 1 : -1);
            });
        }
    }

    @Test
    void theProcessorIsAsked() {
        assertThat(Fused.notice().isPresent()).isEqualTo(!Fused.HARDWARE);
        assertThat(Fused.fma(3, 5, 7)).isEqualTo(22);
    }
}
