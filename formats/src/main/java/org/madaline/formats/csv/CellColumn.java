package org.madaline.formats.csv;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The texts of one column, as codes: numbers as [Decimal], other texts by their place among the different ones. A table of a
/// hundred million cells would not fit as objects: a cell takes one, two, four or eight bytes, as far apart as the codes around
/// it are.
final class CellColumn {
    private static final int CHUNK_BITS = 14;
    private static final int CHUNK = 1 << CHUNK_BITS;
    /// Of more different texts, a further one is kept as often as it is met.
    private static final int MAX_KNOWN = 1 << 14;

    /// Codes of neighbouring rows.
    private sealed interface Codes {
        long get(int index);

        /// In as few bytes as they can be.
        static Codes of(long[] codes, int size) {
            long least = Arrays.stream(codes, 0, size).min().orElse(0);
            long span = Arrays.stream(codes, 0, size).max().orElse(0) - least;
            if (span >= 0 && span < 1 << Byte.SIZE) {
                var bytes = new byte[size];
                for (int i = 0; i < size; i++) {
                    bytes[i] = (byte) (codes[i] - least);
                }
                return new Bytes(bytes, least);
            }
            if (span >= 0 && span < 1 << 16) {
                var shorts = new char[size];
                for (int i = 0; i < size; i++) {
                    shorts[i] = (char) (codes[i] - least);
                }
                return new Shorts(shorts, least);
            }
            if (span >= 0 && span < 1L << 32) {
                var ints = new int[size];
                for (int i = 0; i < size; i++) {
                    ints[i] = (int) (codes[i] - least);
                }
                return new Ints(ints, least);
            }
            return new Longs(Arrays.copyOf(codes, size));
        }
    }

    private record Bytes(byte[] codes, long least) implements Codes {
        @Override
        public long get(int index) {
            return least + (codes[index] & 0xff);
        }
    }

    private record Shorts(char[] codes, long least) implements Codes {
        @Override
        public long get(int index) {
            return least + codes[index];
        }
    }

    private record Ints(int[] codes, long least) implements Codes {
        @Override
        public long get(int index) {
            return least + (codes[index] & 0xffffffffL);
        }
    }

    private record Longs(long[] codes) implements Codes {
        @Override
        public long get(int index) {
            return codes[index];
        }
    }

    private final List<Codes> chunks = new ArrayList<>(1);
    private final CellText texts = new CellText();
    private long[] open = new long[8];
    private int opened;
    /// The places of the different texts, of the first ones; none when all is read.
    private Map<String, Integer> known = new HashMap<>(2);
    /// Of few different texts, each once as an object.
    private String[] shared = {};

    /// @return how many bytes of text had to be kept for it
    /// @throws ArithmeticException if the column holds more than 2 GB of texts
    int add(String text) {
        long code = Decimal.code(text, 0, text.length());
        if (code != Decimal.NONE) {
            add(code);
            return 0;
        }
        int before = texts.bytes();
        add(Decimal.TEXTS + place(text));
        return texts.bytes() - before;
    }

    private void add(long code) {
        if (opened == open.length) {
            open = Arrays.copyOf(open, Math.min(CHUNK, 2 * opened));
        }
        open[opened++] = code;
        if (opened == CHUNK) {
            chunks.add(Codes.of(open, CHUNK));
            opened = 0;
        }
    }

    private int place(String text) {
        Integer place = known.get(text);
        if (place != null) {
            return place;
        }
        texts.add(text);
        if (known.size() < MAX_KNOWN) {
            known.put(text, texts.size() - 1);
        }
        return texts.size() - 1;
    }

    private long code(int row) {
        return chunks.get(row >> CHUNK_BITS).get(row & CHUNK - 1);
    }

    String get(int row) {
        long code = code(row);
        return code < Decimal.TEXTS ? Decimal.text(code) : text((int) (code - Decimal.TEXTS));
    }

    private String text(int place) {
        if (place >= shared.length) {
            return texts.get(place);
        }
        if (shared[place] == null) {
            shared[place] = texts.get(place);
        }
        return shared[place];
    }

    /// The number that stands there in digits, NaN if the cell is written otherwise.
    double plain(int row) {
        long code = code(row);
        return code < Decimal.TEXTS ? Decimal.value(code) : Double.NaN;
    }

    /// How many digits stand behind the point of such a number, -1 if the cell is written otherwise.
    int decimals(int row) {
        long code = code(row);
        return code < Decimal.TEXTS ? Decimal.decimals(code) : -1;
    }

    /// A number that is equal for equal cells, of whatever column.
    long hash(int row) {
        long code = code(row);
        return code < Decimal.TEXTS ? code : text((int) (code - Decimal.TEXTS)).hashCode();
    }

    boolean isEmpty(int row) {
        long code = code(row);
        return code >= Decimal.TEXTS && texts.isEmpty((int) (code - Decimal.TEXTS));
    }

    /// A column of some of these cells, to which more can be added.
    ///
    /// @param rows in their order
    CellColumn of(int[] rows) {
        // Those not yet packed are packed too soon by this, and what is left of the column is not asked any more.
        closed();
        var some = new CellColumn();
        for (int row : rows) {
            some.add(get(row));
        }
        return some;
    }

    /// Nothing is added any more.
    CellColumn closed() {
        if (opened > 0) {
            chunks.add(Codes.of(open, opened));
        }
        open = new long[0];
        opened = 0;
        texts.trim();
        shared = new String[Math.min(texts.size(), 1 << 10)];
        known = Map.of();
        return this;
    }
}
