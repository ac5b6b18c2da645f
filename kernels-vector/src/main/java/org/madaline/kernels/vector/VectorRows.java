package org.madaline.kernels.vector;

import static jdk.incubator.vector.FloatVector.fromArray;
import static org.madaline.kernels.vector.Lanes.COUNT;
import static org.madaline.kernels.vector.Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;

/// The product of one row with a matrix: 8 or 4 vectors of sums, which stay in registers.
///
/// Where fewer are needed, the last one is computed again, as in [VectorTiles].
final class VectorRows {
    private VectorRows() {}

    /// sums\[j] += Σ a\[ao + l] b\[bo + l ldb + j], l < k. Whole vectors of B are read and of `sums` written, also
    /// beyond the last column.
    static void multiply(float[] a, int ao, float[] b, int bo, int ldb, float[] sums, int columns, int k) {
        for (int j = 0; j < columns; j += 8 * COUNT) {
            int width = Math.min(8 * COUNT, columns - j);
            if (width > 4 * COUNT) {
                row8(a, ao, b, bo + j, ldb, sums, j, width, k);
            } else {
                row4(a, ao, b, bo + j, ldb, sums, j, width, k);
            }
        }
    }

    private static void row8(float[] a, int ao, float[] b, int bo, int ldb, float[] c, int co, int columns, int k) {
        int last = (columns - 1) / COUNT;
        int o0 = Math.min(0, last) * COUNT;
        int o1 = Math.min(1, last) * COUNT;
        int o2 = Math.min(2, last) * COUNT;
        int o3 = Math.min(3, last) * COUNT;
        int o4 = Math.min(4, last) * COUNT;
        int o5 = Math.min(5, last) * COUNT;
        int o6 = Math.min(6, last) * COUNT;
        int o7 = Math.min(7, last) * COUNT;
        FloatVector s0 = fromArray(FLOATS, c, co + o0);
        FloatVector s1 = fromArray(FLOATS, c, co + o1);
        FloatVector s2 = fromArray(FLOATS, c, co + o2);
        FloatVector s3 = fromArray(FLOATS, c, co + o3);
        FloatVector s4 = fromArray(FLOATS, c, co + o4);
        FloatVector s5 = fromArray(FLOATS, c, co + o5);
        FloatVector s6 = fromArray(FLOATS, c, co + o6);
        FloatVector s7 = fromArray(FLOATS, c, co + o7);
        int q = bo;
        for (int l = 0; l < k; l++) {
            FloatVector f = FloatVector.broadcast(FLOATS, a[ao + l]);
            s0 = f.fma(fromArray(FLOATS, b, q + o0), s0);
            s1 = f.fma(fromArray(FLOATS, b, q + o1), s1);
            s2 = f.fma(fromArray(FLOATS, b, q + o2), s2);
            s3 = f.fma(fromArray(FLOATS, b, q + o3), s3);
            s4 = f.fma(fromArray(FLOATS, b, q + o4), s4);
            s5 = f.fma(fromArray(FLOATS, b, q + o5), s5);
            s6 = f.fma(fromArray(FLOATS, b, q + o6), s6);
            s7 = f.fma(fromArray(FLOATS, b, q + o7), s7);
            q += ldb;
        }
        s0.intoArray(c, co + o0);
        s1.intoArray(c, co + o1);
        s2.intoArray(c, co + o2);
        s3.intoArray(c, co + o3);
        s4.intoArray(c, co + o4);
        s5.intoArray(c, co + o5);
        s6.intoArray(c, co + o6);
        s7.intoArray(c, co + o7);
    }

    private static void row4(float[] a, int ao, float[] b, int bo, int ldb, float[] c, int co, int columns, int k) {
        int last = (columns - 1) / COUNT;
        int o0 = Math.min(0, last) * COUNT;
        int o1 = Math.min(1, last) * COUNT;
        int o2 = Math.min(2, last) * COUNT;
        int o3 = Math.min(3, last) * COUNT;
        FloatVector s0 = fromArray(FLOATS, c, co + o0);
        FloatVector s1 = fromArray(FLOATS, c, co + o1);
        FloatVector s2 = fromArray(FLOATS, c, co + o2);
        FloatVector s3 = fromArray(FLOATS, c, co + o3);
        int q = bo;
        for (int l = 0; l < k; l++) {
            FloatVector f = FloatVector.broadcast(FLOATS, a[ao + l]);
            s0 = f.fma(fromArray(FLOATS, b, q + o0), s0);
            s1 = f.fma(fromArray(FLOATS, b, q + o1), s1);
            s2 = f.fma(fromArray(FLOATS, b, q + o2), s2);
            s3 = f.fma(fromArray(FLOATS, b, q + o3), s3);
            q += ldb;
        }
        s0.intoArray(c, co + o0);
        s1.intoArray(c, co + o1);
        s2.intoArray(c, co + o2);
        s3.intoArray(c, co + o3);
    }
}
