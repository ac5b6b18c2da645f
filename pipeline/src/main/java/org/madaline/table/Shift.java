package org.madaline.table;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// How far apart two distributions of a column are.
final class Shift {
    private Shift() {}

    /// The greatest difference between the shares of numbers up to a bound (Kolmogorov and Smirnov), of sorted numbers.
    static double ofNumbers(double[] one, double[] other) {
        if (one.length == 0 || other.length == 0) {
            return one.length == other.length ? 0 : 1;
        }
        double greatest = 0;
        int i = 0;
        int j = 0;
        while (i < one.length && j < other.length) {
            double bound = Math.min(one[i], other[j]);
            while (i < one.length && one[i] == bound) {
                i++;
            }
            while (j < other.length && other[j] == bound) {
                j++;
            }
            greatest = Math.max(greatest, Math.abs((double) i / one.length - (double) j / other.length));
        }
        return greatest;
    }

    /// How the shares of texts differ.
    ///
    /// @param distance  half the sum of the differences
    /// @param different how many texts there are
    /// @param text      whose share differs most
    /// @param before    that share in one
    /// @param after     and in the other
    record Share(double distance, int different, String text, double before, double after) {}

    static Share ofTexts(String[] one, String[] other) {
        Map<String, int[]> counts = new TreeMap<>(counted(one, 0, counted(other, 1, new HashMap<>())));
        double sum = 0;
        Share most = new Share(0, 0, "", 0, 0);
        for (Map.Entry<String, int[]> count : counts.entrySet()) {
            double before = (double) count.getValue()[0] / one.length;
            double after = (double) count.getValue()[1] / other.length;
            sum += Math.abs(after - before);
            if (Math.abs(after - before) > Math.abs(most.after - most.before)) {
                most = new Share(0, 0, count.getKey(), before, after);
            }
        }
        return new Share(sum / 2, counts.size(), most.text, most.before, most.after);
    }

    private static Map<String, int[]> counted(String[] texts, int which, Map<String, int[]> counts) {
        for (String text : texts) {
            counts.computeIfAbsent(text, _ -> new int[2])[which]++;
        }
        return counts;
    }
}
