package org.madaline.kernels.spatial;

import java.util.Arrays;
import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;
import org.madaline.kernels.block.Addresses;
import org.madaline.kernels.block.Scratch;
import org.madaline.kernels.block.Tiles;
import org.madaline.kernels.spec.Clip;
import org.madaline.kernels.spec.ConvShape;

/// The gradient of a convolution with respect to its weights: the transposed matrix of patches, read where they lie,
/// times delta, or, with the same bits and less to read, the transposed delta times the matrix of patches, where the
/// runs of a patch whose elements are neighbours in memory fill vectors well. The result is cut into blocks; where these
/// are few, the pixels are cut into ranges as well, each summed in order, and the sums are added in order.
final class WeightGradient implements Step {
    private static final int ENOUGH_CHUNKS = 16;
    private static final int PIXELS = 256;
    private static final int ROWS = 192;
    private static final int COLUMNS = 4 * Tiles.PANEL;
    /// The pixels of patches that stay in the first-level cache while delta's channels take their turns.
    private static final int NEAR_PIXELS = 128;
    /// The time of a vector of sums in tiles of 1, 2 and 3 vectors, in hundredths of a nanosecond as measured: of the
    /// product with transposed patches, and of the other one.
    private static final int[] COST = {44, 35, 32};
    private static final int[] OUTER_COST = {38, 29, 28};
    private static final Tiles.Target MORE = new Tiles.Target(true, null, Clip.NONE);

    private final String name;
    private final Tiles tiles;
    private final ConvShape shape;
    private final Bands bands;
    private final Addresses addresses;
    private final int rows;
    private final int columns;
    private final Panels runs;
    private final boolean outer;
    private final int rowBlocks;
    private final int columnBlocks;
    private final SplitSums sums;
    private final Slice x;
    private final Slice delta;

    WeightGradient(String name, Tiles tiles, ConvShape shape, Slice x, Slice delta, Slice dw) {
        this.name = name;
        this.tiles = tiles;
        this.shape = shape;
        this.x = x;
        this.delta = delta;
        bands = new Bands(Patches.forward(shape), PIXELS);
        addresses = bands.addresses().transposed();
        rows = addresses.rows().length;
        columns = shape.k() / shape.groups();
        runs = Panels.of(run(addresses.rows()));
        outer = columns % Tiles.OUTER_ROWS == 0 && outerCost() < cost();
        rowBlocks = outer ? Math.ceilDiv(pieces(), piecesPerBlock()) : Math.ceilDiv(rows, ROWS);
        columnBlocks = Math.ceilDiv(columns, COLUMNS);
        int splits = Math.clamp(bands.count(), 1, Math.ceilDiv(ENOUGH_CHUNKS, rowBlocks * columnBlocks * shape.groups()));
        sums = new SplitSums(dw, Math.multiplyExact(shape.k(), rows), splits);
    }

    /// How many neighbouring elements of a patch are neighbours in memory.
    private static int run(int[] elements) {
        int length = 1;
        while (length < elements.length && elements[length] == elements[length - 1] + 1) {
            length++;
        }
        return length;
    }

    private long cost() {
        int vectors = Math.ceilDiv(columns, Tiles.LANES);
        return (long) Math.ceilDiv(rows, 8) * 8 * vectors * COST[Math.min(vectors, 3) - 1];
    }

    private long outerCost() {
        int vectors = rows / runs.columns() * runs.size(1) / Tiles.LANES;
        return (long) columns * vectors * OUTER_COST[runs.rowLength(0) / Tiles.LANES - 1];
    }

    /// A run is cut into pieces as wide as a tile.
    private int pieces() {
        return rows / runs.columns() * runs.count();
    }

    private int piecesPerBlock() {
        return ROWS / runs.rowLength(0);
    }

    @Override
    public String name() {
        return name + ", product over patches";
    }

    @Override
    public int stages() {
        return sums.splits() == 1 ? 1 : 2;
    }

    @Override
    public int chunks(int stage) {
        return stage == 0 ? sums.splits() * rowBlocks * columnBlocks * shape.groups() : ENOUGH_CHUNKS;
    }

    @Override
    public void run(int stage, int chunk) {
        if (stage == 1) {
            sums.add(chunk, ENOUGH_CHUNKS);
            return;
        }
        int block = chunk / sums.splits();
        int column = block / rowBlocks % columnBlocks * COLUMNS;
        if (outer) {
            int piece = block % rowBlocks * piecesPerBlock();
            sumOuter(chunk % sums.splits(), block / rowBlocks / columnBlocks, piece, Math.min(pieces(), piece + piecesPerBlock()),
                    column, Math.min(COLUMNS, columns - column));
            return;
        }
        int row = block % rowBlocks * ROWS;
        sum(chunk % sums.splits(), block / rowBlocks / columnBlocks, row, Math.min(ROWS, rows - row), column,
                Math.min(COLUMNS, columns - column));
    }

    private void sum(int split, int group, int row, int height, int column, int width) {
        int copied = bands.scratch();
        float[] scratch = Scratch.get().packed(copied + height * width);
        Arrays.fill(scratch, copied, copied + height * width, 0);
        float[] a = copied == 0 ? x.array() : scratch;
        int end = (int) ((long) bands.count() * (split + 1) / sums.splits());
        for (int band = (int) ((long) bands.count() * split / sums.splits()); band < end; band++) {
            int ao = bands.open(band, x.array(), x.offset() + group * (shape.c() / shape.groups()), scratch, 0);
            int bo = delta.offset() + bands.begin(band) * shape.k() + group * columns + column;
            for (int j = 0; j < width; j += Tiles.PANEL) {
                tiles.panel(a, ao, addresses, row, 0, delta.array(), bo + j, shape.k(), scratch, copied + j, width,
                        height, Math.min(Tiles.PANEL, width - j), bands.pixels(band), MORE, 0);
            }
        }
        Slice to = sums.part(split);
        tiles.transpose(scratch, copied, width, height, width, to.array(),
                to.offset() + (group * columns + column) * rows + row, rows);
    }

    /// The elements of patches in the given pieces, for some channels of delta.
    private void sumOuter(int split, int group, int firstPiece, int endPiece, int column, int height) {
        int copied = bands.scratch();
        int wide = runs.rowLength(0);
        float[] scratch = Scratch.get().packed(copied + (endPiece - firstPiece) * height * wide);
        Arrays.fill(scratch, copied, copied + (endPiece - firstPiece) * height * wide, 0);
        float[] b = copied == 0 ? x.array() : scratch;
        int end = (int) ((long) bands.count() * (split + 1) / sums.splits());
        for (int band = (int) ((long) bands.count() * split / sums.splits()); band < end; band++) {
            int bo = bands.open(band, x.array(), x.offset() + group * (shape.c() / shape.groups()), scratch, 0);
            int ao = delta.offset() + bands.begin(band) * shape.k() + group * columns + column;
            for (int pixel = 0; pixel < bands.pixels(band); pixel += NEAR_PIXELS) {
                for (int piece = firstPiece; piece < endPiece; piece++) {
                    tiles.outerProducts(delta.array(), ao + pixel * shape.k(), shape.k(), b,
                            bo + addresses.rows()[element(piece)], addresses.steps(), pixel, scratch,
                            copied + (piece - firstPiece) * height * wide, wide, height,
                            runs.columns(piece % runs.count()), Math.min(NEAR_PIXELS, bands.pixels(band) - pixel));
                }
            }
        }
        Slice to = sums.part(split);
        for (int i = 0; i < height; i++) {
            for (int piece = firstPiece; piece < endPiece; piece++) {
                System.arraycopy(scratch, copied + ((piece - firstPiece) * height + i) * wide, to.array(),
                        to.offset() + (group * columns + column + i) * rows + element(piece),
                        runs.columns(piece % runs.count()));
            }
        }
    }

    /// The first element of a patch in a piece.
    private int element(int piece) {
        return piece / runs.count() * runs.columns() + runs.begin(piece % runs.count());
    }
}
