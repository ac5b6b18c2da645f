package org.madaline.kernels.constants;

/// The numbers of the approximations of [org.madaline.kernels.FloatMath], which the vector kernels share.
/// NAME_i belongs to the i-th power.
public final class FloatConstants {
    private FloatConstants() {}

    /// Adding and subtracting 1.5 · 2²³ rounds to the nearest integer, which then stands in the low bits.
    public static final float ROUNDER = 12582912f;
    /// 1 / ln 2, which turns powers of e into powers of 2.
    public static final float LOG2_E = 1.4426950408889634f;
    /// ln 2 cut to 15 bits, so that n · LN2_HIGH is exact for any exponent n.
    public static final float LN2_HIGH = 0.693145751953125f;
    /// ln 2 - LN2_HIGH.
    public static final float LN2_LOW = 1.4286068203094173e-6f;
    /// Above this eˣ is infinite.
    public static final float EXP_MAX = 89f;
    /// Below this eˣ is zero.
    public static final float EXP_MIN = -105f;
    // (eʳ - 1 - r) / r² for |r| ≤ ln 2 / 2
    public static final float EXP_0 = 0.5f;
    public static final float EXP_1 = 0.16666512f;
    public static final float EXP_2 = 0.041666187f;
    public static final float EXP_3 = 0.0083695995f;
    public static final float EXP_4 = 0.0013951707f;
    /// The bits of √½, which parts the mantissas that log halves.
    public static final int SQRT_HALF_BITS = 0x3f3504f3;
    /// √2 - 1: above this, ln(1 + t) is taken of (1 + t) / 2.
    public static final float SQRT2_MINUS_1 = 0.41421356f;
    // (ln(1 + f) - f + f²/2) / f³ for √½ ≤ 1 + f ≤ √2
    public static final float LOG_0 = 0.3333331f;
    public static final float LOG_1 = -0.24999987f;
    public static final float LOG_2 = 0.20002227f;
    public static final float LOG_3 = -0.1666925f;
    public static final float LOG_4 = 0.14218655f;
    public static final float LOG_5 = -0.12384377f;
    public static final float LOG_6 = 0.118730284f;
    public static final float LOG_7 = -0.11789661f;
    public static final float LOG_8 = 0.06915079f;
    /// Below this tanh is its own polynomial, from here on it follows from e²ˣ.
    public static final float TANH_SMALL = 0.625f;
    // (tanh x / x - 1) / x² in powers of x², |x| < 0.625
    public static final float TANH_0 = -0.33333284f;
    public static final float TANH_1 = 0.13331491f;
    public static final float TANH_2 = -0.05374348f;
    public static final float TANH_3 = 0.02065054f;
    public static final float TANH_4 = -0.0057169963f;
    /// Below this erf is its own polynomial, from here on 1 - exp of another.
    public static final float ERF_SMALL = 0.92f;
    /// From here on, 2²³, floats are whole.
    public static final float WHOLE = 8388608f;
    /// From here on erf is 1 in single precision.
    public static final float ERF_ONE = 4f;
    // erf x / x - 1 in powers of x², |x| < 0.92
    public static final float ERF_0 = 0.12837917f;
    public static final float ERF_1 = -0.37612635f;
    public static final float ERF_2 = 0.11283703f;
    public static final float ERF_3 = -0.026859798f;
    public static final float ERF_4 = 0.00520196f;
    public static final float ERF_5 = -0.0008152625f;
    public static final float ERF_6 = 8.4099076e-05f;
    // -ln(1 - erf x), 0.92 ≤ x ≤ 4
    public static final float ERFC_LOG_0 = -8.5943335e-05f;
    public static final float ERFC_LOG_1 = 1.1289797f;
    public static final float ERFC_LOG_2 = 0.6347535f;
    public static final float ERFC_LOG_3 = 0.10616737f;
    public static final float ERFC_LOG_4 = -0.023122689f;
    public static final float ERFC_LOG_5 = 0.0029406322f;
    public static final float ERFC_LOG_6 = 5.951893e-05f;
    public static final float ERFC_LOG_7 = -0.00010340469f;
    public static final float ERFC_LOG_8 = 1.7862081e-05f;
    public static final float ERFC_LOG_9 = -1.1107496e-06f;
    /// 2/π, which counts quarter turns.
    public static final float TWO_OVER_PI = 0.63661975f;
    /// π/2 as the sum of three floats: the first part.
    public static final float HALF_PI_0 = 1.5707964f;
    /// The second part of π/2.
    public static final float HALF_PI_1 = -4.371139e-08f;
    /// The third part of π/2.
    public static final float HALF_PI_2 = -1.7151245e-15f;
    /// Up to here three floats of π/2 are enough to find the place of an angle in its quarter turn.
    public static final float ANGLE_MAX = 32768f;
    // (sin r / r - 1) / r² in powers of r², |r| ≤ π/4
    public static final float SIN_0 = -0.16666655f;
    public static final float SIN_1 = 0.008332191f;
    public static final float SIN_2 = -0.000195186f;
    // (cos r - 1 + r²/2) / r⁴ in powers of r², |r| ≤ π/4
    public static final float COS_0 = 0.041666646f;
    public static final float COS_1 = -0.0013887301f;
    public static final float COS_2 = 2.4430661e-05f;
}
