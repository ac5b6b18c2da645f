package org.madaline.kernels.block;

import java.util.Arrays;
import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;
import org.madaline.kernels.spec.Indices;
import org.madaline.kernels.spec.Kernels.Reduction;
import org.madaline.kernels.spec.Program.Code;

/// Kernels that treat each row of a matrix by itself, in blocks of several rows: softmax and cross-entropy.
public final class RowStep implements Step {
    private static final int CHUNK = 4 * 1024;

    private final Loops loops;
    private final String name;
    private final int rows;
    private final int columns;
    private final int blockRows;
    private final Block block;

    private RowStep(Loops loops, String name, int rows, int columns, Block block) {
        this.loops = loops;
        this.name = name + " " + rows + "x" + columns;
        this.rows = rows;
        this.columns = columns;
        this.blockRows = Math.max(1, Space.BLOCK / Math.max(1, columns));
        this.block = block;
    }

    /// What is done with the rows from `row` on; `floats` is scratch memory: 16 lanes, then two blocks, of the values and
    /// of one number for each row, spread over its columns.
    private interface Block {
        void run(RowStep step, float[] floats, int row, int rows);
    }

    private static final int VALUES = Loops.LANES;

    private int spread() {
        return VALUES + blockRows * columns;
    }

    private float fold(float[] floats, Reduction reduction, float[] x, int xo, int row) {
        return Reductions.fold(loops, reduction, x, xo + row * columns, columns, floats, 0);
    }

    private void spread(float[] floats, int row, float value) {
        Arrays.fill(floats, spread() + row * columns, spread() + (row + 1) * columns, value);
    }

    /// values = x - max of the row.
    private void shift(float[] floats, float[] x, int xo, int rows) {
        for (int r = 0; r < rows; r++) {
            spread(floats, r, fold(floats, Reduction.MAX, x, xo, r));
        }
        loops.binary(Code.SUB, x, xo, floats, spread(), floats, VALUES, rows * columns);
    }

    private void softmax(float[] floats, float[] x, int xo, int rows, float[] y, int yo) {
        shift(floats, x, xo, rows);
        loops.unary(Code.EXP, floats, VALUES, floats, VALUES, rows * columns);
        for (int r = 0; r < rows; r++) {
            spread(floats, r, fold(floats, Reduction.SUM, floats, VALUES, r));
        }
        loops.binary(Code.DIV, floats, VALUES, floats, spread(), y, yo, rows * columns);
    }

    private void logSoftmax(float[] floats, float[] x, int xo, int rows, float[] y, int yo) {
        shift(floats, x, xo, rows);
        loops.unary(Code.EXP, floats, VALUES, floats, spread(), rows * columns);
        for (int r = 0; r < rows; r++) {
            spread(floats, r, fold(floats, Reduction.SUM, floats, spread(), r));
        }
        loops.unary(Code.LOG, floats, spread(), floats, spread(), rows * columns);
        loops.binary(Code.SUB, floats, VALUES, floats, spread(), y, yo, rows * columns);
    }

    /// y = softmax of each row of x, or its logarithm.
    public static Step softmax(Loops loops, int rows, int columns, boolean log, Slice x, Slice y) {
        x.require((long) rows * columns, "x of the softmax");
        y.require((long) rows * columns, "y of the softmax");
        if (isNarrow(columns)) {
            return NarrowRows.softmax(loops, rows, columns, log, x, y);
        }
        return new RowStep(loops, log ? "logsoftmax" : "softmax", rows, columns, (step, floats, row, n) -> {
            int from = x.offset() + row * columns;
            int to = y.offset() + row * columns;
            if (log) {
                step.logSoftmax(floats, x.array(), from, n, y.array(), to);
            } else {
                step.softmax(floats, x.array(), from, n, y.array(), to);
            }
        });
    }

    /// loss = -Σ q ln softmax(z) of each row; classes with q = 0 add nothing, even where ln softmax is -∞.
    public static Step crossEntropy(Loops loops, int rows, int columns, Slice z, Slice q, Slice loss) {
        z.require((long) rows * columns, "z of the cross-entropy");
        q.require((long) rows * columns, "q of the cross-entropy");
        loss.require(rows, "the loss of the cross-entropy");
        if (isNarrow(columns)) {
            return NarrowRows.crossEntropy(loops, rows, columns, z, q, loss);
        }
        return new RowStep(loops, "crossentropy", rows, columns, (step, floats, row, n) -> {
            int size = n * columns;
            int target = q.offset() + row * columns;
            step.logSoftmax(floats, z.array(), z.offset() + row * columns, n, floats, VALUES);
            loops.ternary(Code.SELECT, q.array(), target, floats, VALUES, q.array(), target, floats, VALUES, size);
            loops.binary(Code.MUL, q.array(), target, floats, VALUES, floats, VALUES, size);
            for (int r = 0; r < n; r++) {
                loss.array()[loss.offset() + row + r] = 0 - step.fold(floats, Reduction.SUM, floats, VALUES, r);
            }
        });
    }

    /// delta = upstream (softmax(z) Σq - q).
    public static Step crossEntropyGradient(Loops loops, int rows, int columns, Slice z, Slice q, Slice upstream,
            Slice delta) {
        z.require((long) rows * columns, "z of the cross-entropy");
        q.require((long) rows * columns, "q of the cross-entropy");
        upstream.require(rows, "the upstream gradient of the cross-entropy");
        delta.require((long) rows * columns, "the gradient of the cross-entropy");
        if (isNarrow(columns)) {
            return NarrowRows.crossEntropyGradient(loops, rows, columns, z, q, upstream, delta);
        }
        return new RowStep(loops, "crossentropy gradient", rows, columns, (step, floats, row, n) -> {
            int size = n * columns;
            int target = q.offset() + row * columns;
            step.softmax(floats, z.array(), z.offset() + row * columns, n, floats, VALUES);
            for (int r = 0; r < n; r++) {
                step.spread(floats, r, step.fold(floats, Reduction.SUM, q.array(), target, r));
            }
            loops.binary(Code.MUL, floats, VALUES, floats, step.spread(), floats, VALUES, size);
            loops.binary(Code.SUB, floats, VALUES, q.array(), target, floats, VALUES, size);
            for (int r = 0; r < n; r++) {
                step.spread(floats, r, upstream.array()[upstream.offset() + row + r]);
            }
            loops.binary(Code.MUL, floats, VALUES, floats, step.spread(), delta.array(), delta.offset() + row * columns,
                    size);
        });
    }

    /// The same for classes in place of unit vectors: of their products all but one are 0.
    public static Step classCrossEntropy(Loops loops, int rows, int columns, Slice z, Slice classes, Slice loss) {
        z.require((long) rows * columns, "z of the cross-entropy");
        classes.require(rows, "the classes of the cross-entropy");
        loss.require(rows, "the loss of the cross-entropy");
        if (isNarrow(columns)) {
            return NarrowRows.classCrossEntropy(loops, rows, columns, z, classes, loss);
        }
        return new RowStep(loops, "class crossentropy", rows, columns, (step, floats, row, n) -> {
            step.logSoftmax(floats, z.array(), z.offset() + row * columns, n, floats, VALUES);
            for (int r = 0; r < n; r++) {
                int k = label(classes, row + r, columns);
                loss.array()[loss.offset() + row + r] = 0 - (0 + (k < 0 ? 0 : floats[VALUES + r * columns + k]));
            }
        });
    }

    /// delta = upstream (softmax(z) - unit vector of the class); upstream (softmax(z) 0) where there is none.
    public static Step classCrossEntropyGradient(Loops loops, int rows, int columns, Slice z, Slice classes, Slice upstream,
            Slice delta) {
        z.require((long) rows * columns, "z of the cross-entropy");
        classes.require(rows, "the classes of the cross-entropy");
        upstream.require(rows, "the upstream gradient of the cross-entropy");
        delta.require((long) rows * columns, "the gradient of the cross-entropy");
        if (isNarrow(columns)) {
            return NarrowRows.classCrossEntropyGradient(loops, rows, columns, z, classes, upstream, delta);
        }
        return new RowStep(loops, "class crossentropy gradient", rows, columns, (step, floats, row, n) -> {
            step.softmax(floats, z.array(), z.offset() + row * columns, n, floats, VALUES);
            for (int r = 0; r < n; r++) {
                int k = label(classes, row + r, columns);
                int at = VALUES + r * columns;
                if (k >= 0) {
                    floats[at + k] -= 1;
                } else {
                    for (int j = at; j < at + columns; j++) {
                        floats[j] *= 0;
                    }
                }
                step.spread(floats, r, upstream.array()[upstream.offset() + row + r]);
            }
            loops.binary(Code.MUL, floats, VALUES, floats, step.spread(), delta.array(), delta.offset() + row * columns,
                    n * columns);
        });
    }

    static int label(Slice classes, int row, int columns) {
        return Indices.checked(classes.array()[classes.offset() + row], row, columns, "class");
    }

    private static boolean isNarrow(int columns) {
        return columns > 0 && columns <= NarrowRows.MOST_COLUMNS;
    }

    private int rowsPerChunk() {
        return Math.ceilDiv(Math.max(1, CHUNK / Math.max(1, columns)), blockRows) * blockRows;
    }

    @Override
    public int chunks(int stage) {
        return Math.max(1, Math.ceilDiv(rows, rowsPerChunk()));
    }

    @Override
    public void run(int stage, int chunk) {
        int size = blockRows * columns;
        float[] floats = Scratch.get().floats(VALUES + 2 * size);
        int end = Math.min(rows, (chunk + 1) * rowsPerChunk());
        for (int row = chunk * rowsPerChunk(); row < end; row += blockRows) {
            block.run(this, floats, row, Math.min(blockRows, end - row));
        }
    }

    @Override
    public String name() {
        return name;
    }
}
