package org.madaline.linear;

/// The few operations on vectors that solvers need.
final class Vectors {
    private Vectors() {}

    static double dot(double[] a, double[] b) {
        return DoubleMatrix.dot(a, 0, b, 0, a.length);
    }

    /// y + s x, as a new vector.
    static double[] plus(double[] y, double s, double[] x) {
        return plus(y, s, x, new double[y.length]);
    }

    /// y + s x, in `sum`.
    static double[] plus(double[] y, double s, double[] x, double[] sum) {
        for (int j = 0; j < sum.length; j++) {
            sum[j] = Math.fma(s, x[j], y[j]);
        }
        return sum;
    }

    /// y += s x.
    static void add(double[] y, double s, double[] x) {
        for (int j = 0; j < y.length; j++) {
            y[j] = Math.fma(s, x[j], y[j]);
        }
    }

    static double norm1(double[] x) {
        double sum = 0;
        for (double v : x) {
            sum += Math.abs(v);
        }
        return sum;
    }

    static double normInf(double[] x) {
        double largest = 0;
        for (double v : x) {
            largest = Math.max(largest, Math.abs(v));
        }
        return largest;
    }
}
