package org.madaline.book.network;

/// The few products of section 3 on plain arrays, written as their definitions.
final class Matrices {
    private Matrices() {}

    /// W a + b.
    static double[] affine(double[][] w, double[] a, double[] b) {
        double[] z = new double[w.length];
        for (int j = 0; j < w.length; j++) {
            z[j] = b[j];
            for (int i = 0; i < a.length; i++) {
                z[j] += w[j][i] * a[i];
            }
        }
        return z;
    }

    /// Wᵀ δ.
    static double[] transposedTimes(double[][] w, double[] delta) {
        double[] result = new double[w[0].length];
        for (int k = 0; k < w.length; k++) {
            for (int j = 0; j < result.length; j++) {
                result[j] += w[k][j] * delta[k];
            }
        }
        return result;
    }

    /// A B.
    static double[][] times(double[][] a, double[][] b) {
        double[][] c = new double[a.length][b[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int k = 0; k < b.length; k++) {
                for (int j = 0; j < c[i].length; j++) {
                    c[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return c;
    }

    /// δ aᵀ, a matrix of δ's rows and a's columns.
    static double[][] outer(double[] delta, double[] a) {
        double[][] m = new double[delta.length][a.length];
        for (int j = 0; j < delta.length; j++) {
            for (int i = 0; i < a.length; i++) {
                m[j][i] = delta[j] * a[i];
            }
        }
        return m;
    }

    /// x ⊙ y.
    static double[] hadamard(double[] x, double[] y) {
        double[] product = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            product[i] = x[i] * y[i];
        }
        return product;
    }
}
