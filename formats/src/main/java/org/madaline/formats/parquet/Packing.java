package org.madaline.formats.parquet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/// How the pages of a Parquet file are packed, by the number that stands for it.
enum Packing {
    NONE(1),
    SNAPPY(22),
    GZIP(1032),
    LZO(0),
    BROTLI(0),
    LZ4(0),
    ZSTD(1 << 15),
    LZ4_RAW(256);

    private static final int MAX_PAGE = 1 << 30;

    /// Nothing is unpacked to more than so many times its size; 0 for what is not read.
    private final int most;

    Packing(int most) {
        this.most = most;
    }

    static Packing of(long number) {
        if (number < 0 || number >= values().length) {
            throw ByteCursor.damaged("is packed in the unknown way " + number);
        }
        return values()[(int) number];
    }

    boolean isRead() {
        return most > 0;
    }

    /// The unpacked bytes.
    byte[] unpack(ByteCursor packed, long size) {
        if (size < 0 || size > MAX_PAGE || size > (long) most * packed.left() + 64) {
            throw ByteCursor.damaged("holds a page of " + packed.left() + " bytes that is said to unpack to " + size);
        }
        byte[] unpacked = switch (this) {
            case NONE -> copy(packed, packed.left());
            case SNAPPY -> snappy(packed, (int) size);
            case LZ4_RAW -> lz4(packed, new byte[(int) size]);
            case GZIP -> gzip(packed, (int) size);
            case ZSTD -> Zstandard.unpack(packed, (int) size);
            case LZO, BROTLI, LZ4 -> throw new IllegalStateException(this + " is not read");
        };
        if (unpacked.length != size) {
            throw ByteCursor.damaged("holds a page that unpacks to " + unpacked.length + " bytes instead of " + size);
        }
        return unpacked;
    }

    private static byte[] copy(ByteCursor in, int count) {
        int from = in.skip(count);
        return java.util.Arrays.copyOfRange(in.bytes, from, from + count);
    }

    private static byte[] gzip(ByteCursor packed, int size) {
        int count = packed.left();
        try (var in = new GZIPInputStream(new ByteArrayInputStream(packed.bytes, packed.skip(count), count))) {
            return in.readNBytes(size);
        } catch (IOException e) {
            throw ByteCursor.damaged("holds a page that is no gzip");
        }
    }

    /// Literals, and copies of what stands before, each behind a tag of which the last two bits tell which.
    private static byte[] snappy(ByteCursor in, int size) {
        if (in.varint() != size) {
            throw ByteCursor.damaged("holds a page whose two sizes differ");
        }
        byte[] out = new byte[size];
        int at = 0;
        while (in.left() > 0) {
            int tag = in.unsignedByte();
            int high = tag >> 2;
            if ((tag & 3) == 0) {
                long length = high < 60 ? high + 1 : littleEnd(in, high - 59) + 1;
                at = literal(in, length, out, at);
            } else {
                int length = (tag & 3) == 1 ? (high & 7) + 4 : high + 1;
                long back = switch (tag & 3) {
                    case 1 -> (long) (high >> 3) << 8 | in.unsignedByte();
                    case 2 -> littleEnd(in, 2);
                    default -> littleEnd(in, 4);
                };
                at = copy(back, length, out, at);
            }
        }
        return java.util.Arrays.copyOf(out, at);
    }

    private static long littleEnd(ByteCursor in, int bytes) {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (long) in.unsignedByte() << 8 * i;
        }
        return value;
    }

    /// Literals and copies in turn, their lengths in four bits each and as many bytes more as are full.
    private static byte[] lz4(ByteCursor in, byte[] out) {
        int at = 0;
        while (in.left() > 0) {
            int token = in.unsignedByte();
            at = literal(in, length(in, token >> 4), out, at);
            if (in.left() > 0) {
                long back = littleEnd(in, 2);
                at = copy(back, length(in, token & 15) + 4, out, at);
            }
        }
        return java.util.Arrays.copyOf(out, at);
    }

    private static long length(ByteCursor in, int bits) {
        long length = bits;
        for (int more = bits == 15 ? 255 : 0; more == 255; length += more) {
            more = in.unsignedByte();
        }
        return length;
    }

    private static int literal(ByteCursor in, long length, byte[] out, int at) {
        int from = in.skip(length);
        requireRoom(length, out, at);
        System.arraycopy(in.bytes, from, out, at, (int) length);
        return at + (int) length;
    }

    private static int copy(long back, long length, byte[] out, int at) {
        requireRoom(length, out, at);
        if (back <= 0 || back > at) {
            throw ByteCursor.damaged("holds a page that copies from before its beginning");
        }
        for (int i = at; i < at + length; i++) {
            out[i] = out[i - (int) back];
        }
        return at + (int) length;
    }

    private static void requireRoom(long length, byte[] out, int at) {
        if (length > out.length - at) {
            throw ByteCursor.damaged("holds a page that unpacks to more than " + out.length + " bytes");
        }
    }
}
