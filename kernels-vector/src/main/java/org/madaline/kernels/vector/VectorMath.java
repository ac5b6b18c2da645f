package org.madaline.kernels.vector;

import static org.madaline.kernels.FloatMath.Constants.*;
import static org.madaline.kernels.vector.Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// The functions of [FloatMath] on vectors: the same operations in the same order.
final class VectorMath {
    private VectorMath() {}

    private static FloatVector of(float x) {
        return FloatVector.broadcast(FLOATS, x);
    }

    /// x y + z.
    private static FloatVector fma(FloatVector x, FloatVector y, float z) {
        return x.fma(y, of(z));
    }

    private static FloatVector fma(FloatVector x, float y, FloatVector z) {
        return x.fma(of(y), z);
    }

    private static FloatVector expPolynomial(FloatVector x) {
        FloatVector p = fma(of(EXP_4), x, EXP_3);
        p = fma(p, x, EXP_2);
        p = fma(p, x, EXP_1);
        return fma(p, x, EXP_0);
    }

    private static FloatVector logPolynomial(FloatVector x) {
        FloatVector p = fma(of(LOG_8), x, LOG_7);
        p = fma(p, x, LOG_6);
        p = fma(p, x, LOG_5);
        p = fma(p, x, LOG_4);
        p = fma(p, x, LOG_3);
        p = fma(p, x, LOG_2);
        p = fma(p, x, LOG_1);
        return fma(p, x, LOG_0);
    }

    private static FloatVector tanhPolynomial(FloatVector x) {
        FloatVector p = fma(of(TANH_4), x, TANH_3);
        p = fma(p, x, TANH_2);
        p = fma(p, x, TANH_1);
        return fma(p, x, TANH_0);
    }

    private static FloatVector erfPolynomial(FloatVector x) {
        FloatVector p = fma(of(ERF_6), x, ERF_5);
        p = fma(p, x, ERF_4);
        p = fma(p, x, ERF_3);
        p = fma(p, x, ERF_2);
        p = fma(p, x, ERF_1);
        return fma(p, x, ERF_0);
    }

    private static FloatVector erfcLogPolynomial(FloatVector x) {
        FloatVector p = fma(of(ERFC_LOG_9), x, ERFC_LOG_8);
        p = fma(p, x, ERFC_LOG_7);
        p = fma(p, x, ERFC_LOG_6);
        p = fma(p, x, ERFC_LOG_5);
        p = fma(p, x, ERFC_LOG_4);
        p = fma(p, x, ERFC_LOG_3);
        p = fma(p, x, ERFC_LOG_2);
        p = fma(p, x, ERFC_LOG_1);
        return fma(p, x, ERFC_LOG_0);
    }

    static FloatVector exp(FloatVector x) {
        FloatVector clamped = x.blend(EXP_MIN, x.lt(EXP_MIN));
        clamped = clamped.blend(EXP_MAX, clamped.compare(VectorOperators.GT, EXP_MAX));
        FloatVector rounded = fma(clamped, LOG2_E, of(ROUNDER));
        FloatVector n = rounded.sub(ROUNDER);
        FloatVector r = fma(n, -LN2_LOW, fma(n, -LN2_HIGH, clamped));
        FloatVector p = r.mul(r).fma(expPolynomial(r), r).add(1);
        IntVector exponent = rounded.reinterpretAsInts().sub(Float.floatToRawIntBits(ROUNDER));
        IntVector half = exponent.lanewise(VectorOperators.ASHR, 1);
        return p.mul(powerOfTwo(half)).mul(powerOfTwo(exponent.sub(half)));
    }

    private static FloatVector powerOfTwo(IntVector exponent) {
        return exponent.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
    }

    /// The parts of a logarithm: x = 2ⁿ (1 + f).
    private static IntVector bits(FloatVector x, VectorMask<Float> tiny) {
        return x.blend(x.mul(0x1p24f), tiny).reinterpretAsInts();
    }

    private static IntVector exponent(IntVector bits) {
        return bits.sub(SQRT_HALF_BITS).lanewise(VectorOperators.ASHR, 23);
    }

    private static FloatVector fraction(IntVector bits, IntVector exponent) {
        return bits.sub(exponent.lanewise(VectorOperators.LSHL, 23)).reinterpretAsFloats().sub(1);
    }

    private static FloatVector count(IntVector exponent, VectorMask<Float> tiny) {
        FloatVector n = (FloatVector) exponent.convertShape(VectorOperators.I2F, FLOATS, 0);
        return n.blend(n.sub(24), tiny);
    }

    static FloatVector log(FloatVector x) {
        VectorMask<Float> tiny = x.lt(Float.MIN_NORMAL);
        IntVector bits = bits(x, tiny);
        IntVector exponent = exponent(bits);
        FloatVector f = fraction(bits, exponent);
        FloatVector n = count(exponent, tiny);
        FloatVector result = fma(n, LN2_HIGH, f.add(fma(n, LN2_LOW, logTail(f))));
        result = x.blend(result, x.lt(Float.POSITIVE_INFINITY));
        result = result.blend(Float.NEGATIVE_INFINITY, x.eq(0));
        return result.blend(Float.NaN, x.lt(0));
    }

    private static FloatVector logTail(FloatVector f) {
        FloatVector square = f.mul(f);
        return square.mul(f).fma(logPolynomial(f), square.mul(-0.5f));
    }

    private static FloatVector log1pUnit(FloatVector t) {
        VectorMask<Float> large = t.compare(VectorOperators.GT, SQRT2_MINUS_1);
        FloatVector f = t.blend(t.sub(1).mul(0.5f), large);
        FloatVector n = of(0).blend(1, large);
        return fma(n, LN2_HIGH, f.add(fma(n, LN2_LOW, logTail(f))));
    }

    static FloatVector sigmoid(FloatVector x) {
        FloatVector e = exp(x.abs().neg());
        return of(1).blend(e, x.lt(0)).div(e.add(1));
    }

    static FloatVector tanh(FloatVector x) {
        FloatVector a = x.abs();
        FloatVector square = x.mul(x);
        FloatVector small = a.mul(square).fma(tanhPolynomial(square), a);
        FloatVector large = of(1).sub(of(2).div(exp(a.add(a)).add(1)));
        return copySign(large.blend(small, a.lt(TANH_SMALL)), x);
    }

    private static FloatVector copySign(FloatVector magnitude, FloatVector sign) {
        IntVector bit = sign.reinterpretAsInts().and(Integer.MIN_VALUE);
        return magnitude.reinterpretAsInts().and(Integer.MAX_VALUE).or(bit).reinterpretAsFloats();
    }

    static FloatVector softplus(FloatVector x) {
        FloatVector positive = x.blend(0, x.lt(0));
        return positive.add(log1pUnit(exp(x.abs().neg())));
    }

    static FloatVector erf(FloatVector x) {
        FloatVector a = x.abs();
        FloatVector small = a.fma(erfPolynomial(x.mul(x)), a);
        FloatVector t = a.blend(ERF_ONE, a.compare(VectorOperators.GT, ERF_ONE));
        FloatVector large = of(1).sub(exp(erfcLogPolynomial(t).neg()));
        return copySign(large.blend(small, a.lt(ERF_SMALL)), x);
    }

    static FloatVector pow(FloatVector x, FloatVector y) {
        VectorMask<Float> tiny = x.lt(Float.MIN_NORMAL);
        IntVector bits = bits(x, tiny);
        IntVector exponent = exponent(bits);
        FloatVector f = fraction(bits, exponent);
        FloatVector n = count(exponent, tiny);
        FloatVector tail = logTail(f);
        FloatVector high = n.mul(LN2_HIGH);
        FloatVector sum = high.add(f);
        FloatVector low = high.sub(sum).add(f).add(fma(n, LN2_LOW, tail));
        low = low.blend(tail, n.eq(0));
        FloatVector log = sum.add(low);
        FloatVector rest = sum.sub(log).add(low);
        VectorMask<Float> regular = x.compare(VectorOperators.GT, 0).and(x.lt(Float.POSITIVE_INFINITY));
        log = log(x).blend(log, regular);
        FloatVector product = y.mul(log);
        FloatVector error = y.fma(log, product.neg()).add(y.mul(rest));
        FloatVector power = exp(product);
        FloatVector scaled = power.fma(error, power);
        FloatVector result = power.blend(scaled, regular.and(product.abs().lt(EXP_MAX)));
        return result.blend(1, y.eq(0));
    }
}
