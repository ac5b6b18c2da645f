package org.madaline.metric;

import java.util.function.DoubleUnaryOperator;

/// The usual metrics.
public final class Scores {
    private Scores() {}

    /// Adds an example to sums.
    private interface Counting {
        void count(double[] sums, float[] z, int at, float[] y, int yAt);
    }

    private interface Figure {
        double of(double[] sums);
    }

    /// A tally of sums.
    private record Sums(double[] state, int outputs, int targets, Counting counting, Figure figure) implements Metric.Tally {
        @Override
        public void add(float[] predictions, int from, float[] y, int targetsFrom, int rows) {
            for (int i = 0; i < rows; i++) {
                counting.count(state, predictions, from + i * outputs, y, targetsFrom + i * targets);
            }
        }

        @Override
        public double value() {
            return figure.of(state);
        }

        @Override
        public double[] state() {
            return state.clone();
        }

        @Override
        public void restore(double[] other) {
            if (other.length != state.length) {
                throw new IllegalArgumentException("a metric that remembers " + state.length + " numbers cannot go on from " + other.length);
            }
            System.arraycopy(other, 0, state, 0, state.length);
        }
    }

    private interface Start {
        Metric.Tally tally(int outputs, int targets);
    }

    private record Named(String name, Start start) implements Metric {
        @Override
        public Tally tally(int outputs, int targets) {
            return start.tally(outputs, targets);
        }
    }

    /// The share of right classes: the largest output, or for a single one whether it is positive. Targets are class
    /// indices, or a number for each class of which the largest is right. Negative indices do not count.
    ///
    /// @return a metric called `accuracy`, from 0 to 1
    public static Metric accuracy() {
        return accuracy(Double.NaN);
    }

    /// The same without the examples of a class index.
    ///
    /// @param ignored that index; NaN for none
    /// @return a metric called `accuracy`, from 0 to 1
    public static Metric accuracy(double ignored) {
        return new Named("accuracy", (outputs, targets) -> {
            if (targets != 1 && targets != outputs) {
                throw mismatch("accuracy", outputs, targets);
            }
            return new Sums(new double[2], outputs, targets, (sums, z, at, y, yAt) -> {
                double target = targets == 1 ? y[yAt] : predicted(y, yAt, targets);
                if (targets > 1 || target >= 0 && target < Math.max(2, outputs) && target != ignored) {
                    sums[0] += predicted(z, at, outputs) == target ? 1 : 0;
                    sums[1]++;
                }
            }, sums -> sums[0] / sums[1]);
        });
    }

    /// The class that the outputs from `at` on stand for: the largest of them (book, eq. 3.21), the first of equal ones; for a
    /// single one, whether it is positive (eq. 2.8).
    ///
    /// @param z logits or probabilities
    /// @param at where the example's outputs begin
    /// @param outputs how many there are
    /// @return a class index; 0 or 1 for a single output
    public static int predicted(float[] z, int at, int outputs) {
        if (outputs == 1) {
            return z[at] >= 0 ? 1 : 0;
        }
        int best = 0;
        for (int k = 1; k < outputs; k++) {
            best = z[at + k] > z[at + best] ? k : best;
        }
        return best;
    }

    /// √ of the mean of (y - ŷ)² over all numbers, in their unit.
    ///
    /// @return a metric called `rmse`
    public static Metric rmse() {
        return differences("rmse", d -> d * d, sums -> Math.sqrt(sums[0] / sums[1]));
    }

    /// The mean of (y - ŷ)² over all numbers.
    ///
    /// @return a metric called `mse`
    public static Metric mse() {
        return differences("mse", d -> d * d, sums -> sums[0] / sums[1]);
    }

    /// The mean of |y - ŷ| over all numbers, in their unit.
    ///
    /// @return a metric called `mae`
    public static Metric mae() {
        return differences("mae", Math::abs, sums -> sums[0] / sums[1]);
    }

    private static Metric differences(String name, DoubleUnaryOperator each, Figure figure) {
        return new Named(name, (outputs, targets) -> {
            if (outputs != targets) {
                throw mismatch(name, outputs, targets);
            }
            return new Sums(new double[2], outputs, targets, (sums, z, at, y, yAt) -> {
                for (int k = 0; k < outputs; k++) {
                    sums[0] += each.applyAsDouble((double) y[yAt + k] - z[at + k]);
                    sums[1]++;
                }
            }, figure);
        });
    }

    /// 1 - Σ (y - ŷ)² / Σ (y - ȳ)², the mean of it over several numbers: 1 is perfect, 0 as good as the mean ȳ. For equal
    /// targets 1 where all are right, else 0.
    ///
    /// @return a metric called `r2`, at most 1
    public static Metric r2() {
        return new Named("r2", (outputs, targets) -> {
            if (outputs != targets) {
                throw mismatch("R²", outputs, targets);
            }
            // The number of examples; then, for each number, the mean so far, Σ (y - mean)² (Welford 1962), and Σ (y - ŷ)².
            return new Sums(new double[1 + 3 * outputs], outputs, targets, (sums, z, at, y, yAt) -> {
                double n = ++sums[0];
                for (int k = 0; k < outputs; k++) {
                    int c = 1 + 3 * k;
                    double off = y[yAt + k] - sums[c];
                    sums[c] += off / n;
                    sums[c + 1] += off * (y[yAt + k] - sums[c]);
                    double d = (double) y[yAt + k] - z[at + k];
                    sums[c + 2] += d * d;
                }
            }, sums -> {
                double total = 0;
                for (int c = 1; c < sums.length; c += 3) {
                    total += sums[c + 1] > 0 ? 1 - sums[c + 2] / sums[c + 1] : sums[c + 2] == 0 ? 1 : 0;
                }
                return sums[0] == 0 ? Double.NaN : total / outputs;
            });
        });
    }

    private static IllegalArgumentException mismatch(String name, int outputs, int targets) {
        return new IllegalArgumentException(name + " cannot compare " + outputs + " outputs with " + targets + " targets");
    }
}
