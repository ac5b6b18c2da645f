package org.madaline.kernels.vector;

import static org.madaline.kernels.vector.Lanes.COUNT;
import static org.madaline.kernels.vector.Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;
import org.madaline.kernels.block.Addresses;

/// The tiles of [VectorTiles]: up to 8 rows by 1, 2 or 3 vectors of sums, written out so that they stay in
/// registers. All vectors are of one shape: a second one in the process could make the compiler keep the
/// sums as objects, since it would no longer know what they are when a loop begins.
///
/// C\[i, j] (+)= Σ A\[i, l] B\[l, j], l < k, with operands as in [org.madaline.kernels.block.Tiles#panel]; the sums
/// start from C where `load` says so. Where there are fewer rows, the last one is computed again.
final class RegisterTiles {
    /// Where sums start from that do not go on: memory in both cases, since a choice between two vectors could make
    /// the compiler keep them as objects.
    private static final float[] ZEROS = new float[3 * COUNT];

    private RegisterTiles() {}

    private static FloatVector load(float[] a, int ao) {
        return FloatVector.fromArray(FLOATS, a, ao);
    }

    /// 3 vectors across.
    static void three(float[] a, int ao, Addresses at, int row, int step, float[] b, int bo, int ldb, float[] c,
            int co, int ldc, int rows, int k, boolean load) {
        int r1 = Math.min(1, rows - 1);
        int r2 = Math.min(2, rows - 1);
        int r3 = Math.min(3, rows - 1);
        int r4 = Math.min(4, rows - 1);
        int r5 = Math.min(5, rows - 1);
        int r6 = Math.min(6, rows - 1);
        int r7 = Math.min(7, rows - 1);
        int c0 = co;
        int c1 = co + r1 * ldc;
        int c2 = co + r2 * ldc;
        int c3 = co + r3 * ldc;
        int c4 = co + r4 * ldc;
        int c5 = co + r5 * ldc;
        int c6 = co + r6 * ldc;
        int c7 = co + r7 * ldc;
        int[] rowOffsets = at.rows();
        int[] steps = at.steps();
        int a0 = ao + rowOffsets[row];
        int a1 = ao + rowOffsets[row + r1];
        int a2 = ao + rowOffsets[row + r2];
        int a3 = ao + rowOffsets[row + r3];
        int a4 = ao + rowOffsets[row + r4];
        int a5 = ao + rowOffsets[row + r5];
        int a6 = ao + rowOffsets[row + r6];
        int a7 = ao + rowOffsets[row + r7];
        float[] from = load ? c : ZEROS;
        int start = load ? co : 0;
        int startRow = load ? ldc : 0;
        FloatVector x0 = load(from, start);
        FloatVector y0 = load(from, start + COUNT);
        FloatVector z0 = load(from, start + 2 * COUNT);
        FloatVector x1 = load(from, start + r1 * startRow);
        FloatVector y1 = load(from, start + r1 * startRow + COUNT);
        FloatVector z1 = load(from, start + r1 * startRow + 2 * COUNT);
        FloatVector x2 = load(from, start + r2 * startRow);
        FloatVector y2 = load(from, start + r2 * startRow + COUNT);
        FloatVector z2 = load(from, start + r2 * startRow + 2 * COUNT);
        FloatVector x3 = load(from, start + r3 * startRow);
        FloatVector y3 = load(from, start + r3 * startRow + COUNT);
        FloatVector z3 = load(from, start + r3 * startRow + 2 * COUNT);
        FloatVector x4 = load(from, start + r4 * startRow);
        FloatVector y4 = load(from, start + r4 * startRow + COUNT);
        FloatVector z4 = load(from, start + r4 * startRow + 2 * COUNT);
        FloatVector x5 = load(from, start + r5 * startRow);
        FloatVector y5 = load(from, start + r5 * startRow + COUNT);
        FloatVector z5 = load(from, start + r5 * startRow + 2 * COUNT);
        FloatVector x6 = load(from, start + r6 * startRow);
        FloatVector y6 = load(from, start + r6 * startRow + COUNT);
        FloatVector z6 = load(from, start + r6 * startRow + 2 * COUNT);
        FloatVector x7 = load(from, start + r7 * startRow);
        FloatVector y7 = load(from, start + r7 * startRow + COUNT);
        FloatVector z7 = load(from, start + r7 * startRow + 2 * COUNT);
        int q = bo;
        for (int l = 0; l < k; l++) {
            int p = steps[step + l];
            FloatVector b0 = load(b, q);
            FloatVector b1 = load(b, q + COUNT);
            FloatVector b2 = load(b, q + 2 * COUNT);
            FloatVector f0 = FloatVector.broadcast(FLOATS, a[p + a0]);
            x0 = f0.fma(b0, x0);
            y0 = f0.fma(b1, y0);
            z0 = f0.fma(b2, z0);
            FloatVector f1 = FloatVector.broadcast(FLOATS, a[p + a1]);
            x1 = f1.fma(b0, x1);
            y1 = f1.fma(b1, y1);
            z1 = f1.fma(b2, z1);
            FloatVector f2 = FloatVector.broadcast(FLOATS, a[p + a2]);
            x2 = f2.fma(b0, x2);
            y2 = f2.fma(b1, y2);
            z2 = f2.fma(b2, z2);
            FloatVector f3 = FloatVector.broadcast(FLOATS, a[p + a3]);
            x3 = f3.fma(b0, x3);
            y3 = f3.fma(b1, y3);
            z3 = f3.fma(b2, z3);
            FloatVector f4 = FloatVector.broadcast(FLOATS, a[p + a4]);
            x4 = f4.fma(b0, x4);
            y4 = f4.fma(b1, y4);
            z4 = f4.fma(b2, z4);
            FloatVector f5 = FloatVector.broadcast(FLOATS, a[p + a5]);
            x5 = f5.fma(b0, x5);
            y5 = f5.fma(b1, y5);
            z5 = f5.fma(b2, z5);
            FloatVector f6 = FloatVector.broadcast(FLOATS, a[p + a6]);
            x6 = f6.fma(b0, x6);
            y6 = f6.fma(b1, y6);
            z6 = f6.fma(b2, z6);
            FloatVector f7 = FloatVector.broadcast(FLOATS, a[p + a7]);
            x7 = f7.fma(b0, x7);
            y7 = f7.fma(b1, y7);
            z7 = f7.fma(b2, z7);
            q += ldb;
        }
        x0.intoArray(c, c0);
        y0.intoArray(c, c0 + COUNT);
        z0.intoArray(c, c0 + 2 * COUNT);
        x1.intoArray(c, c1);
        y1.intoArray(c, c1 + COUNT);
        z1.intoArray(c, c1 + 2 * COUNT);
        x2.intoArray(c, c2);
        y2.intoArray(c, c2 + COUNT);
        z2.intoArray(c, c2 + 2 * COUNT);
        x3.intoArray(c, c3);
        y3.intoArray(c, c3 + COUNT);
        z3.intoArray(c, c3 + 2 * COUNT);
        x4.intoArray(c, c4);
        y4.intoArray(c, c4 + COUNT);
        z4.intoArray(c, c4 + 2 * COUNT);
        x5.intoArray(c, c5);
        y5.intoArray(c, c5 + COUNT);
        z5.intoArray(c, c5 + 2 * COUNT);
        x6.intoArray(c, c6);
        y6.intoArray(c, c6 + COUNT);
        z6.intoArray(c, c6 + 2 * COUNT);
        x7.intoArray(c, c7);
        y7.intoArray(c, c7 + COUNT);
        z7.intoArray(c, c7 + 2 * COUNT);
    }

    /// 2 vectors across.
    static void two(float[] a, int ao, Addresses at, int row, int step, float[] b, int bo, int ldb, float[] c,
            int co, int ldc, int rows, int k, boolean load) {
        int r1 = Math.min(1, rows - 1);
        int r2 = Math.min(2, rows - 1);
        int r3 = Math.min(3, rows - 1);
        int r4 = Math.min(4, rows - 1);
        int r5 = Math.min(5, rows - 1);
        int r6 = Math.min(6, rows - 1);
        int r7 = Math.min(7, rows - 1);
        int c0 = co;
        int c1 = co + r1 * ldc;
        int c2 = co + r2 * ldc;
        int c3 = co + r3 * ldc;
        int c4 = co + r4 * ldc;
        int c5 = co + r5 * ldc;
        int c6 = co + r6 * ldc;
        int c7 = co + r7 * ldc;
        int[] rowOffsets = at.rows();
        int[] steps = at.steps();
        int a0 = ao + rowOffsets[row];
        int a1 = ao + rowOffsets[row + r1];
        int a2 = ao + rowOffsets[row + r2];
        int a3 = ao + rowOffsets[row + r3];
        int a4 = ao + rowOffsets[row + r4];
        int a5 = ao + rowOffsets[row + r5];
        int a6 = ao + rowOffsets[row + r6];
        int a7 = ao + rowOffsets[row + r7];
        float[] from = load ? c : ZEROS;
        int start = load ? co : 0;
        int startRow = load ? ldc : 0;
        FloatVector x0 = load(from, start);
        FloatVector y0 = load(from, start + COUNT);
        FloatVector x1 = load(from, start + r1 * startRow);
        FloatVector y1 = load(from, start + r1 * startRow + COUNT);
        FloatVector x2 = load(from, start + r2 * startRow);
        FloatVector y2 = load(from, start + r2 * startRow + COUNT);
        FloatVector x3 = load(from, start + r3 * startRow);
        FloatVector y3 = load(from, start + r3 * startRow + COUNT);
        FloatVector x4 = load(from, start + r4 * startRow);
        FloatVector y4 = load(from, start + r4 * startRow + COUNT);
        FloatVector x5 = load(from, start + r5 * startRow);
        FloatVector y5 = load(from, start + r5 * startRow + COUNT);
        FloatVector x6 = load(from, start + r6 * startRow);
        FloatVector y6 = load(from, start + r6 * startRow + COUNT);
        FloatVector x7 = load(from, start + r7 * startRow);
        FloatVector y7 = load(from, start + r7 * startRow + COUNT);
        int q = bo;
        for (int l = 0; l < k; l++) {
            int p = steps[step + l];
            FloatVector b0 = load(b, q);
            FloatVector b1 = load(b, q + COUNT);
            FloatVector f0 = FloatVector.broadcast(FLOATS, a[p + a0]);
            x0 = f0.fma(b0, x0);
            y0 = f0.fma(b1, y0);
            FloatVector f1 = FloatVector.broadcast(FLOATS, a[p + a1]);
            x1 = f1.fma(b0, x1);
            y1 = f1.fma(b1, y1);
            FloatVector f2 = FloatVector.broadcast(FLOATS, a[p + a2]);
            x2 = f2.fma(b0, x2);
            y2 = f2.fma(b1, y2);
            FloatVector f3 = FloatVector.broadcast(FLOATS, a[p + a3]);
            x3 = f3.fma(b0, x3);
            y3 = f3.fma(b1, y3);
            FloatVector f4 = FloatVector.broadcast(FLOATS, a[p + a4]);
            x4 = f4.fma(b0, x4);
            y4 = f4.fma(b1, y4);
            FloatVector f5 = FloatVector.broadcast(FLOATS, a[p + a5]);
            x5 = f5.fma(b0, x5);
            y5 = f5.fma(b1, y5);
            FloatVector f6 = FloatVector.broadcast(FLOATS, a[p + a6]);
            x6 = f6.fma(b0, x6);
            y6 = f6.fma(b1, y6);
            FloatVector f7 = FloatVector.broadcast(FLOATS, a[p + a7]);
            x7 = f7.fma(b0, x7);
            y7 = f7.fma(b1, y7);
            q += ldb;
        }
        x0.intoArray(c, c0);
        y0.intoArray(c, c0 + COUNT);
        x1.intoArray(c, c1);
        y1.intoArray(c, c1 + COUNT);
        x2.intoArray(c, c2);
        y2.intoArray(c, c2 + COUNT);
        x3.intoArray(c, c3);
        y3.intoArray(c, c3 + COUNT);
        x4.intoArray(c, c4);
        y4.intoArray(c, c4 + COUNT);
        x5.intoArray(c, c5);
        y5.intoArray(c, c5 + COUNT);
        x6.intoArray(c, c6);
        y6.intoArray(c, c6 + COUNT);
        x7.intoArray(c, c7);
        y7.intoArray(c, c7 + COUNT);
    }

    /// 1 vector across.
    static void one(float[] a, int ao, Addresses at, int row, int step, float[] b, int bo, int ldb, float[] c,
            int co, int ldc, int rows, int k, boolean load) {
        int r1 = Math.min(1, rows - 1);
        int r2 = Math.min(2, rows - 1);
        int r3 = Math.min(3, rows - 1);
        int r4 = Math.min(4, rows - 1);
        int r5 = Math.min(5, rows - 1);
        int r6 = Math.min(6, rows - 1);
        int r7 = Math.min(7, rows - 1);
        int c0 = co;
        int c1 = co + r1 * ldc;
        int c2 = co + r2 * ldc;
        int c3 = co + r3 * ldc;
        int c4 = co + r4 * ldc;
        int c5 = co + r5 * ldc;
        int c6 = co + r6 * ldc;
        int c7 = co + r7 * ldc;
        int[] rowOffsets = at.rows();
        int[] steps = at.steps();
        int a0 = ao + rowOffsets[row];
        int a1 = ao + rowOffsets[row + r1];
        int a2 = ao + rowOffsets[row + r2];
        int a3 = ao + rowOffsets[row + r3];
        int a4 = ao + rowOffsets[row + r4];
        int a5 = ao + rowOffsets[row + r5];
        int a6 = ao + rowOffsets[row + r6];
        int a7 = ao + rowOffsets[row + r7];
        float[] from = load ? c : ZEROS;
        int start = load ? co : 0;
        int startRow = load ? ldc : 0;
        FloatVector x0 = load(from, start);
        FloatVector x1 = load(from, start + r1 * startRow);
        FloatVector x2 = load(from, start + r2 * startRow);
        FloatVector x3 = load(from, start + r3 * startRow);
        FloatVector x4 = load(from, start + r4 * startRow);
        FloatVector x5 = load(from, start + r5 * startRow);
        FloatVector x6 = load(from, start + r6 * startRow);
        FloatVector x7 = load(from, start + r7 * startRow);
        int q = bo;
        for (int l = 0; l < k; l++) {
            int p = steps[step + l];
            FloatVector b0 = load(b, q);
            FloatVector f0 = FloatVector.broadcast(FLOATS, a[p + a0]);
            x0 = f0.fma(b0, x0);
            FloatVector f1 = FloatVector.broadcast(FLOATS, a[p + a1]);
            x1 = f1.fma(b0, x1);
            FloatVector f2 = FloatVector.broadcast(FLOATS, a[p + a2]);
            x2 = f2.fma(b0, x2);
            FloatVector f3 = FloatVector.broadcast(FLOATS, a[p + a3]);
            x3 = f3.fma(b0, x3);
            FloatVector f4 = FloatVector.broadcast(FLOATS, a[p + a4]);
            x4 = f4.fma(b0, x4);
            FloatVector f5 = FloatVector.broadcast(FLOATS, a[p + a5]);
            x5 = f5.fma(b0, x5);
            FloatVector f6 = FloatVector.broadcast(FLOATS, a[p + a6]);
            x6 = f6.fma(b0, x6);
            FloatVector f7 = FloatVector.broadcast(FLOATS, a[p + a7]);
            x7 = f7.fma(b0, x7);
            q += ldb;
        }
        x0.intoArray(c, c0);
        x1.intoArray(c, c1);
        x2.intoArray(c, c2);
        x3.intoArray(c, c3);
        x4.intoArray(c, c4);
        x5.intoArray(c, c5);
        x6.intoArray(c, c6);
        x7.intoArray(c, c7);
    }
}
