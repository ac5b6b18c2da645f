package org.madaline.plan;

import org.madaline.kernels.Slice;
import org.madaline.tensor.Shape;
import org.madaline.tensor.TensorSource;

/// Copies on the host's side, outside of plans.
final class Copy {
    /// The floats that are read at a time, about: 4 MiB.
    private static final int PIECE = 1 << 20;
    /// The side of the blocks in which matrices are turned, since a column's neighbours lie far apart.
    private static final int BLOCK = 32;

    private Copy() {}

    /// y at yStrides = x at xStrides for all indices of the shape.
    static void strided(Shape shape, int[] xStrides, int[] yStrides, Slice x, Slice y) {
        if (shape.size() == 0) {
            return;
        }
        if (shape.rank() == 2 && yStrides[0] == 1) {
            matrix(shape.dim(1), shape.dim(0), xStrides[1], xStrides[0], x, yStrides[1], y);
        } else if (shape.rank() == 2 && xStrides[0] == 1 && yStrides[1] == 1) {
            matrix(shape.dim(0), shape.dim(1), xStrides[0], xStrides[1], x, yStrides[0], y);
        } else {
            axis(shape.dims(), 0, xStrides, yStrides, x, x.offset(), y, y.offset());
        }
    }

    /// y at yStrides = x, read some rows of the first axis at a time.
    static void from(TensorSource x, int[] yStrides, Slice y) {
        Shape shape = x.shape();
        if (shape.size() == 0) {
            return;
        }
        if (shape.rank() == 0) {
            x.copyTo(0, y.array(), y.offset(), 1);
            return;
        }
        int rows = shape.dim(0);
        int length = shape.size() / rows;
        int most = Math.clamp(PIECE / length, 1, rows);
        most -= most > BLOCK ? most % BLOCK : 0;
        float[] piece = new float[most * length];
        for (int begin = 0; begin < rows; begin += most) {
            int count = Math.min(most, rows - begin);
            x.copyTo(begin * length, piece, 0, count * length);
            Shape some = shape.with(0, count);
            strided(some, some.strides(), yStrides, new Slice(piece, 0), new Slice(y.array(), y.offset() + begin * yStrides[0]));
        }
    }

    /// y[i, j] = x[i, j], where neighbours along j lie side by side in y.
    private static void matrix(int rows, int columns, int xRow, int xColumn, Slice x, int yRow, Slice y) {
        float[] from = x.array();
        float[] to = y.array();
        for (int left = 0; left < columns; left += BLOCK) {
            int right = Math.min(columns, left + BLOCK);
            for (int i = 0; i < rows; i++) {
                int a = x.offset() + i * xRow;
                int b = y.offset() + i * yRow;
                for (int j = left; j < right; j++) {
                    to[b + j] = from[a + j * xColumn];
                }
            }
        }
    }

    private static void axis(int[] dims, int axis, int[] xStrides, int[] yStrides, Slice x, int from, Slice y, int to) {
        if (axis == dims.length) {
            y.array()[to] = x.array()[from];
        } else if (axis == dims.length - 1 && xStrides[axis] == 1 && yStrides[axis] == 1) {
            System.arraycopy(x.array(), from, y.array(), to, dims[axis]);
        } else {
            for (int i = 0; i < dims[axis]; i++) {
                axis(dims, axis + 1, xStrides, yStrides, x, from + i * xStrides[axis], y, to + i * yStrides[axis]);
            }
        }
    }
}
