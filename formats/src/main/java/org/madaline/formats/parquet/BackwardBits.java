package org.madaline.formats.parquet;

/// Bits that are read from the end of some bytes to their beginning; the first one is below the highest that is set in the last
/// byte. Beyond the beginning there are zeros.
final class BackwardBits {
    private final byte[] bytes;
    private final int from;
    private final int end;
    private long left;

    BackwardBits(ByteCursor in) {
        int count = in.left();
        this.bytes = in.bytes;
        this.from = in.skip(count);
        this.end = from + count;
        int last = count == 0 ? 0 : bytes[end - 1] & 0xff;
        if (last == 0) {
            throw ByteCursor.damaged("holds a page whose bits have no end");
        }
        this.left = 8L * count - Integer.numberOfLeadingZeros(last << 24) - 1;
    }

    /// How many are left; less than zero where more were read than there are.
    long left() {
        return left;
    }

    /// @param count at most 32
    int read(int count) {
        left -= count;
        return at(left, count);
    }

    /// The next bits without moving on.
    int peek(int count) {
        return at(left - count, count);
    }

    private int at(long bit, int count) {
        long value = 0;
        int first = (int) Math.floorDiv(bit, 8);
        for (int i = 0; i < 5; i++) {
            int place = from + first + i;
            if (place >= from && place < end) {
                value |= (bytes[place] & 0xffL) << 8 * i;
            }
        }
        return (int) (value >>> Math.floorMod(bit, 8) & (1L << count) - 1);
    }
}
