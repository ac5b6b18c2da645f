package org.madaline.init;

import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

/// How a parameter gets its first value: a function of its shape and of a key made from the seed and its name.
@FunctionalInterface
public interface Initializer {
    /// The first value of a parameter of the given shape.
    ///
    /// @param shape of the parameter, `[out, in, ...]` for weights
    /// @param key from which random numbers are drawn; the same key yields the same bits
    /// @return a tensor of that shape
    Tensor initialize(Shape shape, long key);
}
