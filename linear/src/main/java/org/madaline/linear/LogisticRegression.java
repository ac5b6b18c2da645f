package org.madaline.linear;

import java.util.List;

/// Logistic regression: two classes, 0 and 1, P(y = 1 | x) = σ(wᵀφ(x) + b).              (book, eq. 2.2, 2.14, 2.19)
///
/// ```java
/// var model = new LogisticRegression(Settings.DEFAULT.withPenalty(Penalty.l2(1))).fit(x, y);
/// ```
///
/// @param settings how it is estimated
public record LogisticRegression(Settings settings) implements Classifier {

    /// Maximum likelihood, with all defaults.
    public LogisticRegression() {
        this(Settings.DEFAULT);
    }

    @Override
    public LinearModel fit(DesignMatrix x, int[] labels, double[] sampleWeights) {
        TrainingSample sample = TrainingSample.of(x, labels, sampleWeights, settings);
        if (sample.classes() != 2) {
            throw new IllegalArgumentException("logistic regression has the two labels 0 and 1; these labels run to "
                    + (sample.classes() - 1) + ": use SoftmaxRegression or OneVsRest");
        }
        TrainingSample.Fit fit = sample.minimize(new Link.Sigmoid(1), settings);
        return new LinearModel(LinearModel.Kind.LOGISTIC, 2, fit.weights(), fit.intercepts(), settings.basis(),
                List.of(fit.convergence()));
    }
}
