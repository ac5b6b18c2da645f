package org.madaline.kernels.block;

import java.util.Arrays;
import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;
import org.madaline.kernels.spec.Indices;
import org.madaline.kernels.spec.TableShape;

/// Rows of a table, by their indices.
public record GatherStep(TableShape shape, Slice table, Slice index, Slice y) implements Step {
    /// The floats of a chunk, about.
    private static final int CHUNK = 16 * 1024;

    public GatherStep {
        shape.require(table, index, y);
    }

    private int perChunk() {
        return Math.max(1, CHUNK / Math.max(1, shape.columns()));
    }

    @Override
    public int chunks(int stage) {
        return Math.max(1, Math.ceilDiv(shape.count(), perChunk()));
    }

    /// @throws IllegalArgumentException if an index is no row
    @Override
    public void run(int stage, int chunk) {
        int end = Math.min(shape.count(), (chunk + 1) * perChunk());
        int columns = shape.columns();
        float[] x = table.array();
        for (int i = chunk * perChunk(); i < end; i++) {
            int row = Indices.checked(index.array()[index.offset() + i], i, shape.rows(), "row");
            int to = y.offset() + i * columns;
            int from = table.offset() + row * shape.rowStride();
            if (row < 0) {
                Arrays.fill(y.array(), to, to + columns, 0);
            } else if (shape.columnStride() == 1) {
                System.arraycopy(x, from, y.array(), to, columns);
            } else {
                for (int j = 0; j < columns; j++) {
                    y.array()[to + j] = x[from + j * shape.columnStride()];
                }
            }
        }
    }

    @Override
    public String name() {
        return "gather " + shape.count() + " of " + shape.rows() + "x" + shape.columns();
    }
}
