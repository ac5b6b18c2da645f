package org.madaline.formats.parquet;

import java.util.function.Consumer;
import java.util.function.Supplier;

/// The pages of one column in one group of rows: perhaps a dictionary, then values, or the places of values in the dictionary.
final class Pages {
    private static final int DATA = 0;
    private static final int DICTIONARY = 2;
    private static final int DATA_2 = 3;

    private static final int PLAIN = 0;
    private static final int PLAIN_DICTIONARY = 2;
    private static final int RLE = 3;
    private static final int DELTA = 5;
    private static final int DELTA_LENGTHS = 6;
    private static final int DELTA_TEXTS = 7;
    private static final int RLE_DICTIONARY = 8;
    private static final int SPLIT = 9;

    private final Leaf leaf;
    private final Packing packing;
    private String[] dictionary = {};

    Pages(Leaf leaf, Packing packing) {
        this.leaf = leaf;
        this.packing = packing;
    }

    /// Reads so many values.
    ///
    /// @param cells gets their texts, empty ones for those that are missing
    void read(ByteCursor in, long rows, Consumer<String> cells) {
        for (long left = rows; left > 0; ) {
            Thrift header = Thrift.read(in);
            ByteCursor body = in.part(header.number(3));
            switch ((int) header.number(1)) {
                case DICTIONARY -> dictionary(new ByteCursor(packing.unpack(body, header.number(2))), header.struct(7).number(1));
                case DATA -> left -= data(header, body, left, cells);
                case DATA_2 -> left -= data2(header, body, left, cells);
                // An index, or what is not known yet.
                default -> body.skip(body.left());
            }
        }
    }

    private void dictionary(ByteCursor in, long count) {
        if (count < 0 || count > in.left() || leaf.physical() == Leaf.Physical.BOOLEAN) {
            throw ByteCursor.damaged("holds a dictionary of " + count + " values in " + in.left() + " bytes");
        }
        dictionary = new String[(int) count];
        for (int i = 0; i < count; i++) {
            dictionary[i] = leaf.read(in);
        }
    }

    private static long counted(Thrift header, long left) {
        long values = header.number(1);
        if (values <= 0 || values > left) {
            throw ByteCursor.damaged("holds a page of " + values + " values where " + left + " are missing");
        }
        return values;
    }

    private long data(Thrift header, ByteCursor body, long left, Consumer<String> cells) {
        Thrift about = header.struct(5);
        long values = counted(about, left);
        var in = new ByteCursor(packing.unpack(body, header.number(2)));
        RunLength present = null;
        if (leaf.optional()) {
            if (about.number(3) != RLE) {
                throw ByteCursor.damaged("says in an old way which values are missing");
            }
            present = new RunLength(in.part(in.int32()), 1);
        }
        cells(in, about.number(2), values, present, cells);
        return values;
    }

    private long data2(Thrift header, ByteCursor body, long left, Consumer<String> cells) {
        Thrift about = header.struct(8);
        long values = counted(about, left);
        long levels = about.number(6) + about.number(5);
        body.skip(about.number(6));
        ByteCursor levelBytes = body.part(about.number(5));
        boolean packed = about.flag(7, true) && body.left() > 0;
        ByteCursor in = packed ? new ByteCursor(packing.unpack(body, header.number(2) - levels)) : body;
        cells(in, about.number(4), values, leaf.optional() ? new RunLength(levelBytes, 1) : null, cells);
        return values;
    }

    /// @param present tells of each value whether it is there; null where none is missing
    private void cells(ByteCursor in, long encoding, long values, RunLength present, Consumer<String> cells) {
        Supplier<String> value = null;
        for (long i = 0; i < values; i++) {
            if (present != null && present.next() == 0) {
                cells.accept("");
                continue;
            }
            // A page in which all are missing may have no values at all, not even how they are written.
            value = value == null ? values(in, encoding, values) : value;
            cells.accept(value.get());
        }
    }

    private Supplier<String> values(ByteCursor in, long encoding, long count) {
        return switch ((int) encoding) {
            case PLAIN -> leaf.physical() == Leaf.Physical.BOOLEAN ? truths(in) : () -> leaf.read(in);
            case PLAIN_DICTIONARY, RLE_DICTIONARY -> {
                var places = new RunLength(in, in.unsignedByte());
                yield () -> looked(places.next());
            }
            case RLE -> {
                var truths = new RunLength(in.part(in.int32()), 1);
                yield () -> truths.next() == 1 ? "true" : "false";
            }
            case DELTA -> {
                var numbers = new DeltaInts(in);
                yield leaf.physical() == Leaf.Physical.INT32 ? () -> leaf.whole((int) numbers.next()) : () -> leaf.whole(numbers.next());
            }
            case DELTA_LENGTHS -> {
                int[] lengths = lengths(in, count);
                int[] next = {0};
                yield () -> leaf.bytes(in, at(lengths, next[0]++));
            }
            case DELTA_TEXTS -> increments(in, count);
            case SPLIT -> split(in);
            default -> throw ByteCursor.damaged("is written in the unknown way " + encoding);
        };
    }

    private static Supplier<String> truths(ByteCursor in) {
        int[] bits = {1};
        return () -> {
            bits[0] = bits[0] == 1 ? in.unsignedByte() | 0x100 : bits[0];
            boolean truth = (bits[0] & 1) == 1;
            bits[0] >>= 1;
            return truth ? "true" : "false";
        };
    }

    private String looked(int place) {
        if (place < 0 || place >= dictionary.length) {
            throw ByteCursor.damaged("asks for value " + place + " of a dictionary of " + dictionary.length);
        }
        return dictionary[place];
    }

    /// The lengths of at most so many texts.
    private static int[] lengths(ByteCursor in, long values) {
        var numbers = new DeltaInts(in);
        if (numbers.count() < 0 || numbers.count() > values) {
            throw ByteCursor.damaged("holds " + numbers.count() + " lengths for " + values + " values");
        }
        int[] lengths = new int[(int) numbers.count()];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = Math.clamp(numbers.next(), -1, Integer.MAX_VALUE);
        }
        return lengths;
    }

    private static int at(int[] lengths, int index) {
        if (index >= lengths.length || lengths[index] < 0) {
            throw ByteCursor.damaged("holds fewer lengths than values, or negative ones");
        }
        return lengths[index];
    }

    /// Of each text so many bytes are those of the one before.
    private Supplier<String> increments(ByteCursor in, long values) {
        int[] shared = lengths(in, values);
        int[] lengths = lengths(in, values);
        int[] next = {0};
        long[] copied = {0};
        long most = 4096 + 1024L * in.left();
        byte[][] last = {{}};
        return () -> {
            int index = next[0]++;
            int own = at(lengths, index);
            int kept = at(shared, index);
            int from = in.skip(own);
            copied[0] += kept;
            if (copied[0] > most) {
                throw ByteCursor.damaged("holds texts that share more than " + most + " bytes");
            }
            if (kept > last[0].length) {
                throw ByteCursor.damaged("holds a text that shares " + kept + " bytes of one of " + last[0].length);
            }
            byte[] text = java.util.Arrays.copyOf(last[0], Math.addExact(kept, own));
            System.arraycopy(in.bytes, from, text, kept, own);
            last[0] = text;
            return leaf.bytes(new ByteCursor(text), text.length);
        };
    }

    /// All first bytes, then all second ones, and so on.
    private Supplier<String> split(ByteCursor in) {
        int width = leaf.bytes();
        if (width == 0 || leaf.physical() == Leaf.Physical.INT96) {
            throw ByteCursor.damaged("is written byte by byte, though its values have no fixed size");
        }
        int count = in.left() / width;
        int from = in.skip((long) count * width);
        byte[] one = new byte[width];
        int[] next = {0};
        return () -> {
            int index = next[0]++;
            if (index >= count) {
                throw ByteCursor.damaged("holds fewer values than it says");
            }
            for (int b = 0; b < width; b++) {
                one[b] = in.bytes[from + b * count + index];
            }
            return leaf.read(new ByteCursor(one));
        };
    }
}
