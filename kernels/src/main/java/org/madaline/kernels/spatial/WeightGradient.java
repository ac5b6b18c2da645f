package org.madaline.kernels.spatial;

import org.madaline.kernels.ConvShape;
import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;

/// The gradient of a convolution with respect to its weights: deltaᵀ times the matrix of patches. Its columns are cut
/// into blocks; where these are few, the pixels are cut into ranges as well, each summed in order, and the sums are
/// added in order.
final class WeightGradient implements Step {
    private static final int ENOUGH_CHUNKS = 16;
    private static final int LEAST_PIXELS = 256;
    private static final int COLUMNS = 192;
    private static final int PIXELS = 128;

    private final SpatialLoops loops;
    private final ConvShape shape;
    private final Patches patches;
    private final int splits;
    private final int pixelsPerSplit;
    private final int depth;
    private final int tapsPerBlock;
    private final int tapBlocks;
    private final int depthPerBlock;
    private final int depthBlocks;
    private final float[] sums;
    private final Slice x;
    private final Slice delta;
    private final Slice dw;

    WeightGradient(SpatialLoops loops, ConvShape shape, Slice x, Slice delta, Slice dw) {
        this.loops = loops;
        this.shape = shape;
        this.x = x;
        this.delta = delta;
        this.dw = dw;
        patches = Patches.forward(shape);
        depth = patches.depth();
        int taps = patches.taps();
        depthBlocks = Math.ceilDiv(depth, COLUMNS);
        depthPerBlock = depthBlocks == 1 ? depth : Math.ceilDiv(Math.ceilDiv(depth, depthBlocks), 16) * 16;
        tapBlocks = Math.ceilDiv(taps, Math.max(1, COLUMNS / depth));
        tapsPerBlock = Math.ceilDiv(taps, tapBlocks);
        splits = Math.clamp(patches.pixels() / LEAST_PIXELS, 1,
                Math.ceilDiv(ENOUGH_CHUNKS, tapBlocks * depthBlocks * shape.groups()));
        pixelsPerSplit = Math.ceilDiv(patches.pixels(), splits);
        sums = new float[splits == 1 ? 0 : Math.multiplyExact(splits, size())];
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
        return stage == 0 ? splits * tapBlocks * depthBlocks * shape.groups() : ENOUGH_CHUNKS;
    }

    @Override
    public void run(int stage, int chunk) {
        if (stage == 1) {
            combine(chunk);
            return;
        }
        int split = chunk % splits;
        int depthBlock = chunk / splits % depthBlocks;
        int tapBlock = chunk / splits / depthBlocks % tapBlocks;
        int group = chunk / splits / depthBlocks / tapBlocks;
        int firstTap = tapBlock * tapsPerBlock;
        int channel = depthBlock * depthPerBlock;
        int endTap = Math.min(patches.taps(), firstTap + tapsPerBlock);
        int channels = Math.min(depthPerBlock, depth - channel);
        if (firstTap < endTap && channels > 0) {
            sum(split, group, firstTap, endTap, channel, channels);
        }
    }

    private void sum(int split, int group, int firstTap, int endTap, int channel, int channels) {
        int rows = shape.k() / shape.groups();
        int columns = (endTap - firstTap) * channels;
        int bRow = Math.ceilDiv(columns, loops.lanes()) * loops.lanes();
        Patches block = new Patches(patches.n(), patches.channels(), channels, patches.rows(), patches.columns(),
                patches.tapRows(), patches.tapColumns());
        int cRow = patches.taps() * depth;
        float[] c = splits == 1 ? dw.array() : sums;
        int co = (splits == 1 ? dw.offset() : split * size()) + group * rows * cRow + firstTap * depth + channel;
        float[] packed = Scratch.floats(PIXELS * bRow);
        int end = Math.min(patches.pixels(), (split + 1) * pixelsPerSplit);
        int pixel = split * pixelsPerSplit;
        boolean accumulate = false;
        do {
            int count = Math.clamp(end - pixel, 0, PIXELS);
            block.pack(loops, x.array(), x.offset() + group * depth + channel, pixel, count, firstTap, endTap,
                    packed, 0, bRow);
            int ao = delta.offset() + pixel * shape.k() + group * rows;
            for (int column = 0; column < columns; column += loops.panel()) {
                for (int row = 0; row < rows; row += loops.rows()) {
                    loops.tileTransposed(Math.min(loops.rows(), rows - row), Math.min(loops.panel(), columns - column),
                            count, delta.array(), ao + row, shape.k(), packed, column, bRow,
                            c, co + row * cRow + column, cRow, accumulate);
                }
            }
            accumulate = true;
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
