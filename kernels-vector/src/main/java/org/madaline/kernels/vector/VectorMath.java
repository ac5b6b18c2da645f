package org.madaline.kernels.vector;

import static jdk.incubator.vector.FloatVector.fromArray;
import static org.madaline.kernels.constants.FloatConstants.*;
import static org.madaline.kernels.vector.Lanes.COUNT;
import static org.madaline.kernels.vector.Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import org.madaline.kernels.block.Scratch;

/// The functions of [org.madaline.kernels.FloatMath] on vectors: the same operations in the same order.
///
/// What several functions need, e to the power x and the tail of the logarithm, is a loop of its own, since no method
/// here takes a vector (see [VectorLoops]). So the others go over pieces that stay in the first-level cache: a loop
/// before it, into scratch memory, and a loop after it. As everywhere, `n` is a multiple of the lanes, and y may be one
/// of the operands.
final class VectorMath {
    /// The elements of a piece.
    private static final int PIECE = 512;
    /// The offsets in scratch memory of the values that wait between the loops.
    private static final int F = 0;
    private static final int TAIL = PIECE;
    private static final int N = 2 * PIECE;
    private static final int SIZE = 3 * PIECE;
    private static final int SCRATCH = 4 * PIECE;
    /// In their place, for a power: the product b ln a, its rounding error, and the power without it.
    private static final int PRODUCT = F;
    private static final int ERROR = TAIL;
    private static final int POWER = N;

    private VectorMath() {}

    /// y = eᵃ.
    static void exp(float[] a, int ao, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = fromArray(FLOATS, a, ao + i);
            FloatVector clamped = x.blend(EXP_MIN, x.lt(EXP_MIN));
            clamped = clamped.blend(EXP_MAX, clamped.compare(VectorOperators.GT, EXP_MAX));
            FloatVector rounded = clamped.fma(x.broadcast(LOG2_E), x.broadcast(ROUNDER));
            FloatVector whole = rounded.sub(ROUNDER);
            FloatVector r = whole.fma(x.broadcast(-LN2_HIGH), clamped);
            r = whole.fma(x.broadcast(-LN2_LOW), r);
            FloatVector p = r.fma(x.broadcast(EXP_4), x.broadcast(EXP_3));
            p = p.fma(r, x.broadcast(EXP_2));
            p = p.fma(r, x.broadcast(EXP_1));
            p = p.fma(r, x.broadcast(EXP_0));
            p = r.mul(r).fma(p, r).add(1);
            IntVector exponent = rounded.reinterpretAsInts().sub(Float.floatToRawIntBits(ROUNDER));
            IntVector half = exponent.lanewise(VectorOperators.ASHR, 1);
            IntVector rest = exponent.sub(half);
            // Two factors, since 2ⁿ itself may be too large or subnormal.
            p = p.mul(half.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats());
            p = p.mul(rest.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats());
            p.intoArray(y, yo + i);
        }
    }

    /// tail = ln(1 + f) - f.
    private static void logTail(float[] t, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector f = fromArray(FLOATS, t, F + i);
            FloatVector p = f.fma(f.broadcast(LOG_8), f.broadcast(LOG_7));
            p = p.fma(f, f.broadcast(LOG_6));
            p = p.fma(f, f.broadcast(LOG_5));
            p = p.fma(f, f.broadcast(LOG_4));
            p = p.fma(f, f.broadcast(LOG_3));
            p = p.fma(f, f.broadcast(LOG_2));
            p = p.fma(f, f.broadcast(LOG_1));
            p = p.fma(f, f.broadcast(LOG_0));
            FloatVector square = f.mul(f);
            square.mul(f).fma(p, square.mul(-0.5f)).intoArray(t, TAIL + i);
        }
    }

    /// The parts of a logarithm: a = 2ⁿ (1 + f).
    private static void logParts(float[] a, int ao, float[] t, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = fromArray(FLOATS, a, ao + i);
            VectorMask<Float> tiny = x.lt(Float.MIN_NORMAL);
            IntVector bits = x.blend(x.mul(0x1p24f), tiny).reinterpretAsInts();
            IntVector exponent = bits.sub(SQRT_HALF_BITS).lanewise(VectorOperators.ASHR, 23);
            FloatVector f = bits.sub(exponent.lanewise(VectorOperators.LSHL, 23)).reinterpretAsFloats();
            f.sub(1).intoArray(t, F + i);
            FloatVector count = (FloatVector) exponent.convertShape(VectorOperators.I2F, FLOATS, 0);
            count.blend(count.sub(24), tiny).intoArray(t, N + i);
        }
        logTail(t, n);
    }

    static void log(float[] a, int ao, float[] y, int yo, int n) {
        float[] t = Scratch.get().functions(SCRATCH);
        for (int p = 0; p < n; p += PIECE) {
            int length = Math.min(PIECE, n - p);
            logParts(a, ao + p, t, length);
            logSum(a, ao + p, t, y, yo + p, length);
        }
    }

    private static void logSum(float[] a, int ao, float[] t, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = fromArray(FLOATS, a, ao + i);
            FloatVector count = fromArray(FLOATS, t, N + i);
            FloatVector low = count.fma(x.broadcast(LN2_LOW), fromArray(FLOATS, t, TAIL + i));
            FloatVector result = count.fma(x.broadcast(LN2_HIGH), fromArray(FLOATS, t, F + i).add(low));
            result = x.blend(result, x.lt(Float.POSITIVE_INFINITY));
            result = result.blend(Float.NEGATIVE_INFINITY, x.eq(0));
            result.blend(Float.NaN, x.lt(0)).intoArray(y, yo + i);
        }
    }

    static void sigmoid(float[] a, int ao, float[] y, int yo, int n) {
        float[] t = Scratch.get().functions(SCRATCH);
        for (int p = 0; p < n; p += PIECE) {
            int length = Math.min(PIECE, n - p);
            expOfNegative(a, ao + p, t, length);
            sigmoidQuotient(a, ao + p, t, y, yo + p, length);
        }
    }

    /// t = e to the power -|a|.
    private static void expOfNegative(float[] a, int ao, float[] t, int n) {
        for (int i = 0; i < n; i += COUNT) {
            fromArray(FLOATS, a, ao + i).abs().neg().intoArray(t, i);
        }
        exp(t, 0, t, 0, n);
    }

    private static void sigmoidQuotient(float[] a, int ao, float[] t, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector e = fromArray(FLOATS, t, i);
            e.broadcast(1).blend(e, fromArray(FLOATS, a, ao + i).lt(0)).div(e.add(1)).intoArray(y, yo + i);
        }
    }

    static void tanh(float[] a, int ao, float[] y, int yo, int n) {
        float[] t = Scratch.get().functions(SCRATCH);
        for (int p = 0; p < n; p += PIECE) {
            int length = Math.min(PIECE, n - p);
            twice(a, ao + p, t, length);
            exp(t, 0, t, 0, length);
            tanhChoice(a, ao + p, t, y, yo + p, length);
        }
    }

    private static void twice(float[] a, int ao, float[] t, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = fromArray(FLOATS, a, ao + i).abs();
            x.add(x).intoArray(t, i);
        }
    }

    private static void tanhChoice(float[] a, int ao, float[] t, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = fromArray(FLOATS, a, ao + i);
            FloatVector size = x.abs();
            FloatVector square = x.mul(x);
            FloatVector p = square.fma(x.broadcast(TANH_4), x.broadcast(TANH_3));
            p = p.fma(square, x.broadcast(TANH_2));
            p = p.fma(square, x.broadcast(TANH_1));
            p = p.fma(square, x.broadcast(TANH_0));
            FloatVector small = size.mul(square).fma(p, size);
            FloatVector large = x.broadcast(1).sub(x.broadcast(2).div(fromArray(FLOATS, t, i).add(1)));
            IntVector sign = x.reinterpretAsInts().and(Integer.MIN_VALUE);
            IntVector bits = large.blend(small, size.lt(TANH_SMALL)).reinterpretAsInts().and(Integer.MAX_VALUE);
            bits.or(sign).reinterpretAsFloats().intoArray(y, yo + i);
        }
    }

    static void softplus(float[] a, int ao, float[] y, int yo, int n) {
        float[] t = Scratch.get().functions(SCRATCH);
        for (int p = 0; p < n; p += PIECE) {
            int length = Math.min(PIECE, n - p);
            expOfNegative(a, ao + p, t, length);
            halve(t, length);
            logTail(t, length);
            softplusSum(a, ao + p, t, y, yo + p, length);
        }
    }

    /// 1 + t = 2ⁿ (1 + f), where 0 ≤ t ≤ 1.
    private static void halve(float[] t, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = fromArray(FLOATS, t, i);
            VectorMask<Float> large = x.compare(VectorOperators.GT, SQRT2_MINUS_1);
            x.blend(x.sub(1).mul(0.5f), large).intoArray(t, F + i);
            x.broadcast(0).blend(1, large).intoArray(t, N + i);
        }
    }

    private static void softplusSum(float[] a, int ao, float[] t, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = fromArray(FLOATS, a, ao + i);
            FloatVector count = fromArray(FLOATS, t, N + i);
            FloatVector low = count.fma(x.broadcast(LN2_LOW), fromArray(FLOATS, t, TAIL + i));
            FloatVector log = count.fma(x.broadcast(LN2_HIGH), fromArray(FLOATS, t, F + i).add(low));
            x.blend(0, x.lt(0)).add(log).intoArray(y, yo + i);
        }
    }

    static void erf(float[] a, int ao, float[] y, int yo, int n) {
        float[] t = Scratch.get().functions(SCRATCH);
        for (int p = 0; p < n; p += PIECE) {
            int length = Math.min(PIECE, n - p);
            erfcLog(a, ao + p, t, length);
            exp(t, 0, t, 0, length);
            erfChoice(a, ao + p, t, y, yo + p, length);
        }
    }

    /// t = ln(1 - erf |a|).
    private static void erfcLog(float[] a, int ao, float[] t, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = fromArray(FLOATS, a, ao + i).abs();
            x = x.blend(ERF_ONE, x.compare(VectorOperators.GT, ERF_ONE));
            FloatVector p = x.fma(x.broadcast(ERFC_LOG_9), x.broadcast(ERFC_LOG_8));
            p = p.fma(x, x.broadcast(ERFC_LOG_7));
            p = p.fma(x, x.broadcast(ERFC_LOG_6));
            p = p.fma(x, x.broadcast(ERFC_LOG_5));
            p = p.fma(x, x.broadcast(ERFC_LOG_4));
            p = p.fma(x, x.broadcast(ERFC_LOG_3));
            p = p.fma(x, x.broadcast(ERFC_LOG_2));
            p = p.fma(x, x.broadcast(ERFC_LOG_1));
            p = p.fma(x, x.broadcast(ERFC_LOG_0));
            p.neg().intoArray(t, i);
        }
    }

    private static void erfChoice(float[] a, int ao, float[] t, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = fromArray(FLOATS, a, ao + i);
            FloatVector size = x.abs();
            FloatVector square = x.mul(x);
            FloatVector p = square.fma(x.broadcast(ERF_6), x.broadcast(ERF_5));
            p = p.fma(square, x.broadcast(ERF_4));
            p = p.fma(square, x.broadcast(ERF_3));
            p = p.fma(square, x.broadcast(ERF_2));
            p = p.fma(square, x.broadcast(ERF_1));
            p = p.fma(square, x.broadcast(ERF_0));
            FloatVector small = size.fma(p, size);
            FloatVector large = x.broadcast(1).sub(fromArray(FLOATS, t, i));
            IntVector sign = x.reinterpretAsInts().and(Integer.MIN_VALUE);
            IntVector bits = large.blend(small, size.lt(ERF_SMALL)).reinterpretAsInts().and(Integer.MAX_VALUE);
            bits.or(sign).reinterpretAsFloats().intoArray(y, yo + i);
        }
    }

    /// y = a to the power b.
    static void pow(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        float[] t = Scratch.get().functions(SCRATCH);
        for (int p = 0; p < n; p += PIECE) {
            int length = Math.min(PIECE, n - p);
            size(a, ao + p, t, length);
            logParts(t, SIZE, t, length);
            logProduct(t, SIZE, b, bo + p, t, length);
            exp(t, PRODUCT, t, POWER, length);
            scale(t, length);
            sign(a, ao + p, b, bo + p, t, y, yo + p, length);
        }
    }

    private static void size(float[] a, int ao, float[] t, int n) {
        for (int i = 0; i < n; i += COUNT) {
            fromArray(FLOATS, a, ao + i).abs().intoArray(t, SIZE + i);
        }
    }

    /// The logarithm in two floats, times b.
    private static void logProduct(float[] a, int ao, float[] b, int bo, float[] t, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector f = fromArray(FLOATS, t, F + i);
            FloatVector tail = fromArray(FLOATS, t, TAIL + i);
            FloatVector count = fromArray(FLOATS, t, N + i);
            FloatVector high = count.mul(LN2_HIGH);
            FloatVector sum = high.add(f);
            FloatVector low = high.sub(sum).add(f).add(count.fma(f.broadcast(LN2_LOW), tail));
            low = low.blend(tail, count.eq(0));
            FloatVector log = sum.add(low);
            FloatVector rest = sum.sub(log).add(low);
            FloatVector x = fromArray(FLOATS, a, ao + i);
            // As in log: NaN and ∞ themselves, -∞ at 0, NaN below.
            log = x.blend(log, x.lt(Float.POSITIVE_INFINITY));
            log = log.blend(Float.NEGATIVE_INFINITY, x.eq(0)).blend(Float.NaN, x.lt(0));
            FloatVector exponent = fromArray(FLOATS, b, bo + i);
            FloatVector product = exponent.mul(log);
            FloatVector error = exponent.fma(log, product.neg()).add(exponent.mul(rest));
            product.intoArray(t, PRODUCT + i);
            error.intoArray(t, ERROR + i);
        }
    }

    /// power = power (1 + error). The error of a logarithm that is not finite is of no use, as its product.
    private static void scale(float[] t, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector power = fromArray(FLOATS, t, POWER + i);
            FloatVector product = fromArray(FLOATS, t, PRODUCT + i);
            FloatVector scaled = power.fma(fromArray(FLOATS, t, ERROR + i), power);
            VectorMask<Float> finite = product.abs().lt(EXP_MAX).and(power.lt(Float.POSITIVE_INFINITY));
            power.blend(scaled, finite).intoArray(t, POWER + i);
        }
    }

    /// y = the power of |a| with the sign and the exceptions of a's own.
    private static void sign(float[] a, int ao, float[] b, int bo, float[] t, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = fromArray(FLOATS, a, ao + i);
            FloatVector exponent = fromArray(FLOATS, b, bo + i);
            FloatVector power = fromArray(FLOATS, t, POWER + i);
            FloatVector size = exponent.abs();
            FloatVector half = size.mul(0.5f);
            VectorMask<Float> whole = size.add(WHOLE).sub(WHOLE).eq(size).or(size.compare(VectorOperators.GE, WHOLE));
            VectorMask<Float> even = half.add(WHOLE).sub(WHOLE).eq(half).or(half.compare(VectorOperators.GE, WHOLE));
            VectorMask<Float> negative = x.reinterpretAsInts().lt(0).cast(FLOATS);
            FloatVector result = power.blend(power.neg(), negative.and(whole).andNot(even));
            VectorMask<Float> real = x.lt(0).and(x.compare(VectorOperators.GT, Float.NEGATIVE_INFINITY));
            result = result.blend(Float.NaN, real.andNot(whole));
            VectorMask<Float> turning = x.eq(-1).and(size.eq(Float.POSITIVE_INFINITY));
            result.blend(1, exponent.eq(0).or(x.eq(1)).or(turning)).intoArray(y, yo + i);
        }
    }
}
