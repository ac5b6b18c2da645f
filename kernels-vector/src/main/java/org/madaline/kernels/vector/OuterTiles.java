package org.madaline.kernels.vector;

import static org.madaline.kernels.vector.Lanes.COUNT;
import static org.madaline.kernels.vector.Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;

/// The tiles of [VectorTiles#outerProducts]: 8 rows by 1, 2 or 3 vectors of sums, written out so that they stay in
/// registers. The 8 elements of A lie side by side: one check of the index does for all, which the tiles of
/// [RegisterTiles] cannot have.
///
/// C\[i, j] += Σ A\[l, i] B\[l, j], l < k, with operands as in [org.madaline.kernels.block.Tiles#outerProducts].
final class OuterTiles {
    private OuterTiles() {}

    private static FloatVector load(float[] a, int ao) {
        return FloatVector.fromArray(FLOATS, a, ao);
    }

    /// 3 vectors across.
    static void three(float[] a, int ao, int lda, float[] b, int bo, int[] offsets, int first, float[] c, int co, int ldc,
            int k) {
        FloatVector x0 = load(c, co);
        FloatVector y0 = load(c, co + COUNT);
        FloatVector z0 = load(c, co + 2 * COUNT);
        FloatVector x1 = load(c, co + ldc);
        FloatVector y1 = load(c, co + ldc + COUNT);
        FloatVector z1 = load(c, co + ldc + 2 * COUNT);
        FloatVector x2 = load(c, co + 2 * ldc);
        FloatVector y2 = load(c, co + 2 * ldc + COUNT);
        FloatVector z2 = load(c, co + 2 * ldc + 2 * COUNT);
        FloatVector x3 = load(c, co + 3 * ldc);
        FloatVector y3 = load(c, co + 3 * ldc + COUNT);
        FloatVector z3 = load(c, co + 3 * ldc + 2 * COUNT);
        FloatVector x4 = load(c, co + 4 * ldc);
        FloatVector y4 = load(c, co + 4 * ldc + COUNT);
        FloatVector z4 = load(c, co + 4 * ldc + 2 * COUNT);
        FloatVector x5 = load(c, co + 5 * ldc);
        FloatVector y5 = load(c, co + 5 * ldc + COUNT);
        FloatVector z5 = load(c, co + 5 * ldc + 2 * COUNT);
        FloatVector x6 = load(c, co + 6 * ldc);
        FloatVector y6 = load(c, co + 6 * ldc + COUNT);
        FloatVector z6 = load(c, co + 6 * ldc + 2 * COUNT);
        FloatVector x7 = load(c, co + 7 * ldc);
        FloatVector y7 = load(c, co + 7 * ldc + COUNT);
        FloatVector z7 = load(c, co + 7 * ldc + 2 * COUNT);
        int p = ao;
        for (int l = 0; l < k; l++) {
            int q = bo + offsets[first + l];
            FloatVector b0 = load(b, q);
            FloatVector b1 = load(b, q + COUNT);
            FloatVector b2 = load(b, q + 2 * COUNT);
            FloatVector f0 = FloatVector.broadcast(FLOATS, a[p]);
            x0 = f0.fma(b0, x0);
            y0 = f0.fma(b1, y0);
            z0 = f0.fma(b2, z0);
            FloatVector f1 = FloatVector.broadcast(FLOATS, a[p + 1]);
            x1 = f1.fma(b0, x1);
            y1 = f1.fma(b1, y1);
            z1 = f1.fma(b2, z1);
            FloatVector f2 = FloatVector.broadcast(FLOATS, a[p + 2]);
            x2 = f2.fma(b0, x2);
            y2 = f2.fma(b1, y2);
            z2 = f2.fma(b2, z2);
            FloatVector f3 = FloatVector.broadcast(FLOATS, a[p + 3]);
            x3 = f3.fma(b0, x3);
            y3 = f3.fma(b1, y3);
            z3 = f3.fma(b2, z3);
            FloatVector f4 = FloatVector.broadcast(FLOATS, a[p + 4]);
            x4 = f4.fma(b0, x4);
            y4 = f4.fma(b1, y4);
            z4 = f4.fma(b2, z4);
            FloatVector f5 = FloatVector.broadcast(FLOATS, a[p + 5]);
            x5 = f5.fma(b0, x5);
            y5 = f5.fma(b1, y5);
            z5 = f5.fma(b2, z5);
            FloatVector f6 = FloatVector.broadcast(FLOATS, a[p + 6]);
            x6 = f6.fma(b0, x6);
            y6 = f6.fma(b1, y6);
            z6 = f6.fma(b2, z6);
            FloatVector f7 = FloatVector.broadcast(FLOATS, a[p + 7]);
            x7 = f7.fma(b0, x7);
            y7 = f7.fma(b1, y7);
            z7 = f7.fma(b2, z7);
            p += lda;
        }
        x0.intoArray(c, co);
        y0.intoArray(c, co + COUNT);
        z0.intoArray(c, co + 2 * COUNT);
        x1.intoArray(c, co + ldc);
        y1.intoArray(c, co + ldc + COUNT);
        z1.intoArray(c, co + ldc + 2 * COUNT);
        x2.intoArray(c, co + 2 * ldc);
        y2.intoArray(c, co + 2 * ldc + COUNT);
        z2.intoArray(c, co + 2 * ldc + 2 * COUNT);
        x3.intoArray(c, co + 3 * ldc);
        y3.intoArray(c, co + 3 * ldc + COUNT);
        z3.intoArray(c, co + 3 * ldc + 2 * COUNT);
        x4.intoArray(c, co + 4 * ldc);
        y4.intoArray(c, co + 4 * ldc + COUNT);
        z4.intoArray(c, co + 4 * ldc + 2 * COUNT);
        x5.intoArray(c, co + 5 * ldc);
        y5.intoArray(c, co + 5 * ldc + COUNT);
        z5.intoArray(c, co + 5 * ldc + 2 * COUNT);
        x6.intoArray(c, co + 6 * ldc);
        y6.intoArray(c, co + 6 * ldc + COUNT);
        z6.intoArray(c, co + 6 * ldc + 2 * COUNT);
        x7.intoArray(c, co + 7 * ldc);
        y7.intoArray(c, co + 7 * ldc + COUNT);
        z7.intoArray(c, co + 7 * ldc + 2 * COUNT);
    }

    /// 2 vectors across.
    static void two(float[] a, int ao, int lda, float[] b, int bo, int[] offsets, int first, float[] c, int co, int ldc,
            int k) {
        FloatVector x0 = load(c, co);
        FloatVector y0 = load(c, co + COUNT);
        FloatVector x1 = load(c, co + ldc);
        FloatVector y1 = load(c, co + ldc + COUNT);
        FloatVector x2 = load(c, co + 2 * ldc);
        FloatVector y2 = load(c, co + 2 * ldc + COUNT);
        FloatVector x3 = load(c, co + 3 * ldc);
        FloatVector y3 = load(c, co + 3 * ldc + COUNT);
        FloatVector x4 = load(c, co + 4 * ldc);
        FloatVector y4 = load(c, co + 4 * ldc + COUNT);
        FloatVector x5 = load(c, co + 5 * ldc);
        FloatVector y5 = load(c, co + 5 * ldc + COUNT);
        FloatVector x6 = load(c, co + 6 * ldc);
        FloatVector y6 = load(c, co + 6 * ldc + COUNT);
        FloatVector x7 = load(c, co + 7 * ldc);
        FloatVector y7 = load(c, co + 7 * ldc + COUNT);
        int p = ao;
        for (int l = 0; l < k; l++) {
            int q = bo + offsets[first + l];
            FloatVector b0 = load(b, q);
            FloatVector b1 = load(b, q + COUNT);
            FloatVector f0 = FloatVector.broadcast(FLOATS, a[p]);
            x0 = f0.fma(b0, x0);
            y0 = f0.fma(b1, y0);
            FloatVector f1 = FloatVector.broadcast(FLOATS, a[p + 1]);
            x1 = f1.fma(b0, x1);
            y1 = f1.fma(b1, y1);
            FloatVector f2 = FloatVector.broadcast(FLOATS, a[p + 2]);
            x2 = f2.fma(b0, x2);
            y2 = f2.fma(b1, y2);
            FloatVector f3 = FloatVector.broadcast(FLOATS, a[p + 3]);
            x3 = f3.fma(b0, x3);
            y3 = f3.fma(b1, y3);
            FloatVector f4 = FloatVector.broadcast(FLOATS, a[p + 4]);
            x4 = f4.fma(b0, x4);
            y4 = f4.fma(b1, y4);
            FloatVector f5 = FloatVector.broadcast(FLOATS, a[p + 5]);
            x5 = f5.fma(b0, x5);
            y5 = f5.fma(b1, y5);
            FloatVector f6 = FloatVector.broadcast(FLOATS, a[p + 6]);
            x6 = f6.fma(b0, x6);
            y6 = f6.fma(b1, y6);
            FloatVector f7 = FloatVector.broadcast(FLOATS, a[p + 7]);
            x7 = f7.fma(b0, x7);
            y7 = f7.fma(b1, y7);
            p += lda;
        }
        x0.intoArray(c, co);
        y0.intoArray(c, co + COUNT);
        x1.intoArray(c, co + ldc);
        y1.intoArray(c, co + ldc + COUNT);
        x2.intoArray(c, co + 2 * ldc);
        y2.intoArray(c, co + 2 * ldc + COUNT);
        x3.intoArray(c, co + 3 * ldc);
        y3.intoArray(c, co + 3 * ldc + COUNT);
        x4.intoArray(c, co + 4 * ldc);
        y4.intoArray(c, co + 4 * ldc + COUNT);
        x5.intoArray(c, co + 5 * ldc);
        y5.intoArray(c, co + 5 * ldc + COUNT);
        x6.intoArray(c, co + 6 * ldc);
        y6.intoArray(c, co + 6 * ldc + COUNT);
        x7.intoArray(c, co + 7 * ldc);
        y7.intoArray(c, co + 7 * ldc + COUNT);
    }

    /// 1 vector across.
    static void one(float[] a, int ao, int lda, float[] b, int bo, int[] offsets, int first, float[] c, int co, int ldc,
            int k) {
        FloatVector x0 = load(c, co);
        FloatVector x1 = load(c, co + ldc);
        FloatVector x2 = load(c, co + 2 * ldc);
        FloatVector x3 = load(c, co + 3 * ldc);
        FloatVector x4 = load(c, co + 4 * ldc);
        FloatVector x5 = load(c, co + 5 * ldc);
        FloatVector x6 = load(c, co + 6 * ldc);
        FloatVector x7 = load(c, co + 7 * ldc);
        int p = ao;
        for (int l = 0; l < k; l++) {
            int q = bo + offsets[first + l];
            FloatVector b0 = load(b, q);
            FloatVector f0 = FloatVector.broadcast(FLOATS, a[p]);
            x0 = f0.fma(b0, x0);
            FloatVector f1 = FloatVector.broadcast(FLOATS, a[p + 1]);
            x1 = f1.fma(b0, x1);
            FloatVector f2 = FloatVector.broadcast(FLOATS, a[p + 2]);
            x2 = f2.fma(b0, x2);
            FloatVector f3 = FloatVector.broadcast(FLOATS, a[p + 3]);
            x3 = f3.fma(b0, x3);
            FloatVector f4 = FloatVector.broadcast(FLOATS, a[p + 4]);
            x4 = f4.fma(b0, x4);
            FloatVector f5 = FloatVector.broadcast(FLOATS, a[p + 5]);
            x5 = f5.fma(b0, x5);
            FloatVector f6 = FloatVector.broadcast(FLOATS, a[p + 6]);
            x6 = f6.fma(b0, x6);
            FloatVector f7 = FloatVector.broadcast(FLOATS, a[p + 7]);
            x7 = f7.fma(b0, x7);
            p += lda;
        }
        x0.intoArray(c, co);
        x1.intoArray(c, co + ldc);
        x2.intoArray(c, co + 2 * ldc);
        x3.intoArray(c, co + 3 * ldc);
        x4.intoArray(c, co + 4 * ldc);
        x5.intoArray(c, co + 5 * ldc);
        x6.intoArray(c, co + 6 * ldc);
        x7.intoArray(c, co + 7 * ldc);
    }
}
