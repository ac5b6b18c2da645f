package org.madaline.init;

import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

/// How a parameter gets its first value: a function of its shape and of a key made from the seed and its name.
@FunctionalInterface
public interface Initializer {
    /// The first value of a parameter of the given shape.
    Tensor initialize(Shape shape, long key);
}
