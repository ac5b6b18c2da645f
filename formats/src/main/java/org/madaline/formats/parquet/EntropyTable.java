package org.madaline.formats.parquet;

import java.util.Arrays;

/// A table of Zstandard's finite state entropy coding: in each state a symbol, and the next state as a base and so many bits.
///
/// @param log of the number of states, to base 2
record EntropyTable(int log, byte[] symbols, byte[] bits, char[] bases) {
    /// @param shares of the symbols in the states, -1 for less than one state
    static EntropyTable of(int log, int[] shares) {
        int size = 1 << log;
        byte[] symbols = new byte[size];
        int[] next = new int[shares.length];
        int high = size - 1;
        for (int s = 0; s < shares.length; s++) {
            next[s] = Math.abs(shares[s]);
            if (shares[s] == -1) {
                symbols[high--] = (byte) s;
            }
        }
        int step = (size >> 1) + (size >> 3) + 3;
        int at = 0;
        for (int s = 0; s < shares.length; s++) {
            for (int i = 0; i < shares[s]; i++) {
                symbols[at] = (byte) s;
                do {
                    at = at + step & size - 1;
                } while (at > high);
            }
        }
        byte[] bits = new byte[size];
        char[] bases = new char[size];
        for (int state = 0; state < size; state++) {
            int count = next[symbols[state]]++;
            int width = log - (31 - Integer.numberOfLeadingZeros(count));
            bits[state] = (byte) width;
            bases[state] = (char) ((count << width) - size);
        }
        return new EntropyTable(log, symbols, bits, bases);
    }

    /// One symbol, without a bit.
    static EntropyTable of(int symbol) {
        return new EntropyTable(0, new byte[] {(byte) symbol}, new byte[1], new char[1]);
    }

    /// The table that is described next.
    ///
    /// @param maxLog     what its logarithm is at most
    /// @param maxSymbols how many symbols there are at most
    static EntropyTable read(ByteCursor in, int maxLog, int maxSymbols) {
        var bits = new Forward(in);
        int log = bits.read(4) + 5;
        if (log > maxLog) {
            throw ByteCursor.damaged("holds a page with a table of 2^" + log + " states");
        }
        int[] shares = new int[maxSymbols];
        int symbols = 0;
        for (int left = 1 << log; left > 0; ) {
            int width = 32 - Integer.numberOfLeadingZeros(left + 1);
            int low = (1 << width - 1) - 1;
            int threshold = (1 << width) - 1 - (left + 1);
            int value = bits.peek(width);
            boolean small = (value & low) < threshold;
            bits.read(small ? width - 1 : width);
            value = small ? value & low : value > low ? value - threshold : value;
            int share = value - 1;
            left -= Math.abs(share);
            if (symbols == maxSymbols || left < 0) {
                throw ByteCursor.damaged("holds a page with a broken table");
            }
            shares[symbols++] = share;
            for (int skip = share == 0 ? 3 : 0; skip == 3; symbols += skip) {
                skip = bits.read(2);
            }
            if (symbols > maxSymbols) {
                throw ByteCursor.damaged("holds a page with a broken table");
            }
        }
        bits.align();
        return of(log, Arrays.copyOf(shares, symbols));
    }

    /// Bits from the least of the first byte on.
    private static final class Forward {
        private final ByteCursor in;
        private final int from;
        private int at;

        Forward(ByteCursor in) {
            this.in = in;
            this.from = in.at();
        }

        int peek(int count) {
            int value = 0;
            for (int i = 0; i < count; i++) {
                int place = from + (at + i >> 3);
                int bit = place < from + in.left() ? in.bytes[place] >> (at + i & 7) & 1 : 0;
                value |= bit << i;
            }
            return value;
        }

        int read(int count) {
            int value = peek(count);
            at += count;
            if (at > 8L * in.left()) {
                throw ByteCursor.damaged("holds a page that ends within a table");
            }
            return value;
        }

        void align() {
            in.skip((at + 7) / 8);
        }
    }
}
