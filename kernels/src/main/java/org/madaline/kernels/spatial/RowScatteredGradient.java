package org.madaline.kernels.spatial;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.madaline.kernels.Prepared;
import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;
import org.madaline.kernels.block.Addresses;
import org.madaline.kernels.block.Scratch;
import org.madaline.kernels.block.Tiles;
import org.madaline.kernels.spec.Clip;
import org.madaline.kernels.spec.ConvShape;

/// The gradient of a convolution with respect to x where x has few channels and a row of the kernel fills vectors well.
/// Along the height it is a product over patches of delta; along the width, delta times the weights of a row of the kernel,
/// all its columns and channels side by side, is the gradient of the piece of a row of x that one pixel sees, and is added
/// to dx. Compared with [ScatteredGradient] there is one sum to add for a row of taps, not for each tap.
///
/// Rows of delta outside the image take no part; so nothing is copied.
final class RowScatteredGradient implements Step {
    private static final int MOST_CHANNELS = 8;
    /// Neighbouring pixels of delta that tiles should have at least; images are taken together for it.
    private static final int PIXELS = 32;
    private static final int ENOUGH_CHUNKS = 16;
    /// The floats of the product that are kept before they are added.
    private static final int NEAR = 24 * 1024;
    private static final Tiles.Target PRODUCT = new Tiles.Target(false, null, Clip.NONE);

    private final String name;
    private final Tiles tiles;
    private final SpatialLoops loops;
    private final ConvShape shape;
    private final SpatialAxis columns;
    private final List<Part> parts;
    private PackedWeights packedWeights;
    private final Panels panels;
    private final int images;
    private final int blockRows;
    private final int width;
    private final Addresses addresses;
    private final Slice delta;
    private final Slice weights;
    private final Slice dx;

    RowScatteredGradient(String name, Tiles tiles, SpatialLoops loops, ConvShape s, Slice delta, Slice w, Slice dx) {
        this.name = name;
        this.tiles = tiles;
        this.loops = loops;
        this.shape = s;
        this.delta = delta;
        this.weights = w;
        this.dx = dx;
        columns = Patches.forward(s).columns();
        int row = s.kw() * s.c();
        parts = Part.inputGradient(new ConvShape(s.n(), s.h(), s.outW(), row, s.k(), s.kh(), 1, s.strideH(), 1, s.padTop(), 0,
                s.padBottom(), 0, s.dilationH(), 1, 1));
        packedWeights = new PackedWeights(tiles, parts, 1, row, new PackedWeights.Source(0, row, s.kh() * row, 1));
        panels = packedWeights.panels();
        width = panels.size(1);
        images = together(s);
        blockRows = Math.clamp(NEAR / ((long) images * s.outW() * width), 1, Math.max(1, s.h()));
        addresses = new Addresses(pixelOffsets(), stepOffsets());
    }

    /// Where few floats are wasted that pad a row of the kernel's weights to whole vectors.
    static boolean fits(ConvShape s) {
        int vectors = s.kh() * Math.ceilDiv(s.kw() * s.c(), Tiles.LANES);
        return s.groups() == 1 && s.c() <= MOST_CHANNELS
                && 4 * vectors <= 5 * Math.ceilDiv(s.kh() * s.kw() * s.c(), Tiles.LANES);
    }

    /// How many images are taken together: a divisor of n.
    private static int together(ConvShape s) {
        int images = Math.clamp(Math.ceilDiv(PIXELS, s.outW()), 1, Math.max(1, s.n() / ENOUGH_CHUNKS));
        while (s.n() % images != 0) {
            images--;
        }
        return images;
    }

    /// Of the pixels of delta that a block of rows of dx begins to see: row by row, in each row image by image.
    private int[] pixelOffsets() {
        int[] offsets = new int[blockRows * images * shape.outW()];
        for (int p = 0; p < offsets.length; p++) {
            int row = p / shape.outW() / images;
            int image = p / shape.outW() % images;
            offsets[p] = ((image * shape.outH() + row) * shape.outW() + p % shape.outW()) * shape.k();
        }
        return offsets;
    }

    private int[] stepOffsets() {
        int taps = parts.stream().mapToInt(part -> part.kernel().length).max().orElse(0);
        int[] offsets = new int[taps * shape.k()];
        for (int l = 0; l < offsets.length; l++) {
            int spacing = parts.getFirst().patches().rows().spacing();
            offsets[l] = l / shape.k() * spacing * shape.outW() * shape.k() + l % shape.k();
        }
        return offsets;
    }

    @Override
    public String name() {
        return name + ", scattered product of rows";
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
        return Math.max(1, stage == 0 ? packedWeights.tasks() : shape.n() / images);
    }

    @Override
    public void run(int stage, int chunk) {
        if (stage == 0) {
            if (chunk < packedWeights.tasks()) {
                packedWeights.pack(chunk, weights.array(), weights.offset());
            }
            return;
        }
        if (shape.n() == 0) {
            return;
        }
        int size = images * shape.h() * shape.w() * shape.c();
        Arrays.fill(dx.array(), dx.offset() + chunk * size, dx.offset() + (chunk + 1) * size, 0);
        float[] product = Scratch.get().packed(blockRows * images * shape.outW() * width);
        for (int part = 0; part < parts.size(); part++) {
            int rows = parts.get(part).patches().rows().count();
            for (int begin = 0; begin < rows; begin += blockRows) {
                int count = Math.min(blockRows, rows - begin);
                multiply(part, begin, count, chunk * images, product);
                for (int j = 0; j < shape.outW(); j++) {
                    add(parts.get(part), begin, count, chunk * images, j, product);
                }
            }
        }
    }

    /// The product for `count` rows of a part; neighbouring rows that see the same taps are taken together.
    private void multiply(int part, int begin, int count, int image, float[] product) {
        SpatialAxis rows = parts.get(part).patches().rows();
        int pixels = images * shape.outW();
        int end = begin + count;
        for (int row = begin; row < end;) {
            int next = row + 1;
            while (next < end && rows.valid()[next] == rows.valid()[row] && rows.skipped()[next] == rows.skipped()[row]) {
                next++;
            }
            int to = (row - begin) * pixels * width;
            int steps = rows.valid()[row] * shape.k();
            if (steps == 0) {
                Arrays.fill(product, to, to + (next - row) * pixels * width, 0);
            } else {
                int from = delta.offset() + (image * shape.outH() + rows.origin()[row]) * shape.outW() * shape.k();
                multiply(part, from, rows.skipped()[row] * shape.k(), steps, (next - row) * pixels, product, to);
            }
            row = next;
        }
    }

    private void multiply(int part, int from, int step, int steps, int pixels, float[] product, int to) {
        for (int panel = 0; panel < panels.count(); panel++) {
            int length = panels.rowLength(panel);
            tiles.panel(delta.array(), from, addresses, 0, step, packedWeights.packed(),
                    packedWeights.offset(part, 0, panel) + step * length, length, product, to + panels.begin(panel), width,
                    pixels, length, steps, PRODUCT, 0);
        }
    }

    /// Adds what the pixels of column j of delta send to rows of dx, as far as it lies inside the image. All rows take
    /// their turn before the next column, which adds to the same places.
    private void add(Part part, int begin, int count, int firstImage, int j, float[] product) {
        int c = shape.c();
        int neighbours = columns.spacing() == 1 ? columns.valid()[j] : 1;
        for (int tap = 0; tap < columns.valid()[j]; tap += neighbours) {
            for (int i = 0; i < images; i++) {
                int from = (i * shape.outW() + j) * width + (columns.skipped()[j] + tap) * c;
                int row = (firstImage + i) * shape.h() + part.rowBegin() + begin * part.rowStride();
                int to = dx.offset() + (row * shape.w() + columns.first(j) + tap * columns.spacing()) * c;
                loops.addRows(count, neighbours * c, product, from, images * shape.outW() * width, dx.array(), to,
                        part.rowStride() * shape.w() * c);
            }
        }
    }
}
