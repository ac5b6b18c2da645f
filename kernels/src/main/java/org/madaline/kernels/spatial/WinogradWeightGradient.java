package org.madaline.kernels.spatial;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;
import org.madaline.kernels.block.Scratch;
import org.madaline.kernels.block.Tiles;
import org.madaline.kernels.spec.ConvShape;

/// The gradient of a convolution with a 3x3 kernel of stride 1 with respect to its weights, as the derivative of
/// Winograd's F(2x2, 3x3): Gᵀ (Σ (A δ Aᵀ) ⊙ (Bᵀ d B)) G, summed over the tiles. For 16 elements it is a matrix product
/// over many tiles, with 16 multiplications for the 36 of the direct sum, from which it differs by rounding. The result
/// is cut into blocks of channels whose sums stay near; where there are few, the tiles are cut into ranges as well.
final class WinogradWeightGradient implements Step {
    private static final int ELEMENTS = 16;
    private static final int ENOUGH_CHUNKS = 16;
    private static final int LEAST_CHANNELS = 64;
    private static final int LEAST_SIDE = 14;
    /// Channels of x, and of delta, that a chunk works on.
    private static final int BLOCK = 64;
    /// Neighbouring channels of x in one product.
    private static final int PANEL = 2 * Tiles.LANES;
    /// Tiles that are transformed before they are multiplied.
    private static final int NEAR_TILES = 32;
    /// Floats from one tile's channels to the next, and from one element's matrix to the next: not a multiple of what
    /// falls into one set of the cache.
    private static final int ROW = BLOCK + Tiles.LANES;
    private static final int MATRIX = NEAR_TILES * ROW + Tiles.LANES;
    private static final int[] ROWS = IntStream.range(0, NEAR_TILES).map(t -> t * ROW).toArray();

    private static final int DELTAS = ELEMENTS * MATRIX;
    private static final int SUMS = DELTAS + ELEMENTS * MATRIX;
    private static final int PATCH = SUMS + ELEMENTS * BLOCK * BLOCK;
    private static final int SCRATCH = PATCH + WinogradTiles.PIXELS * BLOCK;

    private final String name;
    private final Tiles tiles;
    private final WinogradLoops loops;
    private final WinogradTiles places;
    private final int channels;
    private final int outputs;
    private final SplitSums sums;
    private final Slice x;
    private final Slice delta;

    WinogradWeightGradient(String name, Tiles tiles, WinogradLoops loops, ConvShape s, Slice x, Slice delta, Slice dw) {
        this.name = name;
        this.tiles = tiles;
        this.loops = loops;
        this.x = x;
        this.delta = delta;
        places = new WinogradTiles(loops, Patches.forward(s), s.outH(), s.outW());
        channels = s.c();
        outputs = s.k();
        int splits = Math.clamp(Math.ceilDiv(ENOUGH_CHUNKS, blocks()), 1, Math.ceilDiv(places.count(), NEAR_TILES));
        sums = new SplitSums(dw, Math.multiplyExact(9 * channels, outputs), splits);
    }

    /// Whether this algorithm is taken: where that of the convolution is, and there is enough to sum over.
    static boolean fits(ConvShape s) {
        return WinogradProduct.fits(s) && s.c() >= LEAST_CHANNELS && s.k() >= LEAST_CHANNELS && s.outH() >= LEAST_SIDE
                && s.outW() >= LEAST_SIDE;
    }

    private int blocks() {
        return Math.ceilDiv(channels, BLOCK) * Math.ceilDiv(outputs, BLOCK);
    }

    @Override
    public String name() {
        return name + ", Winograd F(2x2, 3x3)";
    }

    @Override
    public int stages() {
        return sums.splits() == 1 ? 1 : 2;
    }

    @Override
    public int chunks(int stage) {
        return stage == 0 ? blocks() * sums.splits() : ENOUGH_CHUNKS;
    }

    @Override
    public void run(int stage, int chunk) {
        if (stage == 1) {
            sums.add(chunk, ENOUGH_CHUNKS);
            return;
        }
        int split = chunk % sums.splits();
        int block = chunk / sums.splits();
        int across = Math.ceilDiv(channels, BLOCK);
        int channel = block % across * BLOCK;
        int output = block / across * BLOCK;
        sum(split, channel, Math.min(BLOCK, channels - channel), output, Math.min(BLOCK, outputs - output));
    }

    private void sum(int split, int channel, int width, int output, int height) {
        float[] scratch = Scratch.get().packed(SCRATCH);
        Arrays.fill(scratch, SUMS, SUMS + ELEMENTS * BLOCK * BLOCK, 0);
        int end = (int) ((long) places.count() * (split + 1) / sums.splits());
        for (int tile = (int) ((long) places.count() * split / sums.splits()); tile < end; tile += NEAR_TILES) {
            int count = Math.min(NEAR_TILES, end - tile);
            for (int t = 0; t < count; t++) {
                places.source(tile + t, x, channel, width, scratch, ROWS[t], MATRIX, PATCH);
                places.gradient(tile + t, delta, outputs, output, height, scratch, DELTAS + ROWS[t], MATRIX, PATCH);
            }
            multiply(scratch, count, width, height);
        }
        Slice to = sums.part(split);
        for (int i = 0; i < height; i++) {
            loops.weights(width, scratch, SUMS + i * BLOCK, BLOCK * BLOCK, to.array(),
                    to.offset() + (output + i) * 9 * channels + channel, channels);
        }
    }

    /// M\[e]\[output, channel] += Σ (A δ Aᵀ)\[e]\[tile, output] (Bᵀ d B)\[e]\[tile, channel].
    private void multiply(float[] scratch, int count, int width, int height) {
        for (int e = 0; e < ELEMENTS; e++) {
            for (int j = 0; j < width; j += PANEL) {
                tiles.outerProducts(scratch, DELTAS + e * MATRIX, ROW, scratch, e * MATRIX + j, ROWS, 0, scratch,
                        SUMS + e * BLOCK * BLOCK + j, BLOCK, height, Math.min(PANEL, width - j), count);
            }
        }
    }
}
