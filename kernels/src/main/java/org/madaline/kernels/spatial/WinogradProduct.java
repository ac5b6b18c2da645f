package org.madaline.kernels.spatial;

import java.util.Optional;
import org.madaline.kernels.Prepared;
import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;
import org.madaline.kernels.block.Addresses;
import org.madaline.kernels.block.Scratch;
import org.madaline.kernels.block.Tiles;
import org.madaline.kernels.spec.Clip;
import org.madaline.kernels.spec.ConvShape;

/// A convolution with a 3x3 kernel of stride 1, or its gradient with respect to x, by Winograd's F(2x2, 3x3): a tile of
/// 2x2 pixels of the result takes 16 multiplications a channel instead of 36, as 16 matrix products over many tiles.
/// Its results differ from the direct sum's by rounding.
final class WinogradProduct implements Step {
    private static final int ELEMENTS = 16;
    private static final int ENOUGH_CHUNKS = 16;
    private static final int FEWEST_TILES = 32;
    private static final int MOST_TILES = 64;
    private static final int LEAST_CHANNELS = 32;
    /// Rows of the weights that are turned at a time; `fits` takes multiples only.
    private static final int TURNED = 16;
    /// Floats between matrices and their rows, so that these do not fall into the same sets of the cache.
    private static final int SPACE = 16;
    private static final Tiles.Target PRODUCT = new Tiles.Target(false, null, Clip.NONE);

    private final String name;
    private final Tiles tiles;
    private final WinogradLoops winograd;
    private final Part part;
    private final WinogradTiles places;
    private final PackedWeights.Source layout;
    private final Slice source;
    private final Slice weights;
    private final Slice bias;
    private final Clip clip;
    private final Slice result;
    private final int depth;
    private final int columns;
    private final int tilesPerChunk;
    private final int tileBlocks;
    private final int panelsPerChunk;
    private final int panelBlocks;
    private final Addresses addresses;
    private final Panels panels;
    private float[] packed;

    /// All that the transformed values depend on besides the weights.
    private record Form(PackedWeights.Source layout, boolean ascending, int depth, int columns) {}

    WinogradProduct(String name, Tiles tiles, WinogradLoops winograd, Part part,
            PackedWeights.Source layout, Slice source, Slice weights, Slice bias, Clip clip, Slice result) {
        this.name = name;
        this.tiles = tiles;
        this.winograd = winograd;
        this.part = part;
        this.layout = layout;
        this.source = source;
        this.weights = weights;
        this.bias = bias;
        this.clip = clip;
        this.result = result;
        depth = part.patches().depth();
        columns = part.channels();
        places = new WinogradTiles(winograd, part.patches(), part.height(), part.width());
        int count = places.count();
        tileBlocks = Math.ceilDiv(count, Math.clamp(16384 / depth, FEWEST_TILES, MOST_TILES));
        tilesPerChunk = Math.ceilDiv(Math.ceilDiv(count, tileBlocks), 8) * 8;
        addresses = Addresses.strided(tilesPerChunk, depth + SPACE, depth, 1);
        panels = Panels.of(columns);
        packed = new float[panels.size(ELEMENTS * depth)];
        panelsPerChunk = Math.max(1, panels.count() / Math.ceilDiv(ENOUGH_CHUNKS, tileBlocks));
        panelBlocks = Math.ceilDiv(panels.count(), panelsPerChunk);
    }

    /// Whether this algorithm is taken: it is where there are channels enough that the transforms do not count, and little
    /// waste at the borders. That follows from the shape of one example, so that its result is the same in any batch.
    static boolean fits(ConvShape s) {
        long tiles = (long) Math.ceilDiv(s.outH(), 2) * Math.ceilDiv(s.outW(), 2);
        return s.kh() == 3 && s.kw() == 3 && s.strideH() == 1 && s.strideW() == 1 && s.dilationH() == 1
                && s.dilationW() == 1 && s.groups() == 1 && s.c() >= LEAST_CHANNELS && s.k() >= LEAST_CHANNELS
                && s.c() % TURNED == 0 && s.k() % TURNED == 0
                && 3L * s.outH() * s.outW() >= 8 * tiles;
    }

    @Override
    public String name() {
        return name + ", Winograd F(2x2, 3x3)";
    }

    @Override
    public int stages() {
        return 2;
    }

    @Override
    public int preparations() {
        return 1;
    }

    @Override
    public Optional<Prepared> prepared() {
        return Optional.of(new Prepared(new Form(layout, part.kernel()[0] < part.kernel()[1], depth, columns), packed));
    }

    @Override
    public void adopt(Prepared same) {
        packed = (float[]) same.values();
    }

    @Override
    public int chunks(int stage) {
        return stage == 0 ? panels.count() : tileBlocks * panelBlocks;
    }

    @Override
    public void run(int stage, int chunk) {
        if (stage == 0) {
            transformWeights(chunk);
            return;
        }
        int begin = chunk / panelBlocks * tilesPerChunk;
        int end = Math.min(places.count(), begin + tilesPerChunk);
        int firstPanel = chunk % panelBlocks * panelsPerChunk;
        int endPanel = Math.min(panels.count(), firstPanel + panelsPerChunk);
        if (begin < end) {
            multiply(begin, end - begin, firstPanel, endPanel);
        }
    }

    /// The weights of a panel, along its columns; where its rows are neighbours in memory, some of them at a time are turned.
    private void transformWeights(int panel) {
        float[] w = weights.array();
        int[] taps = part.kernel();
        int tap = (taps[1] - taps[0]) * layout.tapStep();
        int from = weights.offset() + taps[0] * layout.tapStep() + panels.begin(panel) * layout.columnStep();
        int to = panels.offset(panel, ELEMENTS * depth);
        int width = panels.columns(panel);
        if (layout.columnStep() == 1) {
            for (int row = 0; row < depth; row++) {
                winograd.kernel(width, w, from + row * layout.rowStep(), tap, packed, to + row * width, depth * width);
            }
            return;
        }
        float[] turned = Scratch.get().packed(taps.length * TURNED * width);
        for (int first = 0; first < depth; first += TURNED) {
            for (int t = 0; t < taps.length; t++) {
                tiles.transpose(w, from + t * tap + first, layout.columnStep(), width, TURNED, turned, t * TURNED * width,
                        width);
            }
            for (int row = 0; row < TURNED; row++) {
                winograd.kernel(width, turned, row * width, TURNED * width, packed, to + (first + row) * width, depth * width);
            }
        }
    }

    private void multiply(int begin, int count, int firstPanel, int endPanel) {
        int firstColumn = panels.begin(firstPanel);
        int width = panels.begin(endPanel - 1) + panels.columns(endPanel - 1) - firstColumn;
        int vRow = depth + SPACE;
        int mRow = width + SPACE;
        int vStep = count * vRow + SPACE;
        int mStep = count * mRow + SPACE;
        int mo = ELEMENTS * vStep;
        int patch = mo + ELEMENTS * mStep;
        float[] scratch = Scratch.get().packed(patch + WinogradTiles.PIXELS * depth);
        for (int t = 0; t < count; t++) {
            places.source(begin + t, source, 0, depth, scratch, t * vRow, vStep, patch);
        }
        for (int e = 0; e < ELEMENTS; e++) {
            for (int panel = firstPanel; panel < endPanel; panel++) {
                int bRow = panels.rowLength(panel);
                tiles.panel(scratch, e * vStep, addresses, 0, 0, packed,
                        panels.offset(panel, ELEMENTS * depth) + e * depth * bRow, bRow,
                        scratch, mo + e * mStep + panels.begin(panel) - firstColumn, mRow,
                        count, panels.columns(panel), depth, PRODUCT, 0);
            }
        }
        for (int t = 0; t < count; t++) {
            transformOutput(begin + t, firstColumn, width, scratch, mo + t * mRow, mStep);
        }
    }

    private void transformOutput(int tile, int firstColumn, int width, float[] scratch, int from, int step) {
        winograd.output(width, scratch, from, step, bias == null ? null : bias.array(),
                bias == null ? 0 : bias.offset() + firstColumn, clip, Math.min(2, part.height() - places.row(tile)),
                Math.min(2, part.width() - places.column(tile)), result.array(),
                result.offset() + places.pixel(tile) * columns + firstColumn,
                part.width() * columns, columns);
    }
}
