package org.madaline.plan;

import org.madaline.kernels.Slice;

/// A piece of memory that a plan reads and writes: placed in the arena when all steps are known, unless it is given.
final class Buffer {
    final int size;
    /// The first step that writes it and the last that reads it; -1: before the first.
    int first = Integer.MAX_VALUE;
    int last = -1;
    private Slice slice;
    private boolean external;

    Buffer(int size) {
        this.size = size;
    }

    /// Memory that lives outside of the arena, as a variable's does.
    static Buffer at(Slice slice, int size) {
        Buffer buffer = new Buffer(size);
        buffer.slice = slice;
        buffer.external = true;
        return buffer;
    }

    /// Whether it lives outside of the arena.
    boolean external() {
        return external;
    }

    boolean placed() {
        return slice != null;
    }

    void place(Slice where) {
        slice = where;
    }

    Slice slice() {
        return slice;
    }

    void usedAt(int step) {
        first = Math.min(first, step);
        last = Math.max(last, step);
    }
}
