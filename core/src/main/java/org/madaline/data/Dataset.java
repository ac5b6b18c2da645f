package org.madaline.data;

import java.util.List;
import org.madaline.tensor.Shape;

/// Examples (x, y) by index: the sample S of the book's section 2.1. Reading is thread-safe and has no side effect,
/// so that batches can be prepared ahead by any thread.
public interface Dataset {
    /// The number m of examples.
    int size();

    /// The shape of one x.
    Shape inputShape();

    /// The shape of one y: scalar for a class index or a single number, `[K]` for a vector.
    Shape targetShape();

    /// The names of the classes, in the order of their indices; empty where y is not a class.
    List<String> classNames();

    /// Writes example `index` into the two arrays, `inputShape().size()` and `targetShape().size()` floats, row-major.
    ///
    /// @throws IndexOutOfBoundsException if there is no such example
    void read(int index, float[] x, int xOffset, float[] y, int yOffset);
}
