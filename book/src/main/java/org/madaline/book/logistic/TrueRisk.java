package org.madaline.book.logistic;

import java.util.Random;
import org.madaline.linear.Logistic;

/// A true distribution that is known: x is standard normal and P(y = 1 | x) = σ(2x − 0.5). (eq. 2.15, 2.16)
///
/// The minimum of its true risk is at θ* = (2, −0.5).
public final class TrueRisk {
    private TrueRisk() {}

    /// {@return the true risk 𝒥*(w, b), by the trapezoidal rule over \[−9, 9]}
    ///
    /// @param w the weight
    /// @param b the intercept
    public static double of(double w, double b) {
        double sum = 0;
        double h = 0.001;
        for (int i = -9000; i <= 9000; i++) {
            double x = i * h;
            double p = Logistic.sigmoid(2 * x - 0.5);
            double loss = p * Logistic.crossEntropyOfScore(1, w * x + b)
                    + (1 - p) * Logistic.crossEntropyOfScore(0, w * x + b);
            sum += h * loss * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
        }
        return sum;
    }

    /// {@return m independent examples}
    ///
    /// @param m    their number
    /// @param seed the same seed draws the same examples
    public static Samples sample(int m, long seed) {
        Random random = new Random(seed);
        double[][] x = new double[m][1];
        int[] y = new int[m];
        for (int i = 0; i < m; i++) {
            x[i][0] = random.nextGaussian();
            y[i] = random.nextDouble() < Logistic.sigmoid(2 * x[i][0] - 0.5) ? 1 : 0;
        }
        return new Samples(x, y);
    }
}
