package org.madaline.kernels.spatial;

import java.util.Arrays;
import org.madaline.kernels.ConvShape;
import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;
import org.madaline.kernels.block.Scratch;
import org.madaline.kernels.block.Tiles;

/// The gradient of a convolution with respect to x where x has few channels: delta times the weights, whose columns
/// are all taps of all channels, is the gradient of each pixel's patch, and is added to dx pixel by pixel ("col2im").
/// A product of patches of delta would fill only a part of each vector.
final class ScatteredGradient implements Step {
    private static final int MOST_CHANNELS = 8;
    private static final int PIXELS = 64;
    private static final Tiles.Target PRODUCT = new Tiles.Target(false, null, false);

    private final String name;
    private final Tiles tiles;
    private final SpatialLoops loops;
    private final ConvShape shape;
    private final Patches patches;
    private final Slice delta;
    private final Slice weights;
    private final Slice dx;

    ScatteredGradient(String name, Tiles tiles, SpatialLoops loops, ConvShape shape, Slice delta, Slice w, Slice dx) {
        this.name = name;
        this.tiles = tiles;
        this.loops = loops;
        this.shape = shape;
        this.delta = delta;
        this.weights = w;
        this.dx = dx;
        patches = Patches.forward(shape);
    }

    static boolean fits(ConvShape s) {
        return s.groups() == 1 && s.c() <= MOST_CHANNELS;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int chunks(int stage) {
        return Math.max(1, shape.n());
    }

    @Override
    public void run(int stage, int image) {
        if (image >= shape.n()) {
            return;
        }
        int size = shape.h() * shape.w() * shape.c();
        int to = dx.offset() + image * size;
        Arrays.fill(dx.array(), to, to + size, 0);
        int pixels = shape.outH() * shape.outW();
        int columns = patches.taps() * shape.c();
        float[] product = Scratch.get().packed(PIXELS * columns);
        for (int pixel = 0; pixel < pixels; pixel += PIXELS) {
            int count = Math.min(PIXELS, pixels - pixel);
            int from = delta.offset() + (image * pixels + pixel) * shape.k();
            for (int column = 0; column < columns; column += Tiles.PANEL) {
                tiles.panel(delta.array(), from, shape.k(), 1, weights.array(), weights.offset() + column, columns,
                        product, column, columns, count, Math.min(Tiles.PANEL, columns - column), shape.k(), PRODUCT, 0);
            }
            for (int p = 0; p < count; p++) {
                add(product, p * columns, (pixel + p) / shape.outW(), (pixel + p) % shape.outW(), to);
            }
        }
    }

    /// Adds the gradient of the patch of pixel (i, j), as far as it lies inside the image.
    private void add(float[] product, int from, int i, int j, int image) {
        Axis rows = patches.rows();
        Axis columns = patches.columns();
        int c = shape.c();
        int xRow = shape.kw() * c;
        int first = from + rows.skipped()[i] * xRow + columns.skipped()[j] * c;
        int to = image + (rows.first(i) * shape.w() + columns.first(j)) * c;
        int toRow = rows.spacing() * shape.w() * c;
        if (columns.spacing() == 1) {
            loops.addWindow(rows.valid()[i], xRow, columns.valid()[j] * c, product, first, toRow, dx.array(), to);
        } else {
            for (int tap = 0; tap < columns.valid()[j]; tap++) {
                loops.addWindow(rows.valid()[i], xRow, c, product, first + tap * c, toRow,
                        dx.array(), to + tap * columns.spacing() * c);
            }
        }
    }
}
