package org.madaline.plan;

import org.madaline.kernels.Slice;
import org.madaline.tensor.Shape;

/// Copies on the host's side, outside of plans.
final class Copy {
    private Copy() {}

    /// y at yStrides = x at xStrides for all indices of the shape.
    static void strided(Shape shape, int[] xStrides, int[] yStrides, Slice x, Slice y) {
        if (shape.size() > 0) {
            axis(shape.dims(), 0, xStrides, yStrides, x, x.offset(), y, y.offset());
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
