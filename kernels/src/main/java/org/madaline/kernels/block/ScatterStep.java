package org.madaline.kernels.block;

import java.util.Arrays;
import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;
import org.madaline.kernels.spec.Indices;
import org.madaline.kernels.spec.TableShape;

/// Sums of rows with the same index. Each chunk owns a part of the table, goes over all indices in their order and adds
/// what falls into its part: so each sum has one order, whoever computes it.
public record ScatterStep(TableShape shape, Slice index, Slice x, Slice table) implements Step {
    /// The floats that a chunk of rows, or of columns, holds, about; and the most chunks.
    private static final int CHUNK = 16 * 1024;
    private static final int MOST_CHUNKS = 16;
    /// Columns are cut at whole cache lines of x.
    private static final int LINE = 16;

    public ScatterStep {
        shape.require(table, index, x);
    }

    /// A table whose rows lie together is cut along its rows, any other along its columns.
    private boolean byRows() {
        return shape.columnStride() == 1;
    }

    @Override
    public int chunks(int stage) {
        long work = (long) shape.rows() * shape.columns() + (long) shape.count() * shape.columns();
        int most = byRows() ? shape.rows() : Math.ceilDiv(shape.columns(), LINE);
        return Math.clamp(work / CHUNK, 1, Math.clamp(most, 1, MOST_CHUNKS));
    }

    /// @throws IllegalArgumentException if an index is no row
    @Override
    public void run(int stage, int chunk) {
        int chunks = chunks(stage);
        if (byRows()) {
            rows((int) ((long) shape.rows() * chunk / chunks), (int) ((long) shape.rows() * (chunk + 1) / chunks));
        } else {
            int lines = Math.ceilDiv(shape.columns(), LINE);
            columns(lines * chunk / chunks * LINE, Math.min(shape.columns(), lines * (chunk + 1) / chunks * LINE));
        }
    }

    private void rows(int first, int end) {
        int columns = shape.columns();
        float[] sums = table.array();
        for (int r = first; r < end; r++) {
            int at = table.offset() + r * shape.rowStride();
            Arrays.fill(sums, at, at + columns, 0);
        }
        for (int i = 0; i < shape.count(); i++) {
            int row = Indices.checked(index.array()[index.offset() + i], i, shape.rows(), "row");
            if (row >= first && row < end) {
                int to = table.offset() + row * shape.rowStride();
                int from = x.offset() + i * columns;
                for (int j = 0; j < columns; j++) {
                    sums[to + j] += x.array()[from + j];
                }
            }
        }
    }

    private void columns(int first, int end) {
        float[] sums = table.array();
        int rowStride = shape.rowStride();
        int columnStride = shape.columnStride();
        for (int j = first; j < end; j++) {
            for (int r = 0; r < shape.rows(); r++) {
                sums[table.offset() + j * columnStride + r * rowStride] = 0;
            }
        }
        for (int i = 0; i < shape.count(); i++) {
            int row = Indices.checked(index.array()[index.offset() + i], i, shape.rows(), "row");
            int from = x.offset() + i * shape.columns();
            int to = table.offset() + row * rowStride;
            for (int j = first; row >= 0 && j < end; j++) {
                sums[to + j * columnStride] += x.array()[from + j];
            }
        }
    }

    @Override
    public String name() {
        return "scatter " + shape.count() + " to " + shape.rows() + "x" + shape.columns();
    }
}
