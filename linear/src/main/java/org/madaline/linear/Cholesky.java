package org.madaline.linear;

/// Solves symmetric positive semi-definite systems by H = L Lᵀ, adding as little to the diagonal as makes it definite.
final class Cholesky {
    private final double[][] l;

    private Cholesky(double[][] l) {
        this.l = l;
    }

    /// Factors the lower triangle `h`, which is not changed. A singular H, as from constant or dependent columns,
    /// gets δ max(diagonal) on its diagonal, δ = 10⁻¹⁴, 10⁻¹³, ... as needed.
    static Cholesky of(double[][] h) {
        double largest = 0;
        for (int j = 0; j < h.length; j++) {
            largest = Math.max(largest, h[j][j]);
        }
        if (!(largest > 0) || Double.isInfinite(largest)) {
            largest = 1;
        }
        for (double delta = 0; ; delta = delta == 0 ? 1e-14 * largest : 10 * delta) {
            double[][] l = factor(h, delta, 1e-15 * largest);
            if (l != null) {
                return new Cholesky(l);
            }
            if (!(delta < 1e6 * largest)) {
                throw new ArithmeticException("a Hessian has entries that are not finite numbers; scale the features");
            }
        }
    }

    /// A factor that is known already.
    static Cholesky ofFactor(double[][] l) {
        return new Cholesky(l);
    }

    /// The factor of h + delta I, or null where a pivot is not above `smallest`.
    private static double[][] factor(double[][] h, double delta, double smallest) {
        int n = h.length;
        double[][] l = new double[n][];
        for (int j = 0; j < n; j++) {
            l[j] = new double[j + 1];
            for (int k = 0; k < j; k++) {
                l[j][k] = (h[j][k] - DoubleMatrix.dot(l[j], 0, l[k], 0, k)) / l[k][k];
            }
            double pivot = h[j][j] + delta - DoubleMatrix.dot(l[j], 0, l[j], 0, j);
            if (!(pivot > smallest)) {
                return null;
            }
            l[j][j] = Math.sqrt(pivot);
        }
        return l;
    }

    /// H⁻¹ b.
    double[] solve(double[] b) {
        int n = l.length;
        double[] x = b.clone();
        for (int j = 0; j < n; j++) {
            x[j] = (x[j] - DoubleMatrix.dot(l[j], 0, x, 0, j)) / l[j][j];
        }
        for (int j = n - 1; j >= 0; j--) {
            x[j] /= l[j][j];
            for (int k = 0; k < j; k++) {
                x[k] = Math.fma(-x[j], l[j][k], x[k]);
            }
        }
        return x;
    }
}
