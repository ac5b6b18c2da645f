package org.madaline.formats.csv;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Chooses the rows of a file whose length is not known before its end: up to twice the number are kept at a time, then those of
/// the greater keys are dropped, and no row of such a key is taken any more.
final class RowSample {
    private final int most;
    private long seen;
    private long[] keys = new long[16];
    private int kept;
    private long greatest = Long.MAX_VALUE;

    /// @param most rows that are kept in the end
    RowSample(int most) {
        this.most = most;
    }

    /// Whether the next row is kept, for now.
    boolean takes() {
        if (most == Integer.MAX_VALUE) {
            return true;
        }
        long key = mixed(seen++);
        if (key > greatest) {
            return false;
        }
        if (kept == keys.length) {
            keys = Arrays.copyOf(keys, 2 * kept);
        }
        keys[kept++] = key;
        return true;
    }

    /// So many rows were met; 0 where all are kept.
    long seen() {
        return seen;
    }

    /// Whether it is time to drop rows.
    boolean full() {
        return kept >= 2L * most;
    }

    /// Which of the rows kept so far are kept on; null where all are.
    int[] cut() {
        if (kept <= most) {
            return null;
        }
        long[] sorted = Arrays.copyOf(keys, kept);
        Arrays.sort(sorted);
        greatest = sorted[most - 1];
        int[] places = new int[most];
        int count = 0;
        for (int i = 0; i < kept; i++) {
            if (keys[i] <= greatest) {
                keys[count] = keys[i];
                places[count++] = i;
            }
        }
        kept = count;
        return places;
    }

    /// What is told of some rows by their places, by the places that those which are kept have then.
    static Map<Integer, String> of(int[] kept, Map<Integer, String> told) {
        Map<Integer, String> left = new HashMap<>();
        for (int i = 0; i < kept.length; i++) {
            String text = told.get(kept[i]);
            if (text != null) {
                left.put(i, text);
            }
        }
        return left;
    }

    /// A bijection, so that no two rows have one key (the finalizer of SplitMix64; Steele, Lea and Flood 2014).
    private static long mixed(long row) {
        long z = (row + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
