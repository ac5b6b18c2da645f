package org.madaline.kernels.vector;

import static org.madaline.kernels.vector.Lanes.COUNT;
import static org.madaline.kernels.vector.Lanes.FLOATS;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import org.madaline.kernels.block.PortableTiles;
import org.madaline.kernels.block.Scratch;
import org.madaline.kernels.block.Tiles;

/// The matrix product on vectors: tiles of 8 rows by 1, 2 or 3 vectors whose sums stay in registers.
///
/// The tiles themselves have no edges and no branches, which keeps them quick to compile: fewer rows are computed by
/// repeating the last one, narrower tiles are computed at full width in scratch memory, and bias and ReLU follow in a
/// second pass over the panel, which is then in the first-level cache.
final class VectorTiles implements Tiles {
    private static final PortableTiles PORTABLE = new PortableTiles();
    private static final Target CONTINUED = new Target(true, null, false);
    private static final int ROWS = 8;
    /// Vectors across a tile: 8 x 3 sums need 32 registers, which machines with 256 bits do not have.
    private static final int ACROSS = COUNT == 8 ? 1 : 3;

    private static FloatVector load(float[] a, int ao) {
        return FloatVector.fromArray(FLOATS, a, ao);
    }

    private static FloatVector zero() {
        return FloatVector.zero(FLOATS);
    }

    @Override
    public void panel(float[] a, int ao, int rowStride, int stepStride, float[] b, int bo, int ldb, float[] c, int co,
            int ldc, int rows, int columns, int k, Target target, int biasOffset) {
        int safe = inside(b, bo, ldb, columns, k);
        Target end = safe == k ? target : CONTINUED;
        for (int j = 0; j < columns; j += ACROSS * COUNT) {
            int width = Math.min(ACROSS * COUNT, columns - j);
            for (int i = 0; i < rows; i += ROWS) {
                int height = Math.min(ROWS, rows - i);
                int from = ao + i * rowStride;
                int to = co + i * ldc + j;
                if (width % COUNT == 0) {
                    tile(a, from, rowStride, stepStride, b, bo + j, ldb, c, to, ldc, height, width, safe, target.load());
                    finish(c, to, ldc, end, biasOffset + j, c, to, ldc, height, width);
                } else {
                    narrow(a, from, rowStride, stepStride, b, bo + j, ldb, c, to, ldc, height, width, safe,
                            target.load(), end, biasOffset + j);
                }
            }
        }
        if (safe < k) {
            PORTABLE.panel(a, ao + safe * stepStride, rowStride, stepStride, b, bo + safe * ldb, ldb, c, co, ldc, rows,
                    columns, k - safe, CONTINUED, 0);
            finish(c, co, ldc, target, biasOffset, c, co, ldc, rows, columns);
        }
    }

    /// How many rows of B can be read in whole vectors without leaving its array.
    private static int inside(float[] b, int bo, int ldb, int columns, int k) {
        int room = b.length - bo - (columns + COUNT - 1) / COUNT * COUNT;
        return room < 0 ? 0 : Math.min(k, room / ldb + 1);
    }

    /// A tile whose width is no multiple of the lanes.
    private static void narrow(float[] a, int ao, int rowStride, int stepStride, float[] b, int bo, int ldb, float[] c,
            int co, int ldc, int rows, int columns, int k, boolean load, Target target, int biasOffset) {
        float[] wide = Scratch.get().floats(ROWS * PANEL);
        if (load) {
            move(c, co, ldc, CONTINUED, 0, wide, 0, PANEL, rows, columns);
        }
        tile(a, ao, rowStride, stepStride, b, bo, ldb, wide, 0, PANEL, rows, columns, k, load);
        move(wide, 0, PANEL, target, biasOffset, c, co, ldc, rows, columns);
    }

    private static void tile(float[] a, int ao, int rowStride, int stepStride, float[] b, int bo, int ldb, float[] c,
            int co, int ldc, int rows, int columns, int k, boolean load) {
        if (columns > 2 * COUNT) {
            tile3(a, ao, rowStride, stepStride, b, bo, ldb, c, co, ldc, rows, k, load);
        } else if (columns > COUNT) {
            tile2(a, ao, rowStride, stepStride, b, bo, ldb, c, co, ldc, rows, k, load);
        } else {
            tile1(a, ao, rowStride, stepStride, b, bo, ldb, c, co, ldc, rows, k, load);
        }
    }

    /// As [#move], where there is anything to be done.
    private static void finish(float[] x, int xo, int ldx, Target target, int biasOffset, float[] c, int co, int ldc,
            int rows, int columns) {
        if (target.bias() != null || target.relu()) {
            move(x, xo, ldx, target, biasOffset, c, co, ldc, rows, columns);
        }
    }

    /// C = X, + bias where given, then ReLU if asked for.
    private static void move(float[] x, int xo, int ldx, Target target, int biasOffset, float[] c, int co, int ldc,
            int rows, int columns) {
        for (int i = 0; i < rows; i++) {
            int j = 0;
            for (; j <= columns - COUNT; j += COUNT) {
                FloatVector sum = load(x, xo + i * ldx + j);
                sum = target.bias() == null ? sum : sum.add(load(target.bias(), biasOffset + j));
                sum = target.relu() ? sum.blend(0, sum.compare(VectorOperators.LE, 0)) : sum;
                sum.intoArray(c, co + i * ldc + j);
            }
            if (j < columns) {
                VectorMask<Float> mask = FLOATS.indexInRange(j, columns);
                FloatVector sum = FloatVector.fromArray(FLOATS, x, xo + i * ldx + j, mask);
                sum = target.bias() == null ? sum
                        : sum.add(FloatVector.fromArray(FLOATS, target.bias(), biasOffset + j, mask));
                sum = target.relu() ? sum.blend(0, sum.compare(VectorOperators.LE, 0)) : sum;
                sum.intoArray(c, co + i * ldc + j, mask);
            }
        }
    }

    private static void tile3(float[] a, int ao, int rowStride, int stepStride, float[] b, int bo, int ldb, float[] c,
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

    private static void tile2(float[] a, int ao, int rowStride, int stepStride, float[] b, int bo, int ldb, float[] c,
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

    private static void tile1(float[] a, int ao, int rowStride, int stepStride, float[] b, int bo, int ldb, float[] c,
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

    @Override
    public void row(float[] a, int ao, float[] b, int bo, int ldb, float[] c, int co, int columns, int k, Target target,
            int biasOffset) {
        float[] sums = Scratch.get().floats(ROW_BLOCK);
        if (target.load()) {
            System.arraycopy(c, co, sums, 0, columns);
        } else {
            Arrays.fill(sums, 0, ROW_BLOCK, 0);
        }
        int safe = inside(b, bo, ldb, columns, k);
        for (int j = 0; j < columns; j += 8 * COUNT) {
            int width = Math.min(8 * COUNT, columns - j);
            if (width > 4 * COUNT) {
                row8(a, ao, b, bo + j, ldb, sums, j, width, safe);
            } else {
                row4(a, ao, b, bo + j, ldb, sums, j, width, safe);
            }
        }
        if (safe < k) {
            PORTABLE.row(a, ao + safe, b, bo + safe * ldb, ldb, sums, 0, columns, k - safe, CONTINUED, 0);
        }
        move(sums, 0, 0, target, biasOffset, c, co, 0, 1, columns);
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
        FloatVector s0 = load(c, co + o0);
        FloatVector s1 = load(c, co + o1);
        FloatVector s2 = load(c, co + o2);
        FloatVector s3 = load(c, co + o3);
        FloatVector s4 = load(c, co + o4);
        FloatVector s5 = load(c, co + o5);
        FloatVector s6 = load(c, co + o6);
        FloatVector s7 = load(c, co + o7);
        int q = bo;
        for (int l = 0; l < k; l++) {
            FloatVector f = FloatVector.broadcast(FLOATS, a[ao + l]);
            s0 = f.fma(load(b, q + o0), s0);
            s1 = f.fma(load(b, q + o1), s1);
            s2 = f.fma(load(b, q + o2), s2);
            s3 = f.fma(load(b, q + o3), s3);
            s4 = f.fma(load(b, q + o4), s4);
            s5 = f.fma(load(b, q + o5), s5);
            s6 = f.fma(load(b, q + o6), s6);
            s7 = f.fma(load(b, q + o7), s7);
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
        FloatVector s0 = load(c, co + o0);
        FloatVector s1 = load(c, co + o1);
        FloatVector s2 = load(c, co + o2);
        FloatVector s3 = load(c, co + o3);
        int q = bo;
        for (int l = 0; l < k; l++) {
            FloatVector f = FloatVector.broadcast(FLOATS, a[ao + l]);
            s0 = f.fma(load(b, q + o0), s0);
            s1 = f.fma(load(b, q + o1), s1);
            s2 = f.fma(load(b, q + o2), s2);
            s3 = f.fma(load(b, q + o3), s3);
            q += ldb;
        }
        s0.intoArray(c, co + o0);
        s1.intoArray(c, co + o1);
        s2.intoArray(c, co + o2);
        s3.intoArray(c, co + o3);
    }

    @Override
    public void transpose(float[] x, int xo, int ldx, int rows, int columns, float[] y, int yo, int ldy) {
        PORTABLE.transpose(x, xo, ldx, rows, columns, y, yo, ldy);
    }
}
