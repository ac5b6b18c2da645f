package org.madaline.kernels;

import java.util.Optional;

/// The fused multiply-add a · b + c in single precision, rounded once, on every processor.
///
/// Where the processor has no such instruction, [Math#fma] computes with decimal numbers of any length and is thousands
/// of times slower; there the same bits come from double precision.
public final class Fused {
    /// Whether [Math#fma] is an instruction here. Measured: both ways yield the same bits, so only speed hangs on it.
    public static final boolean HARDWARE = isFast();

    /// An instruction takes some 50 ns even where its caller is interpreted, decimal numbers some 10 µs.
    private static final long SLOW_NANOS = 1000;

    private Fused() {}

    /// a · b + c, rounded once.
    ///
    /// @param a a factor
    /// @param b a factor
    /// @param c a summand
    /// @return the same bits as [Math#fma(float, float, float)]
    public static float fma(float a, float b, float c) {
        return HARDWARE ? Math.fma(a, b, c) : inSoftware(a, b, c);
    }

    /// The same from double precision. The product of two floats is exact there. The sum is rounded to odd: where it is
    /// not exact, its last bit is set. With more than 2 · 24 + 1 bits, rounding that to single precision is rounding the
    /// exact sum (Boldo and Melquiond 2008).
    static float inSoftware(float a, float b, float c) {
        double product = (double) a * b;
        double sum = product + c;
        // What rounding took from the sum, exactly; not a number where the sum is infinite.
        double back = sum - product;
        double error = (product - (sum - back)) + (c - back);
        long bits = Double.doubleToRawLongBits(sum);
        if ((bits & 1) == 0 && (error > 0 || error < 0)) {
            // To the neighbour on the side of the exact sum, whose last bit is set.
            bits += error > 0 == bits >= 0 ? 1 : -1;
        }
        return (float) Double.longBitsToDouble(bits);
    }

    /// One line for the user where the processor has no such instruction.
    ///
    /// @return empty where the processor has it
    public static Optional<String> notice() {
        return HARDWARE
                ? Optional.empty()
                : Optional.of("this processor (or this Java) has no fused multiply-add instruction: Madaline runs on its"
                        + " portable kernels and computes it in software, with the same results, many times slower");
    }

    private static boolean isFast() {
        float value = 0.1f;
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 10; i++) {
            long start = System.nanoTime();
            for (int j = 0; j < 10; j++) {
                value = Math.fma(value, 0.3f, 0.7f);
            }
            best = Math.min(best, System.nanoTime() - start);
        }
        // The value is used, so that nothing is left out.
        return best < 10 * SLOW_NANOS || value == 0;
    }
}
