package org.madaline.analysis;

import java.util.Arrays;
import org.madaline.linear.DesignMatrix;
import org.madaline.linear.LinearModel;

/// A mean loss over a sample and what it says about the true risk.
///
/// On the sample that a model was fitted to, the mean is the empirical risk (book, eq. 2.13), which is too small a
/// guess of the true risk E ℓ(y, σ(wᵀx + b)) over the unknown distribution (book, eq. 2.15). On examples held back it is an
/// unbiased estimate of the true risk, with the standard error given.
///
/// @param mean 1/m Σᵢ ℓᵢ, ℓ the cross entropy -ln P(yᵢ | xᵢ)
/// @param standardError the sample standard deviation of ℓ over √m
/// @param accuracy the share of examples classified right
/// @param examples m
public record Risk(double mean, double standardError, double accuracy, int examples) {

    /// {@return the mean loss of `model` on the rows of `x`}
    ///
    /// @param model  fitted to these or other rows
    /// @param x      m objects
    /// @param labels the class of each, 0 ... K-1
    public static Risk of(LinearModel model, DesignMatrix x, int[] labels) {
        double[] losses = model.losses(x, labels);
        double mean = Arrays.stream(losses).sum() / losses.length;
        double squares = 0;
        for (double loss : losses) {
            squares += (loss - mean) * (loss - mean);
        }
        int m = losses.length;
        double error = m > 1 ? Math.sqrt(squares / (m - 1) / m) : Double.NaN;
        return new Risk(mean, error, model.accuracy(x, labels), m);
    }
}
