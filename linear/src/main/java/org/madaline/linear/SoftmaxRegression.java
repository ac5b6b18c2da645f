package org.madaline.linear;

import java.util.List;

/// Softmax regression: P(y = k | x) = e^zₖ / Σⱼ e^zⱼ, zₖ = wₖᵀφ(x) + bₖ, all K classes at once.  (book, eq. 2.24, 2.25)
///
/// A constant added to all K intercepts changes nothing; those of the result add up to 0. Without a penalty the same
/// holds for the weights of each feature. For K = 2 this is logistic regression with w = w₁ - w₀, b = b₁ - b₀.
///                                                                                                (book, eq. 3.23)
///
/// @param settings how it is estimated
public record SoftmaxRegression(Settings settings) implements Classifier {

    /// Maximum likelihood, with all defaults.
    public SoftmaxRegression() {
        this(Settings.DEFAULT);
    }

    @Override
    public LinearModel fit(DesignMatrix x, int[] labels, double[] sampleWeights) {
        TrainingSample sample = TrainingSample.of(x, labels, sampleWeights, settings);
        TrainingSample.Fit fit = sample.minimize(new Link.Softmax(sample.classes()), settings);
        centre(fit.intercepts(), 1);
        if (settings.penalty().isNone()) {
            centre(fit.weights(), sample.x().columns());
        }
        return new LinearModel(LinearModel.Kind.SOFTMAX, sample.classes(), fit.weights(), fit.intercepts(),
                settings.basis(), List.of(fit.convergence()));
    }

    /// Subtracts from each of the d columns of the K x d matrix its mean.
    private static void centre(double[] matrix, int d) {
        int classes = matrix.length / Math.max(1, d);
        for (int j = 0; j < d; j++) {
            double sum = 0;
            for (int k = 0; k < classes; k++) {
                sum += matrix[k * d + j];
            }
            for (int k = 0; k < classes; k++) {
                matrix[k * d + j] -= sum / classes;
            }
        }
    }
}
