package org.madaline.kernels.spatial;

import java.util.Arrays;
import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;
import org.madaline.kernels.block.Addresses;
import org.madaline.kernels.block.Scratch;
import org.madaline.kernels.block.Tiles;
import org.madaline.kernels.spec.Clip;
import org.madaline.kernels.spec.ConvShape;

/// The gradient of a convolution with respect to x where x has few channels: delta times the weights, whose columns
/// are all taps of all channels, is the gradient of each pixel's patch, and is added to dx ("col2im"). A product of
/// patches of delta would fill only a part of each vector.
///
/// The pixels of a column of the result come one after the other: for each row of x their gradients are summed first and
/// then added to dx, which neighbouring columns would else have to store and load again at once.
final class ScatteredGradient implements Step {
    private static final int MOST_CHANNELS = 8;
    private static final int PIXELS = 128;
    private static final Tiles.Target PRODUCT = new Tiles.Target(false, null, Clip.NONE);

    private final String name;
    private final Tiles tiles;
    private final SpatialLoops loops;
    private final ConvShape shape;
    private final Patches patches;
    private final Addresses pixels;
    private final int[] firstTerm;
    private final int[] terms;
    private final int termStep;
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
        pixels = columnByColumn();
        firstTerm = new int[shape.h()];
        terms = new int[shape.h()];
        termStep = findTerms();
    }

    static boolean fits(ConvShape s) {
        return s.groups() == 1 && s.c() <= MOST_CHANNELS;
    }

    private int columns() {
        return patches.taps() * shape.c();
    }

    private Addresses columnByColumn() {
        int[] rows = new int[shape.outH() * shape.outW()];
        for (int p = 0; p < rows.length; p++) {
            rows[p] = (p % shape.outH() * shape.outW() + p / shape.outH()) * shape.k();
        }
        return new Addresses(rows, Addresses.strided(0, 0, shape.k(), 1).steps());
    }

    /// For each row of x, where in the product of a column of the result the gradients for it lie; returns how far apart.
    private int findTerms() {
        int tapRow = shape.kw() * shape.c();
        int step = 0;
        for (int row = 0; row < shape.h(); row++) {
            int last = 0;
            for (int tap = 0; tap < shape.kh(); tap++) {
                int at = row + shape.padTop() - tap * shape.dilationH();
                int i = at / shape.strideH();
                if (at >= 0 && at % shape.strideH() == 0 && i < shape.outH()) {
                    int term = i * columns() + tap * tapRow;
                    if (terms[row]++ == 0) {
                        firstTerm[row] = term;
                    } else {
                        step = term - last;
                    }
                    last = term;
                }
            }
        }
        return step;
    }

    @Override
    public String name() {
        return name + ", scattered product";
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
        int from = delta.offset() + image * shape.outH() * shape.outW() * shape.k();
        int columns = columns();
        int together = Math.max(1, PIXELS / Math.max(1, shape.outH()));
        float[] product = Scratch.get().packed(together * shape.outH() * columns);
        for (int j = 0; j < shape.outW(); j += together) {
            int count = Math.min(together, shape.outW() - j);
            for (int column = 0; column < columns; column += Tiles.PANEL) {
                tiles.panel(delta.array(), from, pixels, j * shape.outH(), 0, weights.array(), weights.offset() + column,
                        columns, product, column, columns, count * shape.outH(), Math.min(Tiles.PANEL, columns - column),
                        shape.k(), PRODUCT, 0);
            }
            for (int p = 0; p < count; p++) {
                addColumn(product, p * shape.outH() * columns, j + p, to);
            }
        }
    }

    /// Adds the gradients of the patches of column j of the result, as far as they lie inside the image.
    private void addColumn(float[] product, int from, int j, int image) {
        SpatialAxis columns = patches.columns();
        int c = shape.c();
        int neighbours = columns.spacing() == 1 ? columns.valid()[j] : 1;
        for (int tap = 0; tap < columns.valid()[j]; tap += neighbours) {
            int at = from + (columns.skipped()[j] + tap) * c;
            int to = image + (columns.first(j) + tap * columns.spacing()) * c;
            loops.addSums(firstTerm, terms, termStep, neighbours * c, product, at, dx.array(), to, shape.w() * c);
        }
    }
}
