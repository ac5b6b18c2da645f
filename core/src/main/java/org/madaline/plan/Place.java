package org.madaline.plan;

import org.madaline.kernels.Slice;
import org.madaline.tensor.Shape;

/// Where a node's value lies: its memory and the stride of each axis of its shape.
record Place(Buffer buffer, Shape shape, int[] strides) {
    static Place of(Buffer buffer, Shape shape, Layout layout) {
        return new Place(buffer, shape, layout.strides(shape));
    }

    /// The same memory under another shape, row-major.
    Place as(Shape other) {
        return new Place(buffer, other, other.strides());
    }

    Slice slice() {
        return buffer.slice();
    }
}
