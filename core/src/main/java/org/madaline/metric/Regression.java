package org.madaline.metric;

import java.util.Arrays;

/// Figures of a model that predicts numbers. NaN goes in and comes out: a NaN in the predictions makes the figure NaN.
public final class Regression {
    private Regression() {}

    /// The mean of (y - ŷ)².
    ///
    /// @param actual y, one for each example
    /// @param predicted ŷ, as many
    /// @return in the square of y's unit
    public static double meanSquaredError(double[] actual, double[] predicted) {
        return sumOfSquares(actual, predicted) / actual.length;
    }

    private static double sumOfSquares(double[] actual, double[] predicted) {
        MetricChecks.sameLength(actual.length, predicted.length);
        double sum = 0;
        for (int i = 0; i < actual.length; i++) {
            sum += (actual[i] - predicted[i]) * (actual[i] - predicted[i]);
        }
        return sum;
    }

    /// The mean of |y - ŷ|.
    ///
    /// @param actual y, one for each example
    /// @param predicted ŷ, as many
    /// @return in y's unit
    public static double meanAbsoluteError(double[] actual, double[] predicted) {
        MetricChecks.sameLength(actual.length, predicted.length);
        double sum = 0;
        for (int i = 0; i < actual.length; i++) {
            sum += Math.abs(actual[i] - predicted[i]);
        }
        return sum / actual.length;
    }

    /// The coefficient of determination, R² = 1 - Σ (y - ŷ)² / Σ (y - mean of y)²: 1 is perfect, 0 as good as the mean.
    /// Where y is constant it is 1 for perfect predictions, else 0, as in scikit-learn.
    ///
    /// @param actual y, one for each example
    /// @param predicted ŷ, as many
    /// @return at most 1; negative for predictions worse than the mean
    /// @throws IllegalArgumentException if there are fewer than two examples
    public static double r2(double[] actual, double[] predicted) {
        double residual = sumOfSquares(actual, predicted);
        if (actual.length < 2) {
            throw new IllegalArgumentException("R² needs at least two examples");
        }
        double mean = Arrays.stream(actual).average().orElseThrow();
        double total = 0;
        for (double y : actual) {
            total += (y - mean) * (y - mean);
        }
        if (total == 0) {
            return Double.isNaN(residual) ? Double.NaN : residual == 0 ? 1 : 0;
        }
        return 1 - residual / total;
    }
}
