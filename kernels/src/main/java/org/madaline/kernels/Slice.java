package org.madaline.kernels;

import java.util.Objects;

/// A place in a float array where a value begins. How far it reaches is known from the kernel's geometry.
///
/// Slices let all buffers of a plan live in one array, the arena, and let a kernel be bound to its operands once.
///
/// @param array holds the value, and perhaps others
/// @param offset where the value begins, from 0 to the array's length
public record Slice(float[] array, int offset) {

    /// Checks the offset.
    ///
    /// @throws IndexOutOfBoundsException if `offset` lies outside the array
    public Slice {
        Objects.checkIndex(offset, array.length + 1);
    }

    /// A slice that covers a whole new array of `length` zeros.
    ///
    /// @param length in floats
    /// @return the slice at offset 0
    public static Slice allocate(int length) {
        return new Slice(new float[length], 0);
    }

    /// Makes sure that the array holds a value of some length from here on.
    ///
    /// @param length in floats
    /// @param what names the operand in the message
    /// @throws IndexOutOfBoundsException if fewer than `length` elements follow; `what` names the operand
    public void require(long length, String what) {
        if (offset + length > array.length) {
            throw new IndexOutOfBoundsException(what + " needs " + length + " floats from " + offset
                    + ", but its array holds " + array.length);
        }
    }
}
