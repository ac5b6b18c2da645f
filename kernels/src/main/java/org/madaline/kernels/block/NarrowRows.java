package org.madaline.kernels.block;

import java.util.Arrays;
import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;
import org.madaline.kernels.spec.Program.Code;

/// Softmax and cross-entropy of short rows: a block of rows is turned on its side, so that the loops run along many rows
/// at once, and each row's sums go over its columns in ascending order.
final class NarrowRows implements Step {
    /// Rows of up to this many columns are treated here.
    static final int MOST_COLUMNS = 64;
    /// Rows in a block.
    private static final int N = 64;

    private final Loops loops;
    private final String name;
    private final int rows;
    private final int columns;
    private final Body body;

    /// What is done with `n` rows from `row` on.
    private interface Body {
        void run(NarrowRows step, float[] floats, int row, int n);
    }

    private NarrowRows(Loops loops, String name, int rows, int columns, Body body) {
        this.loops = loops;
        this.name = name + " " + rows + "x" + columns;
        this.rows = rows;
        this.columns = columns;
        this.body = body;
    }

    static Step softmax(Loops loops, int rows, int columns, boolean log, Slice x, Slice y) {
        return new NarrowRows(loops, log ? "logsoftmax" : "softmax", rows, columns, (step, floats, row, n) -> {
            step.softmax(floats, x, row, n, log);
            step.put(floats, y, row, n);
        });
    }

    static Step crossEntropy(Loops loops, int rows, int columns, Slice z, Slice q, Slice loss) {
        return new NarrowRows(loops, "crossentropy", rows, columns, (step, floats, row, n) -> {
            step.softmax(floats, z, row, n, true);
            step.take(q, row, n, floats, step.other());
            int sum = step.sums();
            Arrays.fill(floats, sum, sum + n, 0);
            for (int j = 0; j < columns; j++) {
                int v = step.values() + j * N;
                int p = step.other() + j * N;
                loops.ternary(Code.SELECT, floats, p, floats, v, floats, p, floats, v, n);
                loops.ternary(Code.FMA, floats, p, floats, v, floats, sum, floats, sum, n);
            }
            for (int r = 0; r < n; r++) {
                loss.array()[loss.offset() + row + r] = 0 - floats[sum + r];
            }
        });
    }

    static Step crossEntropyGradient(Loops loops, int rows, int columns, Slice z, Slice q, Slice upstream, Slice delta) {
        return new NarrowRows(loops, "crossentropy gradient", rows, columns, (step, floats, row, n) -> {
            step.softmax(floats, z, row, n, false);
            step.take(q, row, n, floats, step.other());
            step.fold(Code.ADD, floats, step.other(), n);
            for (int j = 0; j < columns; j++) {
                int v = step.values() + j * N;
                loops.binary(Code.MUL, floats, v, floats, step.sums(), floats, v, n);
                loops.binary(Code.SUB, floats, v, floats, step.other() + j * N, floats, v, n);
                loops.binary(Code.MUL, floats, v, upstream.array(), upstream.offset() + row, floats, v, n);
            }
            step.put(floats, delta, row, n);
        });
    }

    static Step classCrossEntropy(Loops loops, int rows, int columns, Slice z, Slice classes, Slice loss) {
        return new NarrowRows(loops, "class crossentropy", rows, columns, (step, floats, row, n) -> {
            step.softmax(floats, z, row, n, true);
            for (int r = 0; r < n; r++) {
                int k = RowStep.label(classes, row + r, columns);
                loss.array()[loss.offset() + row + r] = 0 - (0 + (k < 0 ? 0 : floats[step.values() + k * N + r]));
            }
        });
    }

    static Step classCrossEntropyGradient(Loops loops, int rows, int columns, Slice z, Slice classes, Slice upstream,
            Slice delta) {
        return new NarrowRows(loops, "class crossentropy gradient", rows, columns, (step, floats, row, n) -> {
            step.softmax(floats, z, row, n, false);
            for (int r = 0; r < n; r++) {
                int k = RowStep.label(classes, row + r, columns);
                if (k >= 0) {
                    floats[step.values() + k * N + r] -= 1;
                } else {
                    for (int j = 0; j < columns; j++) {
                        floats[step.values() + j * N + r] *= 0;
                    }
                }
            }
            for (int j = 0; j < columns; j++) {
                int v = step.values() + j * N;
                loops.binary(Code.MUL, floats, v, upstream.array(), upstream.offset() + row, floats, v, n);
            }
            step.put(floats, delta, row, n);
        });
    }

    private int values() {
        return Scratch.ALIGNED;
    }

    private int other() {
        return values() + columns * N;
    }

    private int sums() {
        return other() + columns * N;
    }

    /// values = softmax of the rows, or its logarithm.
    private void softmax(float[] floats, Slice x, int row, int n, boolean log) {
        take(x, row, n, floats, values());
        fold(Code.MAX, floats, values(), n);
        each(Code.SUB, floats, n);
        int e = log ? other() : values();
        for (int j = 0; j < columns; j++) {
            loops.unary(Code.EXP, floats, values() + j * N, floats, e + j * N, n);
        }
        fold(Code.ADD, floats, e, n);
        if (log) {
            loops.unary(Code.LOG, floats, sums(), floats, sums(), n);
        }
        each(log ? Code.SUB : Code.DIV, floats, n);
    }

    /// sums = the columns of a block combined, from the first to the last.
    private void fold(Code code, float[] floats, int block, int n) {
        System.arraycopy(floats, block, floats, sums(), n);
        for (int j = 1; j < columns; j++) {
            loops.binary(code, floats, sums(), floats, block + j * N, floats, sums(), n);
        }
    }

    /// values = values combined with the row's number in sums.
    private void each(Code code, float[] floats, int n) {
        for (int j = 0; j < columns; j++) {
            int v = values() + j * N;
            loops.binary(code, floats, v, floats, sums(), floats, v, n);
        }
    }

    private void take(Slice x, int row, int n, float[] floats, int to) {
        for (int r = 0; r < n; r++) {
            int from = x.offset() + (row + r) * columns;
            for (int j = 0; j < columns; j++) {
                floats[to + j * N + r] = x.array()[from + j];
            }
        }
    }

    private void put(float[] floats, Slice y, int row, int n) {
        for (int r = 0; r < n; r++) {
            int to = y.offset() + (row + r) * columns;
            for (int j = 0; j < columns; j++) {
                y.array()[to + j] = floats[values() + j * N + r];
            }
        }
    }

    @Override
    public int chunks(int stage) {
        return Math.max(1, Math.ceilDiv(rows, N));
    }

    @Override
    public void run(int stage, int chunk) {
        int row = chunk * N;
        if (row < rows) {
            float[] floats = Scratch.get().floats(sums() + N);
            body.run(this, floats, row, Math.min(N, rows - row));
        }
    }

    @Override
    public String name() {
        return name;
    }
}
