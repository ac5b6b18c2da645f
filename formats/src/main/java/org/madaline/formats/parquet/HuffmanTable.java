package org.madaline.formats.parquet;

/// Zstandard's codes of bytes: for each number of so many bits the byte whose code it begins with, and the length of that code.
///
/// @param log the length of the longest code
record HuffmanTable(int log, byte[] symbols, byte[] lengths) {
    private static final int MAX_LOG = 11;
    private static final int MAX_SYMBOLS = 256;

    /// The table that is described next.
    static HuffmanTable read(ByteCursor in) {
        int header = in.unsignedByte();
        int[] weights = new int[MAX_SYMBOLS];
        int count = header >= 128 ? plain(in, header - 127, weights) : coded(in.part(header), weights);
        int sum = 0;
        for (int i = 0; i < count; i++) {
            if (weights[i] > MAX_LOG) {
                throw ByteCursor.damaged("holds a page with codes that are too long");
            }
            sum += weights[i] == 0 ? 0 : 1 << weights[i] - 1;
        }
        int log = 32 - Integer.numberOfLeadingZeros(sum);
        int rest = (1 << log) - sum;
        if (sum == 0 || log > MAX_LOG || Integer.bitCount(rest) != 1 || count == MAX_SYMBOLS) {
            throw ByteCursor.damaged("holds a page with codes that do not fit each other");
        }
        // The weight of the last symbol follows from the others.
        weights[count] = 32 - Integer.numberOfLeadingZeros(rest);
        return of(log, weights, count + 1);
    }

    private static HuffmanTable of(int log, int[] weights, int count) {
        byte[] symbols = new byte[1 << log];
        byte[] lengths = new byte[1 << log];
        int at = 0;
        for (int weight = 1; weight <= log; weight++) {
            for (int s = 0; s < count; s++) {
                for (int i = 0; weights[s] == weight && i < 1 << weight - 1; i++) {
                    symbols[at] = (byte) s;
                    lengths[at++] = (byte) (log + 1 - weight);
                }
            }
        }
        return new HuffmanTable(log, symbols, lengths);
    }

    private static int plain(ByteCursor in, int count, int[] weights) {
        for (int i = 0; i < count; i += 2) {
            int two = in.unsignedByte();
            weights[i] = two >> 4;
            weights[i + 1] = two & 15;
        }
        // Of an odd number the last half byte is none.
        weights[count] = 0;
        return count;
    }

    /// Two states take turns, until the bits are used up.
    private static int coded(ByteCursor in, int[] weights) {
        EntropyTable table = EntropyTable.read(in, 6, MAX_LOG + 2);
        var bits = new BackwardBits(in);
        int[] states = {bits.read(table.log()), bits.read(table.log())};
        int count = 0;
        for (int turn = 0; ; turn = 1 - turn) {
            if (count >= MAX_SYMBOLS - 2) {
                throw ByteCursor.damaged("holds a page with codes of too many symbols");
            }
            int state = states[turn];
            weights[count++] = table.symbols()[state];
            states[turn] = table.bases()[state] + bits.read(table.bits()[state]);
            if (bits.left() < 0) {
                weights[count++] = table.symbols()[states[1 - turn]];
                return count;
            }
        }
    }

    /// Decodes so many bytes.
    void decode(ByteCursor in, byte[] out, int from, int to) {
        var bits = new BackwardBits(in);
        for (int i = from; i < to; i++) {
            int next = bits.peek(log);
            out[i] = symbols[next];
            bits.read(lengths[next]);
        }
        if (bits.left() != 0) {
            throw ByteCursor.damaged("holds a page whose codes do not end where they should");
        }
    }
}
