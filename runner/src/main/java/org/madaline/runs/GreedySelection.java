package org.madaline.runs;

import java.util.Arrays;

/// How much each of several models is to count in a mean of their answers, by rows that none was trained on: greedily, one model
/// after another is added, again and again, whichever makes the mean best (Caruana et al. 2004, "Ensemble selection from
/// libraries of models").
final class GreedySelection {
    /// So many are added; a weight is a multiple of one of them.
    private static final int ROUNDS = 25;

    /// Of fewer rows the choice would be chance: all count the same.
    private static final int FEWEST_ROWS = 50;

    /// What a mean of answers is worth.
    @FunctionalInterface
    interface Loss {
        /// The loss of a row.
        ///
        /// @param answer the mean
        /// @param row    from 0
        double of(double[] answer, int row);
    }

    private GreedySelection() {}

    /// The weights, of which the sum is 1; those of models that help nothing are 0.
    ///
    /// @param answers of each model for each row, as they are averaged
    /// @param loss    to be made small in the mean
    static double[] weights(double[][][] answers, Loss loss) {
        int models = answers.length;
        int rows = answers[0].length;
        double[] weights = new double[models];
        if (rows < FEWEST_ROWS) {
            Arrays.fill(weights, 1.0 / models);
            return weights;
        }
        double[][] sum = new double[rows][answers[0][0].length];
        for (int round = 1; round <= ROUNDS; round++) {
            int best = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int m = 0; m < models; m++) {
                double tried = loss(sum, answers[m], round, loss);
                // Of equal ones the first.
                if (tried < least) {
                    best = m;
                    least = tried;
                }
            }
            weights[best]++;
            for (int i = 0; i < rows; i++) {
                for (int k = 0; k < sum[i].length; k++) {
                    sum[i][k] += answers[best][i][k];
                }
            }
        }
        for (int m = 0; m < models; m++) {
            weights[m] /= ROUNDS;
        }
        return weights;
    }

    private static double loss(double[][] sum, double[][] added, int count, Loss loss) {
        double all = 0;
        double[] mean = new double[sum[0].length];
        for (int i = 0; i < sum.length; i++) {
            for (int k = 0; k < mean.length; k++) {
                mean[k] = (sum[i][k] + added[i][k]) / count;
            }
            all += loss.of(mean, i);
        }
        return all;
    }
}
