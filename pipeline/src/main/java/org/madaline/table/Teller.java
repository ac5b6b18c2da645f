package org.madaline.table;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// How well one column tells y: each row by the others of the same value; of a number that no other row has, between the rows before
/// and behind it in the order of the column.
sealed interface Teller {
    /// The share of rows whose class is told, or the share of the variance.
    ///
    /// @param x       the column's numbers, NaN where they are missing, or numbers that stand for its texts
    /// @param ordered whether neighbours in order are alike
    double told(double[] x, boolean ordered);

    /// What is so much that the column must hold the label itself.
    double enough();

    static Teller ofClasses(double[] y) {
        int[] classes = Arrays.stream(y).mapToInt(k -> (int) k).toArray();
        int[] counts = new int[Arrays.stream(classes).max().orElse(0) + 1];
        Arrays.stream(classes).forEach(k -> counts[k]++);
        return new OfClasses(classes, counts.length, 1 - 0.01 * (y.length - Arrays.stream(counts).max().orElse(0)) / y.length);
    }

    static Teller ofNumbers(double[] y) {
        return new OfNumbers(y);
    }

    /// The places of x, its least value first.
    private static int[] order(double[] x) {
        return IntStream.range(0, x.length).boxed().sorted(Comparator.comparingDouble(i -> x[i])).mapToInt(i -> i).toArray();
    }

    /// The end of the places from `from` on whose x is the same.
    private static int end(double[] x, int[] order, int from) {
        int to = from + 1;
        while (to < order.length && Double.compare(x[order[to]], x[order[from]]) == 0) {
            to++;
        }
        return to;
    }

    record OfClasses(int[] y, int classes, double enough) implements Teller {
        @Override
        public double told(double[] x, boolean ordered) {
            int[] order = order(x);
            int right = 0;
            int[] counts = new int[classes];
            for (int from = 0; from < order.length; ) {
                int to = end(x, order, from);
                int own = y[order[from]];
                if (to - from == 1) {
                    boolean before = from > 0 && y[order[from - 1]] == own;
                    boolean behind = to < order.length && y[order[to]] == own;
                    right += ordered && (before || behind) ? 1 : 0;
                } else {
                    for (int i = from; i < to; i++) {
                        counts[y[order[i]]]++;
                    }
                    int most = Arrays.stream(counts).max().orElse(0);
                    // A class of a single row cannot be told by the others.
                    right += most > 1 ? most : 0;
                    for (int i = from; i < to; i++) {
                        counts[y[order[i]]] = 0;
                    }
                }
                from = to;
            }
            return (double) right / y.length;
        }
    }

    record OfNumbers(double[] y) implements Teller {
        @Override
        public double enough() {
            return 0.999;
        }

        @Override
        public double told(double[] x, boolean ordered) {
            double mean = Arrays.stream(y).sum() / y.length;
            double all = Arrays.stream(y).map(value -> (value - mean) * (value - mean)).sum();
            int[] order = order(x);
            double left = 0;
            for (int from = 0; from < order.length; ) {
                int to = end(x, order, from);
                double sum = 0;
                for (int i = from; i < to; i++) {
                    sum += y[order[i]];
                }
                for (int i = from; i < to; i++) {
                    double own = y[order[i]];
                    double told = to - from > 1 ? (sum - own) / (to - from - 1) : ordered ? between(x, order, from) : mean;
                    left += (own - told) * (own - told);
                }
                from = to;
            }
            return all == 0 ? 0 : 1 - left / all;
        }

        /// On the line between the neighbours; nobody can tell the first and the last.
        private double between(double[] x, int[] order, int at) {
            if (at == 0 || at == order.length - 1) {
                return y[order[at]];
            }
            int before = order[at - 1];
            int behind = order[at + 1];
            double share = (x[order[at]] - x[before]) / (x[behind] - x[before]);
            return Double.isNaN(share) ? y[before] : y[before] + share * (y[behind] - y[before]);
        }
    }
}
