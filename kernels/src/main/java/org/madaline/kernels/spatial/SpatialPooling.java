package org.madaline.kernels.spatial;

import java.util.Arrays;
import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;
import org.madaline.kernels.spec.PoolShape;

/// Pooling and its gradient, directly along the channels. A chunk is a few rows of the result, or for the gradients,
/// whose windows may overlap, a whole image.
final class SpatialPooling implements Step {
    /// What is computed.
    enum Kind { MAX, MAX_GRADIENT, AVERAGE, AVERAGE_GRADIENT }

    private static final int CHUNK = 1 << 15;

    private final Kind kind;
    private final SpatialLoops loops;
    private final PoolShape shape;
    private final Runs runs;
    private final boolean disjoint;
    private final int rowsPerChunk;
    private final Slice x;
    private final Slice y;
    private final Slice dx;

    /// @param x the input; dx for the gradient of the average, which does not need it
    /// @param y the result, or delta for gradients
    /// @param dx for gradients
    SpatialPooling(Kind kind, SpatialLoops loops, PoolShape shape, Slice x, Slice y, Slice dx) {
        this.kind = kind;
        this.loops = loops;
        this.shape = shape;
        this.x = x;
        this.y = y;
        this.dx = dx;
        SpatialAxis rows = SpatialAxis.windows(shape.rows());
        SpatialAxis columns = SpatialAxis.windows(shape.columns());
        runs = new Runs(rows, columns, shape.c(), 0, 0, shape.c());
        disjoint = rows.disjoint() && columns.disjoint();
        long work = Math.max(1, (long) shape.outW() * shape.c()
                * (shape.outH() == 0 ? 1 : shape.rows().length(0))
                * (shape.outW() == 0 ? 1 : shape.columns().length(0)));
        rowsPerChunk = dx == null ? (int) Math.max(1, CHUNK / work) : Math.max(1, shape.outH());
    }

    @Override
    public String name() {
        return "pooling " + kind + " " + shape.h() + "x" + shape.w() + "x" + shape.c();
    }

    @Override
    public int chunks(int stage) {
        return Math.max(1, Math.ceilDiv(shape.n() * shape.outH(), rowsPerChunk));
    }

    @Override
    public void run(int stage, int chunk) {
        int begin = chunk * rowsPerChunk;
        int end = Math.min(shape.n() * shape.outH(), begin + rowsPerChunk);
        int size = shape.h() * shape.w() * shape.c();
        for (int row = begin; row < end; row++) {
            int image = row / shape.outH();
            int i = row % shape.outH();
            if (dx != null && i == 0) {
                Arrays.fill(dx.array(), dx.offset() + image * size, dx.offset() + (image + 1) * size, 0);
            }
            for (int s = 0; s < runs.count(); s++) {
                run(i, s, image * size + runs.source(i, s), (row * shape.outW() + runs.column(s)) * shape.c());
            }
        }
    }

    private void run(int row, int segment, int from, int to) {
        Run run = runs.get(row, segment);
        if (dx != null && run.rows() * run.columns() == 0) {
            return;
        }
        int xo = x.offset() + from;
        int yo = y.offset() + to;
        switch (kind) {
            case MAX -> loops.max(run, x.array(), xo, y.array(), yo);
            case MAX_GRADIENT -> loops.maxGradient(run, disjoint, x.array(), xo, dx.array(), dx.offset() + from, y.array(),
                    yo);
            case AVERAGE, AVERAGE_GRADIENT -> averages(run, row, runs.column(segment), from, yo);
        }
    }

    /// The divisor may change inside a run, where only padding is counted beyond the border: cuts the run there.
    private void averages(Run run, int row, int column, int from, int yo) {
        int p = 0;
        while (p < run.pixels()) {
            float divisor = divisor(run, row, column + p);
            int end = p + 1;
            while (end < run.pixels() && divisor(run, row, column + end) == divisor) {
                end++;
            }
            Run part = end - p == run.pixels() ? run : run.pixels(end - p);
            int at = from + p * run.x();
            if (kind == Kind.AVERAGE) {
                loops.average(part, divisor, x.array(), x.offset() + at, y.array(), yo + p * run.y());
            } else {
                loops.averageGradient(part, divisor, dx.array(), dx.offset() + at, y.array(), yo + p * run.y());
            }
            p = end;
        }
    }

    private float divisor(Run run, int row, int column) {
        if (shape.divisor() != 0) {
            return shape.divisor();
        }
        return shape.countPadding() ? shape.rows().padded(row) * shape.columns().padded(column)
                : run.rows() * run.columns();
    }
}
