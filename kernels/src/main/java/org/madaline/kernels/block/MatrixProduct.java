package org.madaline.kernels.block;

import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;
import org.madaline.kernels.spec.Clip;
import org.madaline.kernels.spec.GemmShape;

/// C = op(A) op(B): cut into blocks of rows by panels of [Tiles#PANEL] columns.
///
/// B is packed panel by panel where it is transposed, or where so many rows share it that this pays; packing and the
/// cut along k, whose chains go on from the stored C, change no bit of the result.
public final class MatrixProduct implements Step {
    /// The multiply-adds of a chunk, about.
    private static final int CHUNK = 128 * 1024;
    /// Matrices B of at most this many floats stay in the second-level cache, so every chunk may read all of B.
    private static final int NEAR = 128 * 1024;
    /// The rows of a tile, and the most rows of a block.
    private static final int TILE_ROWS = 8;
    private static final int MOST_ROWS = 128;
    /// The cut along k, at most.
    private static final int DEPTH = 256;
    private static final int NEAR_DEPTH = 1024;
    /// From this many rows on a B that is large, or whose rows share few sets of the cache, is packed.
    private static final int PACKED_ROWS = 192;
    private static final int ALIASED = 256;
    /// A last panel of at most this many columns belongs to the chunk of the one before.
    private static final int NARROW = 16;

    private final Tiles tiles;
    private final GemmShape shape;
    private final Slice a;
    private final Slice b;
    private final Slice c;
    private final float[] bias;
    private final int biasOffset;
    private final float[] packed;
    private final int blockRows;
    private final Addresses addresses;
    private final int groups;
    private final int depth;
    private final Tiles.Target first;
    private final Tiles.Target middle;
    private final Tiles.Target last;
    private final Tiles.Target only;

    private MatrixProduct(Tiles tiles, GemmShape shape, Slice a, Slice b, Slice c, Slice bias, Clip clip) {
        this.tiles = tiles;
        this.shape = shape;
        this.a = a;
        this.b = b;
        this.c = c;
        this.bias = bias == null ? null : bias.array();
        this.biasOffset = bias == null ? 0 : bias.offset();
        this.packed = packs(shape) ? new float[panels(shape) * Tiles.PANEL * shape.k()] : null;
        int k = Math.max(1, shape.k());
        boolean near = near(shape);
        long width = near ? shape.n() : Tiles.PANEL;
        long wanted = Math.clamp(CHUNK / Math.max(1, width * k), TILE_ROWS, MOST_ROWS);
        this.blockRows = near ? (int) Long.highestOneBit(wanted) : rowsOfFar(shape.m());
        long panelWork = (long) Math.min(blockRows, shape.m()) * Tiles.PANEL * k;
        long panelsPerChunk = near ? panels(shape) : Math.ceilDiv(CHUNK, Math.max(1, panelWork));
        this.groups = (int) Math.max(1, Math.ceilDiv(shape.n() - NARROW, Tiles.PANEL * Math.max(1, panelsPerChunk)));
        this.depth = Math.ceilDiv(k, Math.ceilDiv(k, near ? NEAR_DEPTH : DEPTH));
        int rows = Math.min(blockRows, shape.m());
        this.addresses = shape.transposeA() ? Addresses.strided(rows, 1, shape.k(), shape.m())
                : Addresses.strided(rows, shape.k(), shape.k(), 1);
        this.only = new Tiles.Target(shape.accumulate(), this.bias, clip);
        this.first = new Tiles.Target(shape.accumulate(), null, Clip.NONE);
        this.middle = new Tiles.Target(true, null, Clip.NONE);
        this.last = new Tiles.Target(true, this.bias, clip);
    }

    /// Binds the product to its operands.
    public static Step of(Tiles tiles, GemmShape shape, Slice a, Slice b, Slice c, Slice bias, Clip clip) {
        a.require((long) shape.m() * shape.k(), "matrix A of the product");
        b.require((long) shape.k() * shape.n(), "matrix B of the product");
        c.require((long) shape.m() * shape.n(), "matrix C of the product");
        if (bias != null) {
            bias.require(shape.n(), "the bias of the product");
        }
        boolean rows = shape.m() == 1 || shape.m() <= RowProduct.MOST_ROWS && !shape.transposeA();
        if (shape.m() > 0 && shape.n() > 0 && rows && !shape.transposeB()) {
            return new RowProduct(tiles, shape, a, b, c, bias, clip);
        }
        return new MatrixProduct(tiles, shape, a, b, c, bias, clip);
    }

    /// The rows of a block where B is large: as many as share a panel of it well, and even.
    private static int rowsOfFar(int m) {
        int blocks = Math.max(1, Math.ceilDiv(m, MOST_ROWS));
        return Math.max(1, Math.ceilDiv(Math.ceilDiv(m, blocks), TILE_ROWS)) * TILE_ROWS;
    }

    private static int panels(GemmShape shape) {
        return Math.ceilDiv(shape.n(), Tiles.PANEL);
    }

    private static boolean packs(GemmShape shape) {
        return shape.transposeB() || shape.m() >= PACKED_ROWS && (!near(shape) || shape.n() % ALIASED == 0);
    }

    private static boolean near(GemmShape shape) {
        return (long) shape.n() * shape.k() <= NEAR;
    }

    @Override
    public int stages() {
        return packed == null ? 1 : 2;
    }

    private boolean packing(int stage) {
        return packed != null && stage == 0;
    }

    @Override
    public int chunks(int stage) {
        int chunks = packing(stage)
                ? Math.ceilDiv(panels(shape), packedPanels())
                : Math.ceilDiv(shape.m(), blockRows) * groups;
        return Math.max(1, chunks);
    }

    /// The panels that one chunk of the first stage packs.
    private int packedPanels() {
        return Math.max(1, 32 * 1024 / (Tiles.PANEL * Math.max(1, shape.k())));
    }

    @Override
    public void run(int stage, int chunk) {
        if (shape.m() == 0 || shape.n() == 0) {
            return;
        }
        int panels = panels(shape);
        if (packing(stage)) {
            int end = Math.min(panels, (chunk + 1) * packedPanels());
            for (int panel = chunk * packedPanels(); panel < end; panel++) {
                pack(panel);
            }
            return;
        }
        int row = chunk / groups * blockRows;
        int group = chunk % groups;
        int end = (group + 1) * panels / groups;
        for (int panel = group * panels / groups; panel < end; panel++) {
            multiply(row, Math.min(blockRows, shape.m() - row), panel);
        }
    }

    private void pack(int panel) {
        int column = panel * Tiles.PANEL;
        int columns = Math.min(Tiles.PANEL, shape.n() - column);
        int to = column * shape.k();
        if (shape.transposeB()) {
            tiles.transpose(b.array(), b.offset() + column * shape.k(), shape.k(), columns, shape.k(), packed, to,
                    Tiles.PANEL);
        } else {
            for (int l = 0; l < shape.k(); l++) {
                System.arraycopy(b.array(), b.offset() + l * shape.n() + column, packed, to + l * Tiles.PANEL, columns);
            }
        }
    }

    private void multiply(int row, int rows, int panel) {
        int column = panel * Tiles.PANEL;
        int columns = Math.min(Tiles.PANEL, shape.n() - column);
        float[] from = packed == null ? b.array() : packed;
        int bo = packed == null ? b.offset() + column : column * shape.k();
        int ldb = packed == null ? shape.n() : Tiles.PANEL;
        int ao = a.offset() + row * (shape.transposeA() ? 1 : shape.k());
        int co = c.offset() + row * shape.n() + column;
        for (int l = 0; l == 0 || l < shape.k(); l += depth) {
            int steps = Math.min(depth, shape.k() - l);
            boolean end = l + steps == shape.k();
            Tiles.Target target = l == 0 ? end ? only : first : end ? last : middle;
            tiles.panel(a.array(), ao, addresses, 0, l, from, bo + l * ldb, ldb, c.array(), co, shape.n(), rows,
                    columns, steps, target, biasOffset + column);
        }
    }

    @Override
    public String name() {
        return "gemm " + shape.m() + "x" + shape.n() + "x" + shape.k();
    }
}
