package org.madaline.book.network;

/// An activation function g: ℝⁿ → ℝⁿ with its derivative.                               (book, def. 3.1.1)
public sealed interface ActivationFunction {
    /// {@return g(z)}
    ///
    /// @param z the net inputs of a layer, n numbers
    double[] apply(double[] z);

    /// {@return the Jacobian ∂a/∂z, `[j][k]` = ∂aⱼ/∂zₖ}
    ///
    /// @param z the net inputs of a layer, n numbers
    double[][] jacobian(double[] z);

    /// A function of one real number, applied to each component.                       (book, eq. 3.7 to 3.12)
    ///
    /// Where ReLU and hardtanh have a corner, the derivative is taken as 0.
    enum Scalar implements ActivationFunction {
        /// σ(z) = 1 / (1 + e⁻ᶻ)                                                         (book, eq. 2.1, 3.8)
        SIGMOID,
        /// max(0, z)                                                                    (book, eq. 3.9)
        RELU,
        /// (eᶻ − e⁻ᶻ) / (eᶻ + e⁻ᶻ)                                                      (book, eq. 3.10)
        TANH,
        /// max(−1, min(1, z))                                                           (book, eq. 3.11)
        HARD_TANH,
        /// z                                                                            (book, eq. 3.12)
        IDENTITY;

        /// {@return g(z) of one number}
        ///
        /// @param z a net input
        public double value(double z) {
            return switch (this) {
                case SIGMOID -> z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z));
                case RELU -> Math.max(0, z);
                case TANH -> Math.tanh(z);
                case HARD_TANH -> Math.max(-1, Math.min(1, z));
                case IDENTITY -> z;
            };
        }

        /// {@return g′(z) of one number}
        ///
        /// @param z a net input
        public double derivative(double z) {
            return switch (this) {
                case SIGMOID -> value(z) * (1 - value(z));
                case RELU -> z > 0 ? 1 : 0;
                case TANH -> 1 - Math.tanh(z) * Math.tanh(z);
                case HARD_TANH -> Math.abs(z) < 1 ? 1 : 0;
                case IDENTITY -> 1;
            };
        }

        /// {@return g′ of each component}
        ///
        /// @param z net inputs
        public double[] derivative(double[] z) {
            double[] d = new double[z.length];
            for (int j = 0; j < z.length; j++) {
                d[j] = derivative(z[j]);
            }
            return d;
        }

        @Override
        public double[] apply(double[] z) {
            double[] a = new double[z.length];
            for (int j = 0; j < z.length; j++) {
                a[j] = value(z[j]);
            }
            return a;
        }

        @Override
        public double[][] jacobian(double[] z) {
            double[][] jacobian = new double[z.length][z.length];
            for (int j = 0; j < z.length; j++) {
                jacobian[j][j] = derivative(z[j]);
            }
            return jacobian;
        }
    }

    /// softmax(z)ⱼ = e^zⱼ / Σᵢ e^zᵢ.                                                     (book, eq. 3.13)
    ///
    /// Its derivative is ∂aₖ/∂zⱼ = aₖ [k = j] − aₖ aⱼ.                                   (book, eq. 3.49)
    enum Softmax implements ActivationFunction {
        /// The one function.
        SOFTMAX;

        @Override
        public double[] apply(double[] z) {
            double largest = Double.NEGATIVE_INFINITY;
            for (double v : z) {
                largest = Math.max(largest, v);
            }
            // The common factor e^(−largest) cancels; without it e^zⱼ overflows from 710 on.
            double sum = 0;
            double[] a = new double[z.length];
            for (int j = 0; j < z.length; j++) {
                a[j] = Math.exp(z[j] - largest);
                sum += a[j];
            }
            for (int j = 0; j < z.length; j++) {
                a[j] /= sum;
            }
            return a;
        }

        @Override
        public double[][] jacobian(double[] z) {
            double[] a = apply(z);
            double[][] jacobian = new double[z.length][z.length];
            for (int k = 0; k < z.length; k++) {
                for (int j = 0; j < z.length; j++) {
                    jacobian[k][j] = (k == j ? a[k] : 0) - a[k] * a[j];
                }
            }
            return jacobian;
        }
    }
}
