package org.madaline.kernels.spatial;

import java.util.List;
import java.util.Optional;
import org.madaline.kernels.Prepared;
import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;
import org.madaline.kernels.block.Scratch;
import org.madaline.kernels.block.Tiles;
import org.madaline.kernels.spec.Clip;

/// A convolution, or its gradient with respect to x, as the product of the matrix of patches, read where they lie, and
/// packed weights.
final class PatchProduct implements Step {
    /// Multiply-adds that a chunk should have at least, so that the cost of handing it out does not show.
    private static final long CHUNK = 1 << 17;
    private static final int MOST_PIXELS = 512;
    private static final int FEWEST_PIXELS = 128;
    /// The most multiply-adds of a chain before the next panel's turn.
    private static final int DEPTH = 640;
    private static final int ENOUGH_CHUNKS = 16;

    private final String name;
    private final Tiles tiles;
    private final List<Part> parts;
    private PackedWeights packedWeights;
    private final Panels panels;
    private final Block[] blocks;
    private final int groups;
    private final Slice source;
    private final Slice weights;
    private final Slice bias;
    private final Tiles.Target[] targets;
    private final Slice result;

    /// How the pixels and channels of a part are cut into chunks.
    private record Block(int firstChunk, Bands bands, int panels, int panelBlocks) {
        int chunks(int groups) {
            return bands.count() * panelBlocks * groups;
        }
    }

    PatchProduct(String name, Tiles tiles, List<Part> parts, int groups, PackedWeights.Source layout,
            Slice source, Slice weights, Slice bias, Clip clip, Slice result) {
        this.name = name;
        this.tiles = tiles;
        this.parts = parts;
        this.groups = groups;
        this.source = source;
        this.weights = weights;
        this.bias = bias;
        float[] added = bias == null ? null : bias.array();
        targets = new Tiles.Target[] {new Tiles.Target(false, null, Clip.NONE), new Tiles.Target(true, null, Clip.NONE),
            new Tiles.Target(false, added, clip), new Tiles.Target(true, added, clip)};
        this.result = result;
        int columns = parts.getFirst().channels() / groups;
        packedWeights = new PackedWeights(tiles, parts, groups, columns, layout);
        panels = packedWeights.panels();
        blocks = new Block[parts.size()];
        int chunks = 0;
        for (int part = 0; part < blocks.length; part++) {
            blocks[part] = block(chunks, parts.get(part), columns);
            chunks += blocks[part].chunks(groups);
        }
    }

    private Block block(int firstChunk, Part part, int columns) {
        long work = Math.max(1, (long) part.kernel().length * part.patches().depth() * columns);
        Bands bands = new Bands(part.patches(), Math.clamp(CHUNK / work, FEWEST_PIXELS, MOST_PIXELS));
        int pixels = Math.max(1, part.patches().pixels() / Math.max(1, bands.count()));
        int wanted = Math.ceilDiv(ENOUGH_CHUNKS, Math.max(1, bands.count() * groups));
        int panelBlocks = Math.clamp(work * pixels / CHUNK, 1, Math.min(wanted, panels.count()));
        int perBlock = Math.ceilDiv(panels.count(), panelBlocks);
        return new Block(firstChunk, bands, perBlock, Math.ceilDiv(panels.count(), perBlock));
    }

    @Override
    public String name() {
        return name + ", product over patches";
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
        return Optional.of(packedWeights.prepared());
    }

    @Override
    public void adopt(Prepared same) {
        packedWeights = (PackedWeights) same.values();
    }

    @Override
    public int chunks(int stage) {
        if (stage == 0) {
            return packedWeights.tasks();
        }
        Block last = blocks[blocks.length - 1];
        return last.firstChunk + last.chunks(groups);
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
        multiply(part, group, index / block.panelBlocks / groups, firstPanel, endPanel);
    }

    private void multiply(int index, int group, int band, int firstPanel, int endPanel) {
        Part part = parts.get(index);
        Bands bands = blocks[index].bands;
        boolean dense = part.dense();
        int begin = bands.begin(band);
        int rows = bands.pixels(band);
        int columns = panels.begin(endPanel - 1) + panels.columns(endPanel - 1) - panels.begin(firstPanel);
        int channel = group * (part.channels() / groups) + panels.begin(firstPanel);
        int copied = bands.scratch();
        float[] scratch = Scratch.get().packed(copied + (dense ? 0 : rows * columns));
        int ao = bands.open(band, source.array(), source.offset() + group * part.patches().depth(), scratch, 0);
        float[] a = copied == 0 ? source.array() : scratch;
        float[] c = dense ? result.array() : scratch;
        int co = dense ? result.offset() + part.offset(begin) + channel : copied;
        int cRow = dense ? part.channels() : columns;
        int depth = part.patches().taps() * part.patches().depth();
        int most = depth == 0 ? 1 : Math.ceilDiv(depth, Math.ceilDiv(depth, DEPTH));
        int step = 0;
        do {
            int steps = Math.min(most, depth - step);
            Tiles.Target target = targets[(step > 0 ? 1 : 0) + (step + steps == depth ? 2 : 0)];
            for (int panel = firstPanel; panel < endPanel; panel++) {
                int column = panels.begin(panel) - panels.begin(firstPanel);
                int bRow = panels.rowLength(panel);
                tiles.panel(a, ao, bands.addresses(), 0, step, packedWeights.packed(),
                        packedWeights.offset(index, group, panel) + step * bRow, bRow, c, co + column, cRow, rows,
                        panels.columns(panel), steps, target, bias == null ? 0 : bias.offset() + channel + column);
            }
            step += most;
        } while (step < depth);
        if (!dense) {
            scatter(part, begin, rows, channel, columns, scratch, copied);
        }
    }

    private void scatter(Part part, int begin, int rows, int channel, int columns, float[] c, int co) {
        for (int row = 0; row < rows; row++) {
            System.arraycopy(c, co + row * columns, result.array(), result.offset() + part.offset(begin + row) + channel,
                    columns);
        }
    }
}
