package org.madaline.kernels.block;

import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;
import org.madaline.kernels.spec.Clip;
import org.madaline.kernels.spec.GemmShape;

/// The product of one, two or three rows with a matrix that is read as it lies: the cost is that of reading B.
final class RowProduct implements Step {
    /// The most rows for which this is used.
    static final int MOST_ROWS = 3;
    private static final int CHUNK = 512 * 1024;

    private final Tiles tiles;
    private final GemmShape shape;
    private final Slice a;
    private final Slice b;
    private final Slice c;
    private final int biasOffset;
    private final Tiles.Target target;
    private final int chunkColumns;

    RowProduct(Tiles tiles, GemmShape shape, Slice a, Slice b, Slice c, Slice bias, Clip clip) {
        this.tiles = tiles;
        this.shape = shape;
        this.a = a;
        this.b = b;
        this.c = c;
        this.biasOffset = bias == null ? 0 : bias.offset();
        this.target = new Tiles.Target(shape.accumulate(), bias == null ? null : bias.array(), clip);
        int blocks = Math.ceilDiv(CHUNK, Tiles.ROW_BLOCK * Math.max(1, shape.k()));
        this.chunkColumns = blocks * Tiles.ROW_BLOCK;
    }

    @Override
    public int chunks(int stage) {
        return Math.ceilDiv(shape.n(), chunkColumns);
    }

    @Override
    public void run(int stage, int chunk) {
        int end = Math.min(shape.n(), (chunk + 1) * chunkColumns);
        for (int i = 0; i < shape.m(); i++) {
            for (int column = chunk * chunkColumns; column < end; column += Tiles.ROW_BLOCK) {
                tiles.row(a.array(), a.offset() + i * shape.k(), b.array(), b.offset() + column, shape.n(), c.array(),
                        c.offset() + i * shape.n() + column, Math.min(Tiles.ROW_BLOCK, end - column), shape.k(), target,
                        biasOffset + column);
            }
        }
    }

    @Override
    public String name() {
        return "gemm " + shape.m() + "x" + shape.n() + "x" + shape.k();
    }
}
