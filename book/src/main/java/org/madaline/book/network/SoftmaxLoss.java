package org.madaline.book.network;

/// The loss of several classes: ℓ(y, ŷ) = −Σₖ yₖ ln ŷₖ.                                  (book, def. 3.2.1)
public final class SoftmaxLoss {
    private SoftmaxLoss() {}

    /// {@return the unit vector of a label k in {0, ..., K − 1}: K elements, the (k + 1)-st is 1} (book, eq. 3.14, 3.15)
    ///
    /// @param k       the label
    /// @param classes K
    /// @throws IllegalArgumentException if there is no such label
    public static double[] oneHot(int k, int classes) {
        if (k < 0 || k >= classes) {
            throw new IllegalArgumentException(
                    "with " + classes + " classes a label is 0 to " + (classes - 1) + ", not " + k);
        }
        double[] y = new double[classes];
        y[k] = 1;
        return y;
    }

    /// {@return the loss −Σₖ yₖ ln ŷₖ; a term with yₖ = 0 is 0}                                  (book, eq. 3.16)
    ///
    /// @param y          K numbers that add up to 1
    /// @param prediction ŷ, K probabilities
    public static double value(double[] y, double[] prediction) {
        double loss = 0;
        for (int k = 0; k < y.length; k++) {
            loss -= y[k] == 0 ? 0 : y[k] * Math.log(prediction[k]);
        }
        return loss;
    }

    /// {@return the derivatives ∂ℓ/∂ŷₖ = −yₖ / ŷₖ}                                      (book, in eq. 3.50)
    ///
    /// @param y          K numbers that add up to 1
    /// @param prediction ŷ, K probabilities
    public static double[] gradient(double[] y, double[] prediction) {
        double[] gradient = new double[y.length];
        for (int k = 0; k < y.length; k++) {
            gradient[k] = y[k] == 0 ? 0 : -y[k] / prediction[k];
        }
        return gradient;
    }

    /// {@return the error of a softmax layer under this loss: δ = f(x) − y, if Σₖ yₖ = 1} (book, eq. 3.46, 3.52)
    ///
    /// @param y      K numbers that add up to 1
    /// @param output f(x), K probabilities
    public static double[] delta(double[] y, double[] output) {
        double[] delta = new double[y.length];
        for (int k = 0; k < y.length; k++) {
            delta[k] = output[k] - y[k];
        }
        return delta;
    }

    /// {@return the probability that the model gives to a one-hot label: Πₖ [f(x)ₖ]^yₖ} (book, eq. 3.24, 3.26)
    ///
    /// @param y      a unit vector
    /// @param output f(x), K probabilities
    public static double probability(double[] y, double[] output) {
        double product = 1;
        for (int k = 0; k < y.length; k++) {
            product *= Math.pow(output[k], y[k]);
        }
        return product;
    }

    /// {@return the label of the largest output, the first of equals}                 (book, eq. 3.21)
    ///
    /// @param output f(x), K numbers
    public static int hypothesis(double[] output) {
        int best = 0;
        for (int k = 1; k < output.length; k++) {
            best = output[k] > output[best] ? k : best;
        }
        return best;
    }
}
