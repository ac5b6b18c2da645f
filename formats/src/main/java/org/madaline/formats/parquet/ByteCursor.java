package org.madaline.formats.parquet;

import java.util.Objects;

/// Bytes that are read one after the other, little end first. Nothing is read beyond their end.
final class ByteCursor {
    final byte[] bytes;
    private final int end;
    private int at;

    ByteCursor(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = Objects.checkFromToIndex(from, end, bytes.length);
        this.end = end;
    }

    ByteCursor(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    int at() {
        return at;
    }

    int left() {
        return end - at;
    }

    /// Moves on, and tells where the bytes that are passed over begin.
    int skip(long count) {
        if (count < 0 || count > left()) {
            throw damaged("ends " + count + " bytes too early");
        }
        at += (int) count;
        return at - (int) count;
    }

    /// The next bytes as a cursor of their own.
    ByteCursor part(long count) {
        int from = skip(count);
        return new ByteCursor(bytes, from, at);
    }

    int unsignedByte() {
        return bytes[skip(1)] & 0xff;
    }

    int int32() {
        int from = skip(4);
        return bytes[from] & 0xff | (bytes[from + 1] & 0xff) << 8 | (bytes[from + 2] & 0xff) << 16 | bytes[from + 3] << 24;
    }

    long int64() {
        return int32() & 0xffffffffL | (long) int32() << 32;
    }

    /// Seven bits in each byte, the least first.
    long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = unsignedByte();
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw damaged("holds a number of more than ten bytes");
    }

    /// Signed numbers in turn: 0, -1, 1, -2 ...
    long zigzag() {
        long value = varint();
        return value >>> 1 ^ -(value & 1);
    }

    /// What is thrown where bytes are not what they should be.
    static IllegalArgumentException damaged(String how) {
        return new IllegalArgumentException(how);
    }
}
