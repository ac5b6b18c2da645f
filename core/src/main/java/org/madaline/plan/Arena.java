package org.madaline.plan;

import org.madaline.kernels.Slice;

/// Memory for buffers that begin on cache lines, where objects do: with `-XX:ObjectAlignmentInBytes=64`, as the command
/// line runs, or for large ones under some collectors.
final class Arena {
    /// Floats in a cache line of 64 bytes.
    static final int LINE = 16;
    /// An array's elements begin 16 bytes after the object.
    static final int FIRST = 12;

    private Arena() {}

    static int roundUp(int size) {
        return Math.ceilDiv(size, LINE) * LINE;
    }

    static Slice aligned(int size) {
        return new Slice(new float[FIRST + roundUp(size)], FIRST);
    }
}
