package org.madaline.kernels.vector;

import static org.madaline.kernels.vector.Lanes.COUNT;
import static org.madaline.kernels.vector.Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The tiles of [VectorTiles]: up to 8 rows by 1, 2 or 3 vectors or 4 columns of sums, written out so that they stay in registers.
///
/// C\[i, j] (+)= Σ A\[i, l] B\[l, j], l < k, with operands as in [org.madaline.kernels.block.Tiles#panel]; the sums
/// start from C where `load` says so. Where there are fewer rows, the last one is computed again.
final class RegisterTiles {
    private static final VectorSpecies<Float> QUARTER = FloatVector.SPECIES_128;

    private RegisterTiles() {}

    private static FloatVector load(float[] a, int ao) {
        return FloatVector.fromArray(FLOATS, a, ao);
    }

    private static FloatVector load4(float[] a, int ao) {
        return FloatVector.fromArray(QUARTER, a, ao);
    }

    private static FloatVector zero() {
        return FloatVector.zero(FLOATS);
    }

    /// 3 vectors across.
    static void three(float[] a, int ao, int rowStride, int stepStride, float[] b, int bo, int ldb, float[] c,
            int co, int ldc, int rows, int k, boolean load) {
        int last = rows - 1;
        int c0 = co;
        int c1 = co + Math.min(1, last) * ldc;
        int c2 = co + Math.min(2, last) * ldc;
        int c3 = co + Math.min(3, last) * ldc;
        int c4 = co + Math.min(4, last) * ldc;
        int c5 = co + Math.min(5, last) * ldc;
        int c6 = co + Math.min(6, last) * ldc;
        int c7 = co + Math.min(7, last) * ldc;
        int a1 = Math.min(1, last) * rowStride;
        int a2 = Math.min(2, last) * rowStride;
        int a3 = Math.min(3, last) * rowStride;
        int a4 = Math.min(4, last) * rowStride;
        int a5 = Math.min(5, last) * rowStride;
        int a6 = Math.min(6, last) * rowStride;
        int a7 = Math.min(7, last) * rowStride;
        FloatVector x0 = zero(), y0 = zero(), z0 = zero();
        FloatVector x1 = zero(), y1 = zero(), z1 = zero();
        FloatVector x2 = zero(), y2 = zero(), z2 = zero();
        FloatVector x3 = zero(), y3 = zero(), z3 = zero();
        FloatVector x4 = zero(), y4 = zero(), z4 = zero();
        FloatVector x5 = zero(), y5 = zero(), z5 = zero();
        FloatVector x6 = zero(), y6 = zero(), z6 = zero();
        FloatVector x7 = zero(), y7 = zero(), z7 = zero();
        if (load) {
            x0 = load(c, c0);
            y0 = load(c, c0 + COUNT);
            z0 = load(c, c0 + 2 * COUNT);
            x1 = load(c, c1);
            y1 = load(c, c1 + COUNT);
            z1 = load(c, c1 + 2 * COUNT);
            x2 = load(c, c2);
            y2 = load(c, c2 + COUNT);
            z2 = load(c, c2 + 2 * COUNT);
            x3 = load(c, c3);
            y3 = load(c, c3 + COUNT);
            z3 = load(c, c3 + 2 * COUNT);
            x4 = load(c, c4);
            y4 = load(c, c4 + COUNT);
            z4 = load(c, c4 + 2 * COUNT);
            x5 = load(c, c5);
            y5 = load(c, c5 + COUNT);
            z5 = load(c, c5 + 2 * COUNT);
            x6 = load(c, c6);
            y6 = load(c, c6 + COUNT);
            z6 = load(c, c6 + 2 * COUNT);
            x7 = load(c, c7);
            y7 = load(c, c7 + COUNT);
            z7 = load(c, c7 + 2 * COUNT);
        }
        int p = ao;
        int q = bo;
        for (int l = 0; l < k; l++) {
            FloatVector b0 = load(b, q);
            FloatVector b1 = load(b, q + COUNT);
            FloatVector b2 = load(b, q + 2 * COUNT);
            FloatVector f0 = FloatVector.broadcast(FLOATS, a[p]);
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
            p += stepStride;
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
    static void two(float[] a, int ao, int rowStride, int stepStride, float[] b, int bo, int ldb, float[] c,
            int co, int ldc, int rows, int k, boolean load) {
        int last = rows - 1;
        int c0 = co;
        int c1 = co + Math.min(1, last) * ldc;
        int c2 = co + Math.min(2, last) * ldc;
        int c3 = co + Math.min(3, last) * ldc;
        int c4 = co + Math.min(4, last) * ldc;
        int c5 = co + Math.min(5, last) * ldc;
        int c6 = co + Math.min(6, last) * ldc;
        int c7 = co + Math.min(7, last) * ldc;
        int a1 = Math.min(1, last) * rowStride;
        int a2 = Math.min(2, last) * rowStride;
        int a3 = Math.min(3, last) * rowStride;
        int a4 = Math.min(4, last) * rowStride;
        int a5 = Math.min(5, last) * rowStride;
        int a6 = Math.min(6, last) * rowStride;
        int a7 = Math.min(7, last) * rowStride;
        FloatVector x0 = zero(), y0 = zero();
        FloatVector x1 = zero(), y1 = zero();
        FloatVector x2 = zero(), y2 = zero();
        FloatVector x3 = zero(), y3 = zero();
        FloatVector x4 = zero(), y4 = zero();
        FloatVector x5 = zero(), y5 = zero();
        FloatVector x6 = zero(), y6 = zero();
        FloatVector x7 = zero(), y7 = zero();
        if (load) {
            x0 = load(c, c0);
            y0 = load(c, c0 + COUNT);
            x1 = load(c, c1);
            y1 = load(c, c1 + COUNT);
            x2 = load(c, c2);
            y2 = load(c, c2 + COUNT);
            x3 = load(c, c3);
            y3 = load(c, c3 + COUNT);
            x4 = load(c, c4);
            y4 = load(c, c4 + COUNT);
            x5 = load(c, c5);
            y5 = load(c, c5 + COUNT);
            x6 = load(c, c6);
            y6 = load(c, c6 + COUNT);
            x7 = load(c, c7);
            y7 = load(c, c7 + COUNT);
        }
        int p = ao;
        int q = bo;
        for (int l = 0; l < k; l++) {
            FloatVector b0 = load(b, q);
            FloatVector b1 = load(b, q + COUNT);
            FloatVector f0 = FloatVector.broadcast(FLOATS, a[p]);
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
            p += stepStride;
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
    static void one(float[] a, int ao, int rowStride, int stepStride, float[] b, int bo, int ldb, float[] c,
            int co, int ldc, int rows, int k, boolean load) {
        int last = rows - 1;
        int c0 = co;
        int c1 = co + Math.min(1, last) * ldc;
        int c2 = co + Math.min(2, last) * ldc;
        int c3 = co + Math.min(3, last) * ldc;
        int c4 = co + Math.min(4, last) * ldc;
        int c5 = co + Math.min(5, last) * ldc;
        int c6 = co + Math.min(6, last) * ldc;
        int c7 = co + Math.min(7, last) * ldc;
        int a1 = Math.min(1, last) * rowStride;
        int a2 = Math.min(2, last) * rowStride;
        int a3 = Math.min(3, last) * rowStride;
        int a4 = Math.min(4, last) * rowStride;
        int a5 = Math.min(5, last) * rowStride;
        int a6 = Math.min(6, last) * rowStride;
        int a7 = Math.min(7, last) * rowStride;
        FloatVector x0 = zero();
        FloatVector x1 = zero();
        FloatVector x2 = zero();
        FloatVector x3 = zero();
        FloatVector x4 = zero();
        FloatVector x5 = zero();
        FloatVector x6 = zero();
        FloatVector x7 = zero();
        if (load) {
            x0 = load(c, c0);
            x1 = load(c, c1);
            x2 = load(c, c2);
            x3 = load(c, c3);
            x4 = load(c, c4);
            x5 = load(c, c5);
            x6 = load(c, c6);
            x7 = load(c, c7);
        }
        int p = ao;
        int q = bo;
        for (int l = 0; l < k; l++) {
            FloatVector b0 = load(b, q);
            FloatVector f0 = FloatVector.broadcast(FLOATS, a[p]);
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
            p += stepStride;
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

    /// 4 columns, on vectors of 128 bits: more of them fit into a cycle.
    static void quarter(float[] a, int ao, int rowStride, int stepStride, float[] b, int bo, int ldb, float[] c,
            int co, int ldc, int rows, int k, boolean load) {
        int last = rows - 1;
        int c0 = co;
        int c1 = co + Math.min(1, last) * ldc;
        int c2 = co + Math.min(2, last) * ldc;
        int c3 = co + Math.min(3, last) * ldc;
        int c4 = co + Math.min(4, last) * ldc;
        int c5 = co + Math.min(5, last) * ldc;
        int c6 = co + Math.min(6, last) * ldc;
        int c7 = co + Math.min(7, last) * ldc;
        int a1 = Math.min(1, last) * rowStride;
        int a2 = Math.min(2, last) * rowStride;
        int a3 = Math.min(3, last) * rowStride;
        int a4 = Math.min(4, last) * rowStride;
        int a5 = Math.min(5, last) * rowStride;
        int a6 = Math.min(6, last) * rowStride;
        int a7 = Math.min(7, last) * rowStride;
        FloatVector x0 = FloatVector.zero(QUARTER);
        FloatVector x1 = FloatVector.zero(QUARTER);
        FloatVector x2 = FloatVector.zero(QUARTER);
        FloatVector x3 = FloatVector.zero(QUARTER);
        FloatVector x4 = FloatVector.zero(QUARTER);
        FloatVector x5 = FloatVector.zero(QUARTER);
        FloatVector x6 = FloatVector.zero(QUARTER);
        FloatVector x7 = FloatVector.zero(QUARTER);
        if (load) {
            x0 = load4(c, c0);
            x1 = load4(c, c1);
            x2 = load4(c, c2);
            x3 = load4(c, c3);
            x4 = load4(c, c4);
            x5 = load4(c, c5);
            x6 = load4(c, c6);
            x7 = load4(c, c7);
        }
        int p = ao;
        int q = bo;
        for (int l = 0; l < k; l++) {
            FloatVector b0 = load4(b, q);
            FloatVector f0 = FloatVector.broadcast(QUARTER, a[p]);
            x0 = f0.fma(b0, x0);
            FloatVector f1 = FloatVector.broadcast(QUARTER, a[p + a1]);
            x1 = f1.fma(b0, x1);
            FloatVector f2 = FloatVector.broadcast(QUARTER, a[p + a2]);
            x2 = f2.fma(b0, x2);
            FloatVector f3 = FloatVector.broadcast(QUARTER, a[p + a3]);
            x3 = f3.fma(b0, x3);
            FloatVector f4 = FloatVector.broadcast(QUARTER, a[p + a4]);
            x4 = f4.fma(b0, x4);
            FloatVector f5 = FloatVector.broadcast(QUARTER, a[p + a5]);
            x5 = f5.fma(b0, x5);
            FloatVector f6 = FloatVector.broadcast(QUARTER, a[p + a6]);
            x6 = f6.fma(b0, x6);
            FloatVector f7 = FloatVector.broadcast(QUARTER, a[p + a7]);
            x7 = f7.fma(b0, x7);
            p += stepStride;
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
