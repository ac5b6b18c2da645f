package org.madaline.kernels.vector;

import static org.madaline.kernels.vector.Lanes.COUNT;
import static org.madaline.kernels.vector.Lanes.FLOATS;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import org.madaline.kernels.block.Addresses;
import org.madaline.kernels.block.PortableTiles;
import org.madaline.kernels.block.Scratch;
import org.madaline.kernels.block.Tiles;
import org.madaline.kernels.spec.Clip;

/// The matrix product on vectors: tiles of 8 rows by 1, 2 or 3 vectors whose sums stay in registers.
///
/// The tiles themselves have no edges and no branches, which keeps them quick to compile: fewer rows are computed by
/// repeating the last one, narrower tiles are computed at full width in scratch memory, and bias and ReLU follow in a
/// second pass over the panel, which is then in the first-level cache.
final class VectorTiles implements Tiles {
    private static final PortableTiles PORTABLE = new PortableTiles();
    private static final Target BEGUN = new Target(false, null, Clip.NONE);
    private static final Target CONTINUED = new Target(true, null, Clip.NONE);
    /// What is added where there is no bias: it leaves every number as it is, -0 too.
    private static final float[] NOTHING = new float[COUNT];

    static {
        Arrays.fill(NOTHING, -0f);
    }

    private static final int ROWS = 8;
    /// Vectors across a tile: 8 x 3 sums need 32 registers, which machines with 256 bits do not have.
    private static final int ACROSS = COUNT == 8 ? 1 : 3;

    private static FloatVector load(float[] a, int ao) {
        return FloatVector.fromArray(FLOATS, a, ao);
    }

    @Override
    public void panel(float[] a, int ao, Addresses at, int row, int step, float[] b, int bo, int ldb, float[] c, int co,
            int ldc, int rows, int columns, int k, Target target, int biasOffset) {
        int safe = inside(b, bo, ldb, columns, k);
        Target end = safe == k ? target : target.load() ? CONTINUED : BEGUN;
        for (int j = 0; j < columns; j += ACROSS * COUNT) {
            int width = Math.min(ACROSS * COUNT, columns - j);
            for (int i = 0; i < rows; i += ROWS) {
                int height = Math.min(ROWS, rows - i);
                int to = co + i * ldc + j;
                if (width % COUNT == 0) {
                    tile(a, ao, at, row + i, step, b, bo + j, ldb, c, to, ldc, height, width, safe, target.load());
                    finish(c, to, ldc, end, biasOffset + j, c, to, ldc, height, width);
                } else {
                    narrow(a, ao, at, row + i, step, b, bo + j, ldb, c, to, ldc, height, width, safe, end,
                            biasOffset + j);
                }
            }
        }
        if (safe < k) {
            PORTABLE.panel(a, ao, at, row, step + safe, b, bo + safe * ldb, ldb, c, co, ldc, rows, columns, k - safe,
                    CONTINUED, 0);
            finish(c, co, ldc, target, biasOffset, c, co, ldc, rows, columns);
        }
    }

    /// How many rows of B can be read in whole vectors without leaving its array.
    private static int inside(float[] b, int bo, int ldb, int columns, int k) {
        int room = b.length - bo - (columns + COUNT - 1) / COUNT * COUNT;
        return room < 0 ? 0 : Math.min(k, room / ldb + 1);
    }

    /// A tile whose width is no multiple of the lanes.
    private static void narrow(float[] a, int ao, Addresses at, int row, int step, float[] b, int bo, int ldb, float[] c,
            int co, int ldc, int rows, int columns, int k, Target target, int biasOffset) {
        float[] wide = Scratch.get().floats(ROWS * PANEL);
        if (target.load()) {
            move(c, co, ldc, CONTINUED, 0, wide, 0, PANEL, rows, columns);
        }
        tile(a, ao, at, row, step, b, bo, ldb, wide, 0, PANEL, rows, columns, k, target.load());
        move(wide, 0, PANEL, target, biasOffset, c, co, ldc, rows, columns);
    }

    private static void tile(float[] a, int ao, Addresses at, int row, int step, float[] b, int bo, int ldb, float[] c,
            int co, int ldc, int rows, int columns, int k, boolean load) {
        if (columns > 2 * COUNT) {
            RegisterTiles.three(a, ao, at, row, step, b, bo, ldb, c, co, ldc, rows, k, load);
        } else if (columns > COUNT) {
            RegisterTiles.two(a, ao, at, row, step, b, bo, ldb, c, co, ldc, rows, k, load);
        } else {
            RegisterTiles.one(a, ao, at, row, step, b, bo, ldb, c, co, ldc, rows, k, load);
        }
    }

    /// As [#move], where there is anything to be done.
    private static void finish(float[] x, int xo, int ldx, Target target, int biasOffset, float[] c, int co, int ldc,
            int rows, int columns) {
        if (target.bias() != null || target.clip().clips()) {
            move(x, xo, ldx, target, biasOffset, c, co, ldc, rows, columns);
        }
    }

    /// C = X, + bias where given, then the clip if asked for.
    private static void move(float[] x, int xo, int ldx, Target target, int biasOffset, float[] c, int co, int ldc,
            int rows, int columns) {
        float[] added = target.bias() == null ? NOTHING : target.bias();
        int addedOffset = target.bias() == null ? 0 : biasOffset;
        int step = target.bias() == null ? 0 : 1;
        for (int j = 0; j < columns; j += COUNT) {
            int width = Math.min(COUNT, columns - j);
            if (target.clip().clips()) {
                moveClipped(x, xo + j, ldx, added, addedOffset + j * step, target.clip().most(), c, co + j, ldc, rows, width);
            } else {
                moveAll(x, xo + j, ldx, added, addedOffset + j * step, c, co + j, ldc, rows, width);
            }
        }
    }

    private static void moveAll(float[] x, int xo, int ldx, float[] added, int addedOffset, float[] c, int co, int ldc,
            int rows, int width) {
        VectorMask<Float> mask = FLOATS.indexInRange(0, width);
        FloatVector bias = FloatVector.fromArray(FLOATS, added, addedOffset, mask);
        for (int i = 0; i < rows; i++) {
            FloatVector.fromArray(FLOATS, x, xo + i * ldx, mask).add(bias).intoArray(c, co + i * ldc, mask);
        }
    }

    private static void moveClipped(float[] x, int xo, int ldx, float[] added, int addedOffset, float most, float[] c,
            int co, int ldc, int rows, int width) {
        VectorMask<Float> mask = FLOATS.indexInRange(0, width);
        FloatVector bias = FloatVector.fromArray(FLOATS, added, addedOffset, mask);
        for (int i = 0; i < rows; i++) {
            FloatVector sum = FloatVector.fromArray(FLOATS, x, xo + i * ldx, mask).add(bias);
            sum = sum.blend(0, sum.compare(VectorOperators.LE, 0));
            sum.blend(most, sum.compare(VectorOperators.GT, most)).intoArray(c, co + i * ldc, mask);
        }
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
        VectorRows.multiply(a, ao, b, bo, ldb, sums, columns, safe);
        if (safe < k) {
            PORTABLE.row(a, ao + safe, b, bo + safe * ldb, ldb, sums, 0, columns, k - safe, CONTINUED, 0);
        }
        move(sums, 0, 0, target, biasOffset, c, co, 0, 1, columns);
    }

    @Override
    public void outerProducts(float[] a, int ao, int lda, float[] b, int bo, int[] offsets, int first, float[] c, int co,
            int ldc, int rows, int columns, int k) {
        int padded = (columns + COUNT - 1) / COUNT * COUNT;
        int safe = k;
        while (safe > 0 && bo + offsets[first + safe - 1] + padded > b.length) {
            safe--;
        }
        for (int i = 0; i < rows; i += OUTER_ROWS) {
            for (int j = 0; j < columns; j += ACROSS * COUNT) {
                int width = Math.min(ACROSS * COUNT, columns - j);
                int to = co + i * ldc + j;
                if (width > 2 * COUNT) {
                    OuterTiles.three(a, ao + i, lda, b, bo + j, offsets, first, c, to, ldc, safe);
                } else if (width > COUNT) {
                    OuterTiles.two(a, ao + i, lda, b, bo + j, offsets, first, c, to, ldc, safe);
                } else {
                    OuterTiles.one(a, ao + i, lda, b, bo + j, offsets, first, c, to, ldc, safe);
                }
            }
        }
        if (safe < k) {
            PORTABLE.outerProducts(a, ao + safe * lda, lda, b, bo, offsets, first + safe, c, co, ldc, rows, columns,
                    k - safe);
        }
    }

    @Override
    public void transpose(float[] x, int xo, int ldx, int rows, int columns, float[] y, int yo, int ldy) {
        PORTABLE.transpose(x, xo, ldx, rows, columns, y, yo, ldy);
    }
}
