package org.madaline.evaluate;

import org.madaline.data.BatchSource;
import org.madaline.kernels.Slice;
import org.madaline.layer.Network;

/// Finds the class that a row of outputs stands for, and whether it is the right one.
///
/// @param outputs numbers per example
/// @param targets numbers per example: 1 for a class index, K for one-hot
/// @param classified whether targets are classes at all
/// @param ignored the class index of examples that do not count; NaN: none. Negative ones never count
public record Scoring(int outputs, int targets, boolean classified, double ignored) {
    /// How many rows have a class, and of how many it is right.
    public record Count(int right, int counted) {}

    /// The scoring for the outputs of a network and the targets of examples.
    ///
    /// @throws IllegalArgumentException if the data do not fit the network
    public static Scoring of(Network network, BatchSource data, double ignored) {
        if (data.size() == 0) {
            throw new IllegalArgumentException("the data set has no examples");
        }
        if (data.inputShape().size() != network.input().size()) {
            throw new IllegalArgumentException("the network takes examples of shape " + network.input()
                    + ", but the data have " + data.inputShape());
        }
        return new Scoring(network.output().size(), data.targetShape().size(), !data.classNames().isEmpty(),
                ignored);
    }

    /// The class of row `i`: the largest output (book, eq. 3.21); for a single output, whether it is positive (eq. 2.8).
    public static int predicted(float[] z, int at, int outputs) {
        if (outputs == 1) {
            return z[at] >= 0 ? 1 : 0;
        }
        int best = 0;
        for (int k = 1; k < outputs; k++) {
            if (z[at + k] > z[at + best]) {
                best = k;
            }
        }
        return best;
    }

    private int target(float[] y, int at) {
        return targets == 1 ? (int) y[at] : predicted(y, at, targets);
    }

    /// Whether a target stands for a class: not where its index is ignored, negative, or beyond the classes.
    private boolean counts(float[] y, int at) {
        return targets > 1 || y[at] >= 0 && y[at] < Math.max(2, outputs) && y[at] != ignored;
    }

    /// The right ones of the first `rows` rows.
    public Count correct(Slice z, Slice y, int rows) {
        int right = 0;
        int counted = 0;
        for (int i = 0; classified && i < rows; i++) {
            int at = y.offset() + i * targets;
            if (counts(y.array(), at)) {
                int p = predicted(z.array(), z.offset() + i * outputs, outputs);
                right += p == target(y.array(), at) ? 1 : 0;
                counted++;
            }
        }
        return new Count(right, counted);
    }
}
