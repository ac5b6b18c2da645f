package org.madaline.plan;

import java.util.stream.IntStream;
import org.madaline.tensor.Shape;

/// How the axes of a value lie in memory, outermost first. Shapes mean what PyTorch means; layouts are ours.
///
/// @param order the axis that lies at each place
record Layout(java.util.List<Integer> order) {
    private static final Layout CHANNELS_LAST = new Layout(java.util.List.of(0, 2, 3, 1));
    private static final Layout TRANSPOSED = new Layout(java.util.List.of(1, 0));

    static Layout rowMajor(int rank) {
        return new Layout(IntStream.range(0, rank).boxed().toList());
    }

    /// The layout of a variable: images and their kernels channels last, so that a pixel's channels are neighbours;
    /// weight matrices `[out, in]` transposed, so that a product reads along `out` without packing.
    static Layout ofVariable(int rank) {
        return rank == 2 ? TRANSPOSED : ofValue(rank);
    }

    /// The layout of all other values.
    static Layout ofValue(int rank) {
        return rank == 4 ? CHANNELS_LAST : rowMajor(rank);
    }

    boolean transposed() {
        return equals(TRANSPOSED);
    }

    /// The distance in memory between neighbours along each logical axis.
    int[] strides(Shape shape) {
        int[] strides = new int[order.size()];
        int stride = 1;
        for (int i = order.size() - 1; i >= 0; i--) {
            strides[order.get(i)] = stride;
            stride *= shape.dim(order.get(i));
        }
        return strides;
    }

    /// Whether a value of this shape lies in memory as in a row-major layout; axes of size 1 do not matter.
    boolean isRowMajor(Shape shape) {
        int last = -1;
        for (int axis : order) {
            if (shape.dim(axis) != 1) {
                if (axis < last) {
                    return false;
                }
                last = axis;
            }
        }
        return true;
    }
}
