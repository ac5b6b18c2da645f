package org.madaline.tensor;

/// Floats with a shape, row-major, to be read piece by piece: a [Tensor], or one that still lies in a file, so that large
/// weights need not be held twice while they are brought to their place.
public interface TensorSource {
    /// How many values there are along each axis.
    ///
    /// @return the sizes, outermost first
    Shape shape();

    /// Copies `length` values from flat, row-major index `from` to `target`.
    ///
    /// @param from the first value, from 0
    /// @param target where they go
    /// @param offset where the first value goes in `target`
    /// @param length how many values
    /// @throws java.io.UncheckedIOException if they cannot be read
    void copyTo(int from, float[] target, int offset, int length);
}
