package org.madaline.kernels.vector;

import static jdk.incubator.vector.FloatVector.fromArray;
import static org.madaline.kernels.constants.FloatConstants.*;
import static org.madaline.kernels.vector.Lanes.COUNT;
import static org.madaline.kernels.vector.Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import org.madaline.kernels.FloatMath;

/// Sine and cosine on vectors, as in [FloatMath]. Angles so large that they are rare are left to it.
final class VectorAngles {
    /// The elements of a piece that is computed one by one where it holds a large angle.
    private static final int PIECE = 256;

    private VectorAngles() {}

    /// y = sin a.
    static void sin(float[] a, int ao, float[] y, int yo, int n) {
        for (int p = 0; p < n; p += PIECE) {
            int length = Math.min(PIECE, n - p);
            if (!hasLarge(a, ao + p, length)) {
                small(a, ao + p, y, yo + p, length, 0);
                continue;
            }
            for (int i = p; i < p + length; i++) {
                y[yo + i] = FloatMath.sin(a[ao + i]);
            }
        }
    }

    /// y = cos a.
    static void cos(float[] a, int ao, float[] y, int yo, int n) {
        for (int p = 0; p < n; p += PIECE) {
            int length = Math.min(PIECE, n - p);
            if (!hasLarge(a, ao + p, length)) {
                small(a, ao + p, y, yo + p, length, 1);
                continue;
            }
            for (int i = p; i < p + length; i++) {
                y[yo + i] = FloatMath.cos(a[ao + i]);
            }
        }
    }

    private static boolean hasLarge(float[] a, int ao, int n) {
        boolean large = false;
        for (int i = 0; i < n; i += COUNT) {
            large |= fromArray(FLOATS, a, ao + i).abs().compare(VectorOperators.GT, ANGLE_MAX).anyTrue();
        }
        return large;
    }

    /// The sine of a and some quarter turns.
    private static void small(float[] a, int ao, float[] y, int yo, int n, int quarters) {
        for (int i = 0; i < n; i += COUNT) {
            FloatVector x = fromArray(FLOATS, a, ao + i);
            FloatVector rounded = x.fma(x.broadcast(TWO_OVER_PI), x.broadcast(ROUNDER));
            FloatVector whole = rounded.sub(ROUNDER);
            FloatVector r = whole.fma(x.broadcast(-HALF_PI_0), x);
            r = whole.fma(x.broadcast(-HALF_PI_1), r);
            r = whole.fma(x.broadcast(-HALF_PI_2), r);
            FloatVector square = r.mul(r);
            FloatVector s = square.fma(x.broadcast(SIN_2), x.broadcast(SIN_1)).fma(square, x.broadcast(SIN_0));
            s = r.mul(square).fma(s, r);
            s = s.blend(x, x.eq(0));
            FloatVector c = square.fma(x.broadcast(COS_2), x.broadcast(COS_1)).fma(square, x.broadcast(COS_0));
            c = square.mul(square).fma(c, square.fma(x.broadcast(-0.5f), x.broadcast(1)));
            IntVector turns = rounded.reinterpretAsInts().add(quarters);
            FloatVector value = s.blend(c, turns.and(1).compare(VectorOperators.NE, 0).cast(FLOATS));
            // The second bit of the turns, moved to the sign's.
            IntVector sign = turns.and(2).lanewise(VectorOperators.LSHL, 30);
            value.reinterpretAsInts().lanewise(VectorOperators.XOR, sign).reinterpretAsFloats().intoArray(y, yo + i);
        }
    }
}
