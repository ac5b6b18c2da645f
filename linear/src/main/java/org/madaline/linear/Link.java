package org.madaline.linear;

/// How scores become probabilities and losses.
sealed interface Link {

    /// The number K of scores an object has.
    int outputs();

    /// Replaces the K scores from `at` by probabilities.
    void probabilities(double[] z, int at);

    /// The cross entropy of `label`; replaces the K scores from `at` by ∂ℓ/∂z = p - y.
    double loss(double[] z, int at, int label);

    /// One score, p = σ(z); y is 1 for the label `positive` and 0 for all others.                (book, eq. 2.20)
    record Sigmoid(int positive) implements Link {
        @Override
        public int outputs() {
            return 1;
        }

        @Override
        public void probabilities(double[] z, int at) {
            z[at] = Logistic.sigmoid(z[at]);
        }

        @Override
        public double loss(double[] z, int at, int label) {
            double score = z[at];
            int y = label == positive ? 1 : 0;
            double e = StrictMath.exp(-Math.abs(score));
            z[at] = (score >= 0 ? 1 : e) / (1 + e) - y;
            return Math.max(score, 0) - y * score + StrictMath.log1p(e);
        }
    }

    /// K scores, pₖ = e^zₖ / Σⱼ e^zⱼ.                                                          (book, eq. 2.24)
    record Softmax(int outputs) implements Link {
        @Override
        public void probabilities(double[] z, int at) {
            exponentials(z, at);
        }

        @Override
        public double loss(double[] z, int at, int label) {
            double score = z[at + label];
            double logSum = exponentials(z, at);
            z[at + label] -= 1;
            return logSum - score;
        }

        /// Writes the probabilities; returns ln Σⱼ e^zⱼ.
        private double exponentials(double[] z, int at) {
            double largest = z[at];
            for (int k = 1; k < outputs; k++) {
                largest = Math.max(largest, z[at + k]);
            }
            double sum = 0;
            for (int k = 0; k < outputs; k++) {
                z[at + k] = StrictMath.exp(z[at + k] - largest);
                sum += z[at + k];
            }
            for (int k = 0; k < outputs; k++) {
                z[at + k] /= sum;
            }
            return largest + StrictMath.log(sum);
        }
    }
}
