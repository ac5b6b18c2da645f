package org.madaline.formats.csv;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The texts of one column, one after the other in bytes: a table of a hundred million cells would not fit as objects.
final class CellText {
    private byte[] bytes = new byte[64];
    private int[] ends = new int[8];
    private int size;

    /// @throws ArithmeticException if the column holds more than 2 GB
    void add(String text) {
        byte[] added = text.getBytes(StandardCharsets.UTF_8);
        int start = size == 0 ? 0 : ends[size - 1];
        int end = Math.addExact(start, added.length);
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(end, 2L * bytes.length)));
        }
        System.arraycopy(added, 0, bytes, start, added.length);
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, 2 * size);
        }
        ends[size++] = end;
    }

    String get(int row) {
        int start = row == 0 ? 0 : ends[row - 1];
        return new String(bytes, start, ends[row] - start, StandardCharsets.UTF_8);
    }

    boolean isEmpty(int row) {
        return ends[row] == (row == 0 ? 0 : ends[row - 1]);
    }

    /// How many bytes they are.
    int bytes() {
        return size == 0 ? 0 : ends[size - 1];
    }

    int size() {
        return size;
    }

    void trim() {
        bytes = Arrays.copyOf(bytes, size == 0 ? 0 : ends[size - 1]);
        ends = Arrays.copyOf(ends, size);
    }
}
