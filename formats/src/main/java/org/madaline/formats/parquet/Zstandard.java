package org.madaline.formats.parquet;

import java.util.Arrays;

/// Unpacks Zstandard (RFC 8878): blocks of literals and of sequences, each of which says how many literals come next and where to
/// copy from. Without dictionaries; checksums are passed over.
final class Zstandard {
    private static final int MAGIC = 0xFD2FB528;
    private static final int SKIPPED = 0x184D2A50;
    private static final int MAX_BLOCK = 1 << 17;
    private static final int[] LITERALS = {
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 20, 22, 24, 28, 32, 40, 48, 64, 128, 256, 512, 1024, 2048, 4096, 8192,
        16384, 32768, 65536
    };
    private static final int[] LITERAL_BITS = {
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16
    };
    private static final int[] MATCHES = {
        3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 37, 39, 41,
        43, 47, 51, 59, 67, 83, 99, 131, 259, 515, 1027, 2051, 4099, 8195, 16387, 32771, 65539
    };
    private static final int[] MATCH_BITS = {
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9,
        10, 11, 12, 13, 14, 15, 16
    };
    private static final int OFFSETS = 32;
    private static final EntropyTable USUAL_LITERALS = EntropyTable.of(6, new int[] {
        4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1, 1, 1, 1, -1, -1, -1, -1
    });
    private static final EntropyTable USUAL_MATCHES = EntropyTable.of(6, new int[] {
        1, 4, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
        -1, -1, -1, -1, -1, -1, -1
    });
    private static final EntropyTable USUAL_OFFSETS = EntropyTable.of(5, new int[] {
        1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1
    });

    private final byte[] out;
    private int at;
    /// Where the frame begins: nothing is copied from before.
    private int frame;
    private HuffmanTable codes;
    private EntropyTable literalTable;
    private EntropyTable offsetTable;
    private EntropyTable matchTable;
    private final int[] recent = new int[3];

    private Zstandard(byte[] out) {
        this.out = out;
    }

    /// The unpacked bytes, at most so many.
    static byte[] unpack(ByteCursor in, int size) {
        var zstandard = new Zstandard(new byte[size]);
        while (in.left() > 0) {
            int magic = in.int32();
            if ((magic & -16) == SKIPPED) {
                in.skip(in.int32() & 0xffffffffL);
            } else if (magic == MAGIC) {
                zstandard.frame(in);
            } else {
                throw ByteCursor.damaged("holds a page that is no Zstandard");
            }
        }
        return Arrays.copyOf(zstandard.out, zstandard.at);
    }

    private void frame(ByteCursor in) {
        int about = in.unsignedByte();
        boolean single = (about & 0x20) != 0;
        if ((about & 3) != 0) {
            throw ByteCursor.damaged("holds a page that needs a dictionary");
        }
        in.skip((single ? 0 : 1) + new int[] {single ? 1 : 0, 2, 4, 8}[about >> 6]);
        frame = at;
        codes = null;
        literalTable = null;
        offsetTable = null;
        matchTable = null;
        recent[0] = 1;
        recent[1] = 4;
        recent[2] = 8;
        boolean last = false;
        while (!last) {
            int header = in.unsignedByte() | in.unsignedByte() << 8 | in.unsignedByte() << 16;
            last = (header & 1) == 1;
            int size = header >> 3;
            switch (header >> 1 & 3) {
                case 0 -> literals(in.bytes, in.skip(size), size);
                case 1 -> {
                    byte[] same = new byte[Math.min(size, MAX_BLOCK)];
                    Arrays.fill(same, (byte) in.unsignedByte());
                    literals(same, 0, same.length);
                }
                case 2 -> block(in.part(size));
                default -> throw ByteCursor.damaged("holds a page with a block of an unknown kind");
            }
        }
        in.skip((about & 4) == 0 ? 0 : 4);
    }

    private void literals(byte[] from, int start, int count) {
        if (count < 0 || count > out.length - at || count > from.length - start) {
            throw ByteCursor.damaged("holds a page that unpacks to more than " + out.length + " bytes");
        }
        System.arraycopy(from, start, out, at, count);
        at += count;
    }

    private void copy(long back, int count) {
        if (back <= 0 || back > at - frame || count > out.length - at) {
            throw ByteCursor.damaged("holds a page that copies from before its beginning, or beyond its end");
        }
        for (int i = 0; i < count; i++, at++) {
            out[at] = out[at - (int) back];
        }
    }

    private void block(ByteCursor in) {
        byte[] literals = literals(in);
        int count = in.unsignedByte();
        if (count >= 128) {
            count = count < 255 ? (count - 128 << 8) + in.unsignedByte() : in.unsignedByte() + (in.unsignedByte() << 8) + 0x7f00;
        }
        int used = 0;
        if (count > 0) {
            int modes = in.unsignedByte();
            literalTable = table(in, modes >> 6 & 3, literalTable, USUAL_LITERALS, 9, LITERALS.length);
            offsetTable = table(in, modes >> 4 & 3, offsetTable, USUAL_OFFSETS, 8, OFFSETS);
            matchTable = table(in, modes >> 2 & 3, matchTable, USUAL_MATCHES, 9, MATCHES.length);
            used = sequences(new BackwardBits(in), count, literals);
        }
        literals(literals, used, literals.length - used);
    }

    private static EntropyTable table(ByteCursor in, int mode, EntropyTable last, EntropyTable usual, int maxLog, int symbols) {
        EntropyTable table = switch (mode) {
            case 0 -> usual;
            case 1 -> EntropyTable.of(Math.min(in.unsignedByte(), symbols));
            case 2 -> EntropyTable.read(in, maxLog, symbols);
            default -> last;
        };
        if (table == null || table.log() == 0 && table.symbols()[0] == symbols) {
            throw ByteCursor.damaged("holds a page with a table that is not there");
        }
        return table;
    }

    private byte[] literals(ByteCursor in) {
        int header = in.unsignedByte();
        int kind = header & 3;
        int format = header >> 2 & 3;
        if (kind < 2) {
            int more = format == 1 ? 1 : format == 3 ? 2 : 0;
            long size = header >> (more == 0 ? 3 : 4);
            for (int i = 0; i < more; i++) {
                size |= (long) in.unsignedByte() << 4 + 8 * i;
            }
            byte[] literals = new byte[checked(size)];
            if (kind == 0) {
                System.arraycopy(in.bytes, in.skip(size), literals, 0, literals.length);
            } else {
                Arrays.fill(literals, (byte) in.unsignedByte());
            }
            return literals;
        }
        int width = format < 2 ? 10 : format == 2 ? 14 : 18;
        long sizes = header >> 4;
        for (int i = 0; i < Math.max(2, format + 1); i++) {
            sizes |= (long) in.unsignedByte() << 4 + 8 * i;
        }
        byte[] literals = new byte[checked(sizes & (1L << width) - 1)];
        ByteCursor packed = in.part(sizes >> width & (1L << width) - 1);
        codes = kind == 2 ? HuffmanTable.read(packed) : codes;
        if (codes == null) {
            throw ByteCursor.damaged("holds a page with a table that is not there");
        }
        decode(packed, literals, format == 0 ? 1 : 4);
        return literals;
    }

    private static int checked(long size) {
        if (size > MAX_BLOCK) {
            throw ByteCursor.damaged("holds a page with a block of " + size + " literals");
        }
        return (int) size;
    }

    /// In one stream, or in four of equal length, but for the last.
    private void decode(ByteCursor packed, byte[] literals, int streams) {
        if (streams == 1) {
            codes.decode(packed, literals, 0, literals.length);
            return;
        }
        int[] sizes = new int[3];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = packed.unsignedByte() | packed.unsignedByte() << 8;
        }
        int part = (literals.length + 3) / 4;
        for (int i = 0; i < streams; i++) {
            ByteCursor stream = packed.part(i < 3 ? sizes[i] : packed.left());
            codes.decode(stream, literals, Math.min(literals.length, i * part), i < 3 ? Math.min(literals.length, (i + 1) * part) : literals.length);
        }
    }

    /// @return how many literals were used
    private int sequences(BackwardBits bits, int count, byte[] literals) {
        int literalState = bits.read(literalTable.log());
        int offsetState = bits.read(offsetTable.log());
        int matchState = bits.read(matchTable.log());
        int used = 0;
        for (int i = 0; i < count; i++) {
            int offsetCode = offsetTable.symbols()[offsetState];
            int matchCode = matchTable.symbols()[matchState];
            int literalCode = literalTable.symbols()[literalState];
            long value = (1L << offsetCode) + (bits.read(offsetCode) & 0xffffffffL);
            int match = MATCHES[matchCode] + bits.read(MATCH_BITS[matchCode]);
            int literal = LITERALS[literalCode] + bits.read(LITERAL_BITS[literalCode]);
            if (bits.left() < 0 || literal > literals.length - used) {
                throw ByteCursor.damaged("holds a page with a broken sequence");
            }
            literals(literals, used, literal);
            used += literal;
            copy(back(value, literal == 0), match);
            if (i < count - 1) {
                literalState = literalTable.bases()[literalState] + bits.read(literalTable.bits()[literalState]);
                matchState = matchTable.bases()[matchState] + bits.read(matchTable.bits()[matchState]);
                offsetState = offsetTable.bases()[offsetState] + bits.read(offsetTable.bits()[offsetState]);
            }
        }
        return used;
    }

    /// How far back: one of the last three distances, or a new one.
    private long back(long value, boolean noLiteral) {
        int place = (int) Math.min(value, 4) - 1 + (value <= 3 && noLiteral ? 1 : 0);
        long back = value > 3 ? value - 3 : place == 3 ? recent[0] - 1L : recent[place];
        if (back > Integer.MAX_VALUE) {
            throw ByteCursor.damaged("holds a page that copies from before its beginning");
        }
        if (value > 3 || place >= 2) {
            recent[2] = recent[1];
        }
        if (value > 3 || place >= 1) {
            recent[1] = recent[0];
            recent[0] = (int) back;
        }
        return back;
    }
}
