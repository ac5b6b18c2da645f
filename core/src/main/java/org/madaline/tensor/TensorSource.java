package org.madaline.tensor;

/// Floats with a shape, row-major, to be read piece by piece: a [Tensor], or one that still lies in a file, so that large
/// weights need not be held twice while they are brought to their place.
public interface TensorSource {
    /// How many values there are along each axis.
    Shape shape();

    /// Copies `length` values from flat, row-major index `from` to `target`.
    ///
    /// @throws java.io.UncheckedIOException if they cannot be read
    void copyTo(int from, float[] target, int offset, int length);
}
