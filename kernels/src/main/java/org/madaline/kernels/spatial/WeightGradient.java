package org.madaline.kernels.spatial;

import java.util.ArrayList;
import java.util.List;
import org.madaline.kernels.ConvShape;
import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;
import org.madaline.kernels.block.Scratch;
import org.madaline.kernels.block.Tiles;

/// The gradient of a convolution with respect to its weights: deltaᵀ times the matrix of patches. Its columns are cut
/// into blocks; where these are few, the pixels are cut into ranges as well, each summed in order, and the sums are
/// added in order.
final class WeightGradient implements Step {
    private static final int ENOUGH_CHUNKS = 16;
    private static final int LEAST_PIXELS = 256;
    private static final int COLUMNS = 192;
    private static final int PIXELS = 128;
    private static final Tiles.Target FIRST = new Tiles.Target(false, null, false);
    private static final Tiles.Target MORE = new Tiles.Target(true, null, false);

    private final Tiles tiles;
    private final SpatialLoops loops;
    private final ConvShape shape;
    private final Patches patches;
    private final int splits;
    private final int pixelsPerSplit;
    private final int depth;
    private final List<Patches.Taps> tapBlocks;
    private final int depthPerBlock;
    private final int depthBlocks;
    private final float[] sums;
    private final Slice x;
    private final Slice delta;
    private final Slice dw;

    WeightGradient(Tiles tiles, SpatialLoops loops, ConvShape shape, Slice x, Slice delta, Slice dw) {
        this.tiles = tiles;
        this.loops = loops;
        this.shape = shape;
        this.x = x;
        this.delta = delta;
        this.dw = dw;
        patches = Patches.forward(shape);
        depth = patches.depth();
        depthBlocks = Math.ceilDiv(depth, COLUMNS);
        depthPerBlock = depthBlocks == 1 ? depth : Math.ceilDiv(Math.ceilDiv(depth, depthBlocks), 16) * 16;
        tapBlocks = tapBlocks(patches);
        splits = Math.clamp(patches.pixels() / LEAST_PIXELS, 1,
                Math.ceilDiv(ENOUGH_CHUNKS, tapBlocks.size() * depthBlocks * shape.groups()));
        pixelsPerSplit = Math.ceilDiv(patches.pixels(), splits);
        sums = new float[splits == 1 ? 0 : Math.multiplyExact(splits, size())];
    }

    /// Rectangles of taps with at most `COLUMNS` columns of the product, as far as one tap allows: whole rows if
    /// possible, so that their columns are neighbours.
    private static List<Patches.Taps> tapBlocks(Patches patches) {
        int most = Math.max(1, COLUMNS / patches.depth());
        List<Patches.Taps> blocks = new ArrayList<>();
        int rows = Math.clamp(most / patches.tapColumns(), 1, patches.tapRows());
        int columns = Math.min(most, patches.tapColumns());
        for (int row = 0; row < patches.tapRows(); row += rows) {
            for (int column = 0; column < patches.tapColumns(); column += columns) {
                blocks.add(new Patches.Taps(row, Math.min(row + rows, patches.tapRows()),
                        column, Math.min(column + columns, patches.tapColumns())));
            }
        }
        return blocks;
    }

    private int size() {
        return shape.k() * patches.taps() * depth;
    }

    @Override
    public int stages() {
        return splits == 1 ? 1 : 2;
    }

    @Override
    public int chunks(int stage) {
        return stage == 0 ? splits * tapBlocks.size() * depthBlocks * shape.groups() : ENOUGH_CHUNKS;
    }

    @Override
    public void run(int stage, int chunk) {
        if (stage == 1) {
            combine(chunk);
            return;
        }
        int split = chunk % splits;
        int depthBlock = chunk / splits % depthBlocks;
        Patches.Taps taps = tapBlocks.get(chunk / splits / depthBlocks % tapBlocks.size());
        int group = chunk / splits / depthBlocks / tapBlocks.size();
        int channel = depthBlock * depthPerBlock;
        int channels = Math.min(depthPerBlock, depth - channel);
        if (channels > 0) {
            sum(split, group, taps, channel, channels);
        }
    }

    private void sum(int split, int group, Patches.Taps taps, int channel, int channels) {
        int rows = shape.k() / shape.groups();
        int columns = taps.count() * channels;
        int bRow = Math.ceilDiv(columns, Tiles.LANES) * Tiles.LANES;
        Patches block = new Patches(patches.n(), patches.channels(), channels, patches.rows(), patches.columns(),
                patches.tapRows(), patches.tapColumns());
        int cRow = patches.taps() * depth;
        float[] c = splits == 1 ? dw.array() : sums;
        int co = (splits == 1 ? dw.offset() : split * size()) + group * rows * cRow
                + (taps.firstRow() * patches.tapColumns() + taps.firstColumn()) * depth + channel;
        float[] packed = Scratch.get().packed(PIXELS * bRow + SpatialLoops.OVERRUN);
        int end = Math.min(patches.pixels(), (split + 1) * pixelsPerSplit);
        int pixel = split * pixelsPerSplit;
        Tiles.Target target = FIRST;
        do {
            int count = Math.clamp(end - pixel, 0, PIXELS);
            block.pack(loops, x.array(), x.offset() + group * depth + channel, pixel, count, taps, packed, 0, bRow);
            int ao = delta.offset() + pixel * shape.k() + group * rows;
            for (int column = 0; column < columns; column += Tiles.PANEL) {
                tiles.panel(delta.array(), ao, 1, shape.k(), packed, column, bRow, c, co + column, cRow, rows,
                        Math.min(Tiles.PANEL, columns - column), count, target, 0);
            }
            target = MORE;
            pixel += PIXELS;
        } while (pixel < end);
    }

    private void combine(int chunk) {
        int begin = (int) ((long) size() * chunk / ENOUGH_CHUNKS);
        int end = (int) ((long) size() * (chunk + 1) / ENOUGH_CHUNKS);
        int to = dw.offset();
        for (int i = begin; i < end; i++) {
            dw.array()[to + i] = sums[i];
        }
        for (int split = 1; split < splits; split++) {
            int from = split * size();
            for (int i = begin; i < end; i++) {
                dw.array()[to + i] += sums[from + i];
            }
        }
    }
}
