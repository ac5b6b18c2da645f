package org.madaline.kernels.block;

import java.util.Arrays;
import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;

/// A copy between strided places; axes that both sides walk without a gap are merged first.
public final class CopyStep implements Step {
    private static final int MOST_AXES = 6;
    private static final int CHUNK = 32 * 1024;

    /// The elements of a piece of a line that is written with gaps.
    private static final int MOST_PIECE = 1024;
    private static final int LEAST_PIECE = 64;

    private final int[] sizes;
    private final int[] xStrides;
    private final int[] yStrides;
    private final int axes;
    private final int runs;
    private final int runsPerChunk;
    private final Slice x;
    private final Slice y;

    private CopyStep(int[] sizes, int[] xStrides, int[] yStrides, Slice x, Slice y) {
        this.sizes = sizes;
        this.xStrides = xStrides;
        this.yStrides = yStrides;
        this.x = x;
        this.y = y;
        this.axes = cut(merge());
        int outer = 1;
        for (int d = 0; d < axes - 1; d++) {
            outer *= sizes[d];
        }
        this.runs = outer;
        this.runsPerChunk = Math.max(1, CHUNK / Math.max(1, sizes[axes - 1]));
    }

    /// Binds the copy to its operands.
    public static Step of(int[] sizes, int[] xStrides, int[] yStrides, Slice x, Slice y) {
        if (sizes.length > MOST_AXES || xStrides.length != sizes.length || yStrides.length != sizes.length) {
            throw new IllegalArgumentException("a copy takes up to " + MOST_AXES + " sizes and as many strides, not "
                    + sizes.length + ", " + xStrides.length + " and " + yStrides.length);
        }
        long xLast = 0;
        long yLast = 0;
        boolean empty = false;
        for (int d = 0; d < sizes.length; d++) {
            empty |= sizes[d] == 0;
            xLast += (sizes[d] - 1L) * xStrides[d];
            yLast += (sizes[d] - 1L) * yStrides[d];
        }
        if (!empty) {
            x.require(xLast + 1, "the source of the copy");
            y.require(yLast + 1, "the target of the copy");
        }
        int n = Math.max(1, sizes.length) + 1;
        int[] extents = Arrays.copyOf(sizes.length == 0 ? new int[] {1} : sizes, n);
        return new CopyStep(extents, Arrays.copyOf(xStrides, n), Arrays.copyOf(yStrides, n), x, y);
    }

    /// Merges neighbouring axes in place and returns how many remain; behind them is room for one more.
    private int merge() {
        int kept = 0;
        for (int d = 1; d < sizes.length - 1; d++) {
            boolean gapless = xStrides[kept] == sizes[d] * xStrides[d] && yStrides[kept] == sizes[d] * yStrides[d];
            int size = gapless || sizes[kept] == 1 || sizes[d] == 1 ? sizes[kept] * sizes[d] : -1;
            int source = sizes[d] == 1 ? kept : d;
            kept = size < 0 ? kept + 1 : kept;
            xStrides[kept] = xStrides[source];
            yStrides[kept] = yStrides[source];
            sizes[kept] = size < 0 ? sizes[d] : size;
        }
        return kept + 1;
    }

    /// Where the last axis is written with gaps that the axis before it fills, as the pixels of an image's planes are:
    /// takes it in pieces, one plane's after the other's, so that what is written lies together. Returns how many axes
    /// there are then.
    private int cut(int kept) {
        int last = kept - 1;
        int piece = last > 0 && Math.abs(yStrides[last - 1]) < Math.abs(yStrides[last]) ? piece(sizes[last]) : sizes[last];
        if (piece == sizes[last]) {
            return kept;
        }
        sizes[kept] = piece;
        xStrides[kept] = xStrides[last];
        yStrides[kept] = yStrides[last];
        int pieces = sizes[last] / piece;
        for (int[] axis : new int[][] {sizes, xStrides, yStrides}) {
            axis[last] = axis[last - 1];
        }
        sizes[last - 1] = pieces;
        xStrides[last - 1] = piece * xStrides[kept];
        yStrides[last - 1] = piece * yStrides[kept];
        return kept + 1;
    }

    /// The longest piece that divides a line; the whole line where there is none.
    private static int piece(int length) {
        for (int piece = Math.min(length, MOST_PIECE); piece >= LEAST_PIECE; piece--) {
            if (length % piece == 0) {
                return piece;
            }
        }
        return length;
    }

    @Override
    public int chunks(int stage) {
        return Math.max(1, Math.ceilDiv(runs, runsPerChunk));
    }

    @Override
    public void run(int stage, int chunk) {
        int end = Math.min(runs, (chunk + 1) * runsPerChunk);
        for (int run = chunk * runsPerChunk; run < end; run++) {
            int from = x.offset();
            int to = y.offset();
            int rest = run;
            for (int d = axes - 2; d >= 0; d--) {
                int i = rest % sizes[d];
                rest /= sizes[d];
                from += i * xStrides[d];
                to += i * yStrides[d];
            }
            copyRun(x.array(), from, xStrides[axes - 1], y.array(), to, yStrides[axes - 1], sizes[axes - 1]);
        }
    }

    private static void copyRun(float[] x, int from, int xStride, float[] y, int to, int yStride, int n) {
        if (xStride == 1 && yStride == 1) {
            System.arraycopy(x, from, y, to, n);
            return;
        }
        for (int i = 0; i < n; i++) {
            y[to + i * yStride] = x[from + i * xStride];
        }
    }

    @Override
    public String name() {
        return "copy " + Arrays.toString(Arrays.copyOf(sizes, axes));
    }
}
