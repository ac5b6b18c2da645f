package org.madaline.formats.parquet;

/// Small numbers of equal width, in runs of one number or packed bit by bit, eight at a time.
final class RunLength {
    private final ByteCursor in;
    private final int width;
    private long run;
    private boolean packed;
    private int value;
    private long buffer;
    private int buffered;

    /// @param width of a number in bits, 0 to 32
    RunLength(ByteCursor in, int width) {
        if (width > 32) {
            throw ByteCursor.damaged("holds indices of " + width + " bits");
        }
        this.in = in;
        this.width = width;
    }

    int next() {
        if (run == 0) {
            begin();
        }
        run--;
        return packed ? unpacked() : value;
    }

    private void begin() {
        long header = in.varint();
        packed = (header & 1) == 1;
        run = packed ? (header >>> 1) * 8 : header >>> 1;
        if (run <= 0) {
            throw ByteCursor.damaged("holds a run of " + run + " numbers");
        }
        if (packed) {
            buffer = 0;
            buffered = 0;
        } else {
            value = 0;
            for (int shift = 0; shift < width; shift += 8) {
                value |= in.unsignedByte() << shift;
            }
        }
    }

    private int unpacked() {
        while (buffered < width) {
            // The last group may be cut off behind its last number.
            buffer |= (long) in.unsignedByte() << buffered;
            buffered += 8;
        }
        int next = (int) (buffer & (1L << width) - 1);
        buffer >>>= width;
        buffered -= width;
        return next;
    }
}
