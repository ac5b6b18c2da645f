package org.madaline.kernels.spatial;

import java.util.List;
import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;
import org.madaline.kernels.block.Scratch;
import org.madaline.kernels.block.Tiles;

/// A convolution, or its gradient with respect to x, as the product of a matrix of patches and packed weights: the
/// matrix is packed block by block into a buffer that stays in the second-level cache.
final class PatchProduct implements Step {
    /// Multiply-adds that a chunk should have at least, so that the cost of handing it out does not show.
    private static final long CHUNK = 1 << 17;
    private static final int MOST_ROWS = 512;
    private static final int ROWS = 64;
    private static final int DEPTH = 640;
    private static final int ROW_STEP = 8;
    private static final int ENOUGH_CHUNKS = 16;

    private final String name;
    private final Tiles tiles;
    private final SpatialLoops loops;
    private final List<Part> parts;
    private final PackedWeights packedWeights;
    private final Panels panels;
    private final Block[] blocks;
    private final int groups;
    private final Slice source;
    private final Slice weights;
    private final Slice bias;
    private final Tiles.Target[] targets;
    private final Slice result;

    /// How the rows and columns of a part's product are cut into chunks.
    private record Block(int firstChunk, int rows, int rowBlocks, int panels, int panelBlocks) {}

    PatchProduct(String name, Tiles tiles, SpatialLoops loops, List<Part> parts, int groups, PackedWeights.Source layout,
            Slice source, Slice weights, Slice bias, boolean relu, Slice result) {
        this.name = name;
        this.tiles = tiles;
        this.loops = loops;
        this.parts = parts;
        this.groups = groups;
        this.source = source;
        this.weights = weights;
        this.bias = bias;
        float[] added = bias == null ? null : bias.array();
        targets = new Tiles.Target[] {new Tiles.Target(false, null, false), new Tiles.Target(true, null, false),
            new Tiles.Target(false, added, relu), new Tiles.Target(true, added, relu)};
        this.result = result;
        int columns = parts.getFirst().channels() / groups;
        packedWeights = new PackedWeights(tiles, parts, groups, columns, layout);
        panels = packedWeights.panels();
        blocks = new Block[parts.size()];
        int chunks = 0;
        for (int part = 0; part < blocks.length; part++) {
            blocks[part] = block(chunks, parts.get(part), columns);
            chunks += blocks[part].rowBlocks * blocks[part].panelBlocks * groups;
        }
    }

    private Block block(int firstChunk, Part part, int columns) {
        int pixels = part.patches().pixels();
        long work = Math.max(1, (long) part.kernel().length * part.patches().depth() * columns);
        int most = Math.clamp(CHUNK / work, ROWS, MOST_ROWS);
        int rowBlocks = Math.max(1, Math.ceilDiv(pixels, most));
        int rows = Math.ceilDiv(Math.ceilDiv(pixels, rowBlocks), ROW_STEP) * ROW_STEP;
        int wanted = Math.ceilDiv(ENOUGH_CHUNKS, rowBlocks * groups);
        int panelBlocks = Math.clamp(work * rows / CHUNK, 1, Math.min(wanted, panels.count()));
        int perBlock = Math.ceilDiv(panels.count(), panelBlocks);
        return new Block(firstChunk, rows, rowBlocks, perBlock, Math.ceilDiv(panels.count(), perBlock));
    }

    @Override
    public String name() {
        return name;
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
    public int chunks(int stage) {
        if (stage == 0) {
            return packedWeights.tasks();
        }
        Block last = blocks[blocks.length - 1];
        return last.firstChunk + last.rowBlocks * last.panelBlocks * groups;
    }

    @Override
    public void run(int stage, int chunk) {
        if (stage == 0) {
            packedWeights.pack(chunk, weights.array(), weights.offset());
            return;
        }
        int part = blocks.length - 1;
        while (blocks[part].firstChunk > chunk) {
            part--;
        }
        Block block = blocks[part];
        int index = chunk - block.firstChunk;
        int firstPanel = index % block.panelBlocks * block.panels;
        int endPanel = Math.min(panels.count(), firstPanel + block.panels);
        int group = index / block.panelBlocks % groups;
        int begin = index / block.panelBlocks / groups * block.rows;
        int end = Math.min(parts.get(part).patches().pixels(), begin + block.rows);
        if (begin < end) {
            multiply(part, group, begin, end - begin, firstPanel, endPanel);
        }
    }

    private void multiply(int index, int group, int begin, int rows, int firstPanel, int endPanel) {
        Part part = parts.get(index);
        Patches patches = part.patches();
        int depth = patches.tapColumns() * patches.depth();
        int from = source.offset() + group * patches.depth();
        int columns = panels.begin(endPanel - 1) + panels.columns(endPanel - 1) - panels.begin(firstPanel);
        int channel = group * (part.channels() / groups) + panels.begin(firstPanel);
        int tapRows = Math.ceilDiv(patches.tapRows(), Math.max(1, Math.ceilDiv(patches.tapRows() * depth, DEPTH)));
        boolean plain = patches.plain();
        boolean dense = part.dense();
        int aRow = plain ? patches.channels() : paddedRow(tapRows * depth);
        int packed = plain ? 0 : rows * aRow + SpatialLoops.OVERRUN;
        float[] scratch = Scratch.get().packed(packed + (dense ? 0 : rows * columns));
        Place c = dense ? new Place(result.array(), result.offset() + part.offset(begin) + channel, part.channels())
                : new Place(scratch, packed, columns);
        int row = 0;
        do {
            int endRow = Math.min(patches.tapRows(), row + tapRows);
            Place a = plain ? new Place(source.array(), from + begin * aRow, aRow) : new Place(scratch, 0, aRow);
            if (!plain) {
                patches.pack(loops, source.array(), from, begin, rows,
                        new Patches.Taps(row, endRow, 0, patches.tapColumns()), scratch, 0, aRow);
            }
            Tiles.Target target = targets[(row > 0 ? 1 : 0) + (endRow == patches.tapRows() ? 2 : 0)];
            for (int panel = firstPanel; panel < endPanel; panel++) {
                int column = panels.begin(panel) - panels.begin(firstPanel);
                int bRow = panels.rowLength(panel);
                tiles.panel(a.array, a.offset, a.row, 1, packedWeights.packed(),
                        packedWeights.offset(index, group, panel) + row * depth * bRow, bRow, c.array, c.offset + column, c.row,
                        rows, panels.columns(panel), (endRow - row) * depth, target,
                        bias == null ? 0 : bias.offset() + channel + column);
            }
            row = endRow;
        } while (row < patches.tapRows());
        if (!dense) {
            scatter(part, begin, rows, channel, columns, scratch, packed);
        }
    }

    /// Where a matrix lies; `row` floats from one of its rows to the next.
    private record Place(float[] array, int offset, int row) {}

    private void scatter(Part part, int begin, int rows, int channel, int columns, float[] c, int co) {
        for (int row = 0; row < rows; row++) {
            System.arraycopy(c, co + row * columns, result.array(), result.offset() + part.offset(begin + row) + channel,
                    columns);
        }
    }

    /// A distance of rows that does not map them to the same set of the cache.
    private static int paddedRow(int depth) {
        int row = Math.ceilDiv(depth, 16) * 16;
        return row % 128 == 0 ? row + 16 : row;
    }
}
