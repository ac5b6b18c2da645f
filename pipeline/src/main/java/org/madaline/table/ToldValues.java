package org.madaline.table;

import java.util.Arrays;

/// Decides whether the values of a number mean something of their own, such as a capital gain of 7,298, or only that they are
/// small or large, as a number of calls: whether the classes of rows with one value differ from those of rows with the values
/// next to it, below and above, by more than chance makes them.
final class ToldValues {
    /// So many standard deviations are more than chance, also of one among many columns.
    private static final double BEYOND_CHANCE = 5;

    private ToldValues() {}

    /// Adds up, over values and classes, the squared differences of the shares in units of their variances: near the degrees of
    /// freedom where neighbours are alike.
    ///
    /// @param counts how many rows have a value and a class, in the order of the values
    static boolean differ(int[][] counts) {
        double sum = 0;
        for (int v = 0; v < counts.length; v++) {
            int[] near = new int[counts[v].length];
            for (int other = v - 1; other <= v + 1; other += 2) {
                for (int k = 0; k < near.length && other >= 0 && other < counts.length; k++) {
                    near[k] += counts[other][k];
                }
            }
            sum += distance(counts[v], near);
        }
        double degrees = counts.length == 0 ? 0 : counts.length * (counts[0].length - 1.0);
        return sum - degrees > BEYOND_CHANCE * Math.sqrt(2 * degrees);
    }

    private static double distance(int[] own, int[] near) {
        double rows = Arrays.stream(own).sum();
        double others = Arrays.stream(near).sum();
        double sum = 0;
        for (int k = 0; k < own.length && rows > 0 && others > 0; k++) {
            double apart = own[k] / rows - near[k] / others;
            double share = (own[k] + near[k]) / (rows + others);
            sum += share > 0 ? apart * apart / (share * (1 / rows + 1 / others)) : 0;
        }
        return sum;
    }
}
