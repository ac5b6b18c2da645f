package org.madaline.formats.parquet;

/// Whole numbers as differences from the one before (DELTA_BINARY_PACKED): blocks of a least difference and what is above it,
/// packed in so many bits as the small block that it is in needs.
final class DeltaInts {
    private static final int MAX_BLOCK = 1 << 24;

    private final ByteCursor in;
    private final int inSmallBlock;
    private final int[] widths;
    private final long count;
    private long given;
    private long value;
    private long least;
    private int block;
    private int left;
    private int width;
    private ByteCursor bits;
    private long buffer;
    private int buffered;

    DeltaInts(ByteCursor in) {
        this.in = in;
        long size = in.varint();
        long blocks = in.varint();
        if (size <= 0 || size > MAX_BLOCK || blocks <= 0 || blocks > 1 << 12 || size % blocks != 0 || size / blocks % 8 != 0) {
            throw ByteCursor.damaged("holds blocks of " + size + " differences in " + blocks + " parts");
        }
        this.inSmallBlock = (int) (size / blocks);
        this.widths = new int[(int) blocks];
        this.block = widths.length;
        this.count = in.varint();
        this.value = in.zigzag();
    }

    /// How many there are.
    long count() {
        return count;
    }

    long next() {
        if (given >= count) {
            throw ByteCursor.damaged("holds " + count + " numbers, fewer than values");
        }
        if (given++ > 0) {
            if (left == 0) {
                begin();
            }
            left--;
            value += least + bits();
        }
        return value;
    }

    private void begin() {
        if (block == widths.length) {
            least = in.zigzag();
            for (int i = 0; i < widths.length; i++) {
                widths[i] = in.unsignedByte();
            }
            block = 0;
        }
        width = widths[block++];
        if (width > 64) {
            throw ByteCursor.damaged("holds differences of " + width + " bits");
        }
        bits = in.part((long) width * inSmallBlock / 8);
        left = inSmallBlock;
        buffer = 0;
        buffered = 0;
    }

    /// Bit by bit in bytes: up to 64 and 7 bits would not fit into a long.
    private long bits() {
        long number = 0;
        for (int have = 0; have < width; ) {
            if (buffered == 0) {
                buffer = bits.unsignedByte();
                buffered = 8;
            }
            int take = Math.min(buffered, width - have);
            number |= (buffer & (1L << take) - 1) << have;
            buffer >>>= take;
            buffered -= take;
            have += take;
        }
        return number;
    }
}
