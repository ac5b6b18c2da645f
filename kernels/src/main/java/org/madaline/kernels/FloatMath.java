package org.madaline.kernels;

import static org.madaline.kernels.constants.FloatConstants.*;

/// The elementary functions in single precision, as polynomials of our own, so that every machine yields the same bits.
///
/// Each function is a fixed sequence of correctly rounded operations without branches on the data, which the vector
/// kernels repeat operation by operation. The stated errors are maxima over all floats, in units in the last place (ulp)
/// of the result. The polynomials are weighted minimax fits of the remainder that the comment names.
public final class FloatMath {
    private FloatMath() {}

    private static float expPolynomial(float x) {
        float p = Fused.fma(EXP_4, x, EXP_3);
        p = Fused.fma(p, x, EXP_2);
        p = Fused.fma(p, x, EXP_1);
        return Fused.fma(p, x, EXP_0);
    }

    private static float logPolynomial(float x) {
        float p = Fused.fma(LOG_8, x, LOG_7);
        p = Fused.fma(p, x, LOG_6);
        p = Fused.fma(p, x, LOG_5);
        p = Fused.fma(p, x, LOG_4);
        p = Fused.fma(p, x, LOG_3);
        p = Fused.fma(p, x, LOG_2);
        p = Fused.fma(p, x, LOG_1);
        return Fused.fma(p, x, LOG_0);
    }

    private static float tanhPolynomial(float x) {
        float p = Fused.fma(TANH_4, x, TANH_3);
        p = Fused.fma(p, x, TANH_2);
        p = Fused.fma(p, x, TANH_1);
        return Fused.fma(p, x, TANH_0);
    }

    private static float erfPolynomial(float x) {
        float p = Fused.fma(ERF_6, x, ERF_5);
        p = Fused.fma(p, x, ERF_4);
        p = Fused.fma(p, x, ERF_3);
        p = Fused.fma(p, x, ERF_2);
        p = Fused.fma(p, x, ERF_1);
        return Fused.fma(p, x, ERF_0);
    }

    private static float erfcLogPolynomial(float x) {
        float p = Fused.fma(ERFC_LOG_9, x, ERFC_LOG_8);
        p = Fused.fma(p, x, ERFC_LOG_7);
        p = Fused.fma(p, x, ERFC_LOG_6);
        p = Fused.fma(p, x, ERFC_LOG_5);
        p = Fused.fma(p, x, ERFC_LOG_4);
        p = Fused.fma(p, x, ERFC_LOG_3);
        p = Fused.fma(p, x, ERFC_LOG_2);
        p = Fused.fma(p, x, ERFC_LOG_1);
        return Fused.fma(p, x, ERFC_LOG_0);
    }

    /// eˣ; error at most 1 ulp.
    ///
    /// @param x any number
    /// @return 0 below -104, ∞ above 88.73; NaN for NaN
    public static float exp(float x) {
        float clamped = x < EXP_MIN ? EXP_MIN : x;
        clamped = clamped > EXP_MAX ? EXP_MAX : clamped;
        float rounded = Fused.fma(clamped, LOG2_E, ROUNDER);
        float n = rounded - ROUNDER;
        float r = Fused.fma(n, -LN2_LOW, Fused.fma(n, -LN2_HIGH, clamped));
        float p = 1 + Fused.fma(r * r, expPolynomial(r), r);
        int exponent = Float.floatToRawIntBits(rounded) - Float.floatToRawIntBits(ROUNDER);
        int half = exponent >> 1;
        // Two factors, since 2ⁿ itself may be too large or subnormal.
        return p * powerOfTwo(half) * powerOfTwo(exponent - half);
    }

    private static float powerOfTwo(int exponent) {
        return Float.intBitsToFloat((exponent + 127) << 23);
    }

    /// ln x; error at most 1 ulp. -∞ at 0, NaN below.
    ///
    /// @param x any number
    /// @return the natural logarithm
    public static float log(float x) {
        boolean tiny = x < Float.MIN_NORMAL;
        int bits = Float.floatToRawIntBits(tiny ? x * 0x1p24f : x);
        int exponent = (bits - SQRT_HALF_BITS) >> 23;
        float f = Float.intBitsToFloat(bits - (exponent << 23)) - 1;
        float n = tiny ? (float) exponent - 24 : (float) exponent;
        float tail = logTail(f);
        float result = Fused.fma(n, LN2_HIGH, f + Fused.fma(n, LN2_LOW, tail));
        result = x < Float.POSITIVE_INFINITY ? result : x;
        result = x == 0 ? Float.NEGATIVE_INFINITY : result;
        return x < 0 ? Float.NaN : result;
    }

    /// ln(1 + f) - f for √½ ≤ 1 + f ≤ √2.
    private static float logTail(float f) {
        float square = f * f;
        return Fused.fma(square * f, logPolynomial(f), square * -0.5f);
    }

    /// ln(1 + t) for 0 ≤ t ≤ 1.
    private static float log1pUnit(float t) {
        boolean large = t > SQRT2_MINUS_1;
        float f = large ? (t - 1) * 0.5f : t;
        float n = large ? 1f : 0f;
        return Fused.fma(n, LN2_HIGH, f + Fused.fma(n, LN2_LOW, logTail(f)));
    }

    /// The logistic function 1 / (1 + e⁻ˣ) (book, eq. 2.13); error at most 3 ulp.
    ///
    /// @param x any number
    /// @return from 0 to 1
    public static float sigmoid(float x) {
        float e = exp(-Math.abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    /// The hyperbolic tangent; error at most 2 ulp.
    ///
    /// @param x any number
    /// @return from -1 to 1
    public static float tanh(float x) {
        float a = Math.abs(x);
        float square = x * x;
        float small = Fused.fma(a * square, tanhPolynomial(square), a);
        float large = 1 - 2 / (exp(a + a) + 1);
        return Math.copySign(a < TANH_SMALL ? small : large, x);
    }

    /// ln(1 + eˣ) without overflow; error at most 3 ulp.
    ///
    /// @param x any number
    /// @return at least 0
    public static float softplus(float x) {
        float positive = x < 0 ? 0 : x;
        return positive + log1pUnit(exp(-Math.abs(x)));
    }

    /// The error function 2/√π ∫₀ˣ e^(-t²) dt; error at most 2 ulp.
    ///
    /// @param x any number
    /// @return from -1 to 1
    public static float erf(float x) {
        float a = Math.abs(x);
        float square = x * x;
        float small = Fused.fma(a, erfPolynomial(square), a);
        float t = a > ERF_ONE ? ERF_ONE : a;
        float large = 1 - exp(-erfcLogPolynomial(t));
        return Math.copySign(a < ERF_SMALL ? small : large, x);
    }

    /// sin x; error at most 2 ulp for all x, also the largest: see [#reduced].
    ///
    /// @param x in radians
    /// @return from -1 to 1; NaN for ±∞
    public static float sin(float x) {
        return turned(x, 0);
    }

    /// cos x; error at most 2 ulp.
    ///
    /// @param x in radians
    /// @return from -1 to 1; NaN for ±∞
    public static float cos(float x) {
        return turned(x, 1);
    }

    /// The sine of x and some quarter turns: x = n π/2 + r, |r| ≤ π/4, by three fused steps, of which the first is exact.
    private static float turned(float x, int quarters) {
        if (Math.abs(x) > ANGLE_MAX) {
            return reduced(x, quarters);
        }
        float rounded = Fused.fma(x, TWO_OVER_PI, ROUNDER);
        float n = rounded - ROUNDER;
        float r = Fused.fma(n, -HALF_PI_1, Fused.fma(n, -HALF_PI_0, x));
        return quarter(x, Fused.fma(n, -HALF_PI_2, r), Float.floatToRawIntBits(rounded) + quarters);
    }

    /// The sine of x and some quarter turns, where r is what is left of x beyond quarter turns, |r| ≤ π/4.
    private static float quarter(float x, float r, int quarters) {
        float square = r * r;
        float sin = Fused.fma(r * square, Fused.fma(Fused.fma(SIN_2, square, SIN_1), square, SIN_0), r);
        // The steps to r lose the sign of 0.
        sin = x == 0 ? x : sin;
        float tail = Fused.fma(Fused.fma(COS_2, square, COS_1), square, COS_0);
        float cos = Fused.fma(square * square, tail, Fused.fma(square, -0.5f, 1));
        float value = (quarters & 1) == 0 ? sin : cos;
        return (quarters & 2) == 0 ? value : -value;
    }

    /// The bits of 2/π, after 32 zeros, in words of 32.
    private static final long[] TWO_OVER_PI_BITS = {0, 0xa2f9836eL, 0x4e441529L, 0xfc2757d1L, 0xf534ddc0L, 0xdb629599L,
        0x3c439041L, 0xfe5163abL, 0xdebbc561L};
    private static final long WORD = 0xffffffffL;

    /// The same for a large x, exactly (Payne and Hanek 1983): of 2/π only the 96 bits count that x = m 2ᵉ moves to the
    /// units of quarter turns modulo 4 and behind the point; the bits before them make whole turns.
    private static float reduced(float x, int quarters) {
        if (Float.isInfinite(x)) {
            return Float.NaN;
        }
        int bits = Float.floatToRawIntBits(x) & Integer.MAX_VALUE;
        long m = bits & 0x7fffff | 0x800000;
        int first = (bits >>> 23) - 150 + 30;
        long low = m * word(first + 64);
        long middle = m * word(first + 32) + (low >>> 32);
        long top = m * word(first) + (middle >>> 32) << 32 | middle & WORD;
        // The top two bits are quarter turns, rounded by the third; the rest is the signed fraction of one.
        int n = (int) (top + (1L << 61) >>> 62);
        double r = (top << 2 | (low & WORD) >>> 30) * (0x1p-64 * Math.PI / 2);
        return x < 0 ? quarter(x, (float) -r, quarters - n) : quarter(x, (float) r, quarters + n);
    }

    /// 32 bits of 2/π from a bit on.
    private static long word(int bit) {
        return (TWO_OVER_PI_BITS[bit >> 5] << 32 | TWO_OVER_PI_BITS[(bit >> 5) + 1]) << (bit & 31) >>> 32;
    }

    /// xʸ with the special cases of C: x⁰ = 1ʸ = 1 for any x and y, and (-1)^±∞ = 1; a negative x has a power where y is
    /// whole, with x's sign where y is odd, else NaN; ±0 and ±∞ as in C.
    ///
    /// @param x the base
    /// @param y the exponent
    /// @return the power; error at most 2 + |y ln x| / 4 ulp
    public static float pow(float x, float y) {
        float power = powOfSize(Math.abs(x), y);
        boolean whole = isWhole(Math.abs(y));
        boolean odd = whole && !isWhole(Math.abs(y) * 0.5f);
        float signed = odd && Float.floatToRawIntBits(x) < 0 ? -power : power;
        signed = x < 0 && x > Float.NEGATIVE_INFINITY && !whole ? Float.NaN : signed;
        boolean unit = y == 0 || x == 1 || x == -1 && Float.isInfinite(y);
        return unit ? 1 : signed;
    }

    /// Whether y ≥ 0 has no fraction: beyond 2²³ no float has.
    private static boolean isWhole(float y) {
        return y >= WHOLE || y + WHOLE - WHOLE == y;
    }

    /// xʸ for x ≥ 0, as e^(y ln x) with the logarithm in two floats; error at most 2 + |y ln x| / 4 ulp.
    private static float powOfSize(float x, float y) {
        boolean tiny = x < Float.MIN_NORMAL;
        int bits = Float.floatToRawIntBits(tiny ? x * 0x1p24f : x);
        int exponent = (bits - SQRT_HALF_BITS) >> 23;
        float f = Float.intBitsToFloat(bits - (exponent << 23)) - 1;
        float n = tiny ? (float) exponent - 24 : (float) exponent;
        float high = n * LN2_HIGH;
        float sum = high + f;
        // n = 0 or |high| > |f|: the rounding error of the sum is known exactly.
        float low = (high - sum) + f + Fused.fma(n, LN2_LOW, logTail(f));
        low = n == 0 ? logTail(f) : low;
        float log = sum + low;
        float rest = (sum - log) + low;
        boolean regular = x > 0 && x < Float.POSITIVE_INFINITY;
        log = regular ? log : log(x);
        float product = y * log;
        float error = Fused.fma(y, log, -product) + y * rest;
        float power = exp(product);
        float scaled = Fused.fma(power, error, power);
        // An infinite power stays so: its correction would be ∞ - ∞.
        boolean finite = regular && Math.abs(product) < EXP_MAX && power < Float.POSITIVE_INFINITY;
        return finite ? scaled : power;
    }
}
