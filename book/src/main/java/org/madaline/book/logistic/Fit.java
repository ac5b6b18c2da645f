package org.madaline.book.logistic;

import org.madaline.linear.Convergence;
import org.madaline.linear.DesignMatrix;
import org.madaline.linear.LinearModel;
import org.madaline.linear.Logistic;
import org.madaline.linear.LogisticRegression;
import org.madaline.linear.Settings;
import org.madaline.train.Penalty;

/// A logistic regression as its numbers: θ = (w, b), and how it was found.
///
/// @param w           the weights
/// @param b           the intercept
/// @param convergence how well the estimate converged
public record Fit(double[] w, double b, Convergence convergence) {
    /// {@return the maximum likelihood estimate, or with l2 > 0 the estimate under the penalty l2/2 ‖w‖²} (eq. 2.6)
    ///
    /// @param x  m objects of d features
    /// @param y  0 or 1 for each
    /// @param l2 at least 0
    public static Fit of(double[][] x, int[] y, double l2) {
        LinearModel model =
                new LogisticRegression(Settings.DEFAULT.withPenalty(Penalty.l2(l2))).fit(DesignMatrix.of(x), y);
        return new Fit(model.weights(0), model.intercept(), model.convergence().getFirst());
    }

    /// {@return the score wᵀx + b}
    ///
    /// @param x d features
    public double score(double... x) {
        return Logistic.score(w, b, x);
    }

    /// {@return the probability σ(wᵀx + b) of label 1}
    ///
    /// @param x d features
    public double probability(double... x) {
        return Logistic.sigmoid(score(x));
    }

    /// {@return the share of examples whose label the hypothesis (2.8) meets}
    ///
    /// @param x m objects of d features
    /// @param y 0 or 1 for each
    public double accuracy(double[][] x, int[] y) {
        int hits = 0;
        for (int i = 0; i < y.length; i++) {
            hits += Logistic.side(x[i], w, b) == y[i] ? 1 : 0;
        }
        return hits / (double) y.length;
    }
}
