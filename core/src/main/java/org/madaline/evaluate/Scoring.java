package org.madaline.evaluate;

import org.madaline.data.BatchSource;
import org.madaline.kernels.Slice;
import org.madaline.layer.Network;

/// Finds the class that a row of outputs stands for, and whether it is the right one.
///
/// @param outputs numbers per example
/// @param targets numbers per example: 1 for a class index, K for one-hot
/// @param classified whether targets are classes at all
public record Scoring(int outputs, int targets, boolean classified) {
    /// The scoring for the outputs of a network and the targets of examples.
    ///
    /// @throws IllegalArgumentException if the data do not fit the network
    public static Scoring of(Network network, BatchSource data) {
        if (data.size() == 0) {
            throw new IllegalArgumentException("the data set has no examples");
        }
        if (data.inputShape().size() != network.input().size()) {
            throw new IllegalArgumentException("the network takes examples of shape " + network.input()
                    + ", but the data have " + data.inputShape());
        }
        return new Scoring(network.output().size(), data.targetShape().size(), !data.classNames().isEmpty());
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

    /// How many of the first `rows` rows are right.
    public int correct(Slice z, Slice y, int rows) {
        int correct = 0;
        for (int i = 0; classified && i < rows; i++) {
            int p = predicted(z.array(), z.offset() + i * outputs, outputs);
            correct += p == target(y.array(), y.offset() + i * targets) ? 1 : 0;
        }
        return correct;
    }
}
