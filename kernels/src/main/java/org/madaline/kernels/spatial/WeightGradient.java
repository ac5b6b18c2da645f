package org.madaline.kernels.spatial;

import java.util.Arrays;
import org.madaline.kernels.Clip;
import org.madaline.kernels.ConvShape;
import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;
import org.madaline.kernels.block.Addresses;
import org.madaline.kernels.block.Scratch;
import org.madaline.kernels.block.Tiles;

/// The gradient of a convolution with respect to its weights: the transposed matrix of patches, read where they lie,
/// times delta. The result is cut into blocks; where these are few, the pixels are cut into ranges as well, each summed
/// in order, and the sums are added in order.
final class WeightGradient implements Step {
    private static final int ENOUGH_CHUNKS = 16;
    private static final int PIXELS = 256;
    private static final int ROWS = 192;
    private static final int COLUMNS = 4 * Tiles.PANEL;
    private static final Tiles.Target MORE = new Tiles.Target(true, null, Clip.NONE);

    private final String name;
    private final Tiles tiles;
    private final ConvShape shape;
    private final Bands bands;
    private final Addresses addresses;
    private final int rows;
    private final int columns;
    private final int rowBlocks;
    private final int columnBlocks;
    private final int splits;
    private final float[] sums;
    private final Slice x;
    private final Slice delta;
    private final Slice dw;

    WeightGradient(String name, Tiles tiles, ConvShape shape, Slice x, Slice delta, Slice dw) {
        this.name = name;
        this.tiles = tiles;
        this.shape = shape;
        this.x = x;
        this.delta = delta;
        this.dw = dw;
        bands = new Bands(Patches.forward(shape), PIXELS);
        addresses = bands.addresses().transposed();
        rows = addresses.rows().length;
        columns = shape.k() / shape.groups();
        rowBlocks = Math.ceilDiv(rows, ROWS);
        columnBlocks = Math.ceilDiv(columns, COLUMNS);
        splits = Math.clamp(bands.count(), 1, Math.ceilDiv(ENOUGH_CHUNKS, rowBlocks * columnBlocks * shape.groups()));
        sums = new float[splits == 1 ? 0 : Math.multiplyExact(splits, size())];
    }

    private int size() {
        return shape.k() * rows;
    }

    @Override
    public String name() {
        return name + ", product over patches";
    }

    @Override
    public int stages() {
        return splits == 1 ? 1 : 2;
    }

    @Override
    public int chunks(int stage) {
        return stage == 0 ? splits * rowBlocks * columnBlocks * shape.groups() : ENOUGH_CHUNKS;
    }

    @Override
    public void run(int stage, int chunk) {
        if (stage == 1) {
            combine(chunk);
            return;
        }
        int block = chunk / splits;
        int row = block % rowBlocks * ROWS;
        int column = block / rowBlocks % columnBlocks * COLUMNS;
        sum(chunk % splits, block / rowBlocks / columnBlocks, row, Math.min(ROWS, rows - row), column,
                Math.min(COLUMNS, columns - column));
    }

    private void sum(int split, int group, int row, int height, int column, int width) {
        int copied = bands.scratch();
        float[] scratch = Scratch.get().packed(copied + height * width);
        Arrays.fill(scratch, copied, copied + height * width, 0);
        float[] a = copied == 0 ? x.array() : scratch;
        int end = (int) ((long) bands.count() * (split + 1) / splits);
        for (int band = (int) ((long) bands.count() * split / splits); band < end; band++) {
            int ao = bands.open(band, x.array(), x.offset() + group * (shape.c() / shape.groups()), scratch, 0);
            int bo = delta.offset() + bands.begin(band) * shape.k() + group * columns + column;
            for (int j = 0; j < width; j += Tiles.PANEL) {
                tiles.panel(a, ao, addresses, row, 0, delta.array(), bo + j, shape.k(), scratch, copied + j, width,
                        height, Math.min(Tiles.PANEL, width - j), bands.pixels(band), MORE, 0);
            }
        }
        Slice to = splits == 1 ? dw : new Slice(sums, split * size());
        tiles.transpose(scratch, copied, width, height, width, to.array(),
                to.offset() + (group * columns + column) * rows + row, rows);
    }

    private void combine(int chunk) {
        int begin = (int) ((long) size() * chunk / ENOUGH_CHUNKS);
        int end = (int) ((long) size() * (chunk + 1) / ENOUGH_CHUNKS);
        int to = dw.offset();
        System.arraycopy(sums, begin, dw.array(), to + begin, end - begin);
        for (int split = 1; split < splits; split++) {
            int from = split * size();
            for (int i = begin; i < end; i++) {
                dw.array()[to + i] += sums[from + i];
            }
        }
    }
}
