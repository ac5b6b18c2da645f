package org.madaline.model;

/// Turns outputs into probabilities, in double precision.
public final class Probabilities {
    private Probabilities() {}

    /// softmax(z) (book, eq. 3.13); for a single z, (1 - σ(z), σ(z)) (eq. 3.23).
    public static float[] of(float... z) {
        if (z.length == 1) {
            return of(0, z[0]);
        }
        double max = Double.NEGATIVE_INFINITY;
        for (float value : z) {
            max = Math.max(max, value);
        }
        double[] e = new double[z.length];
        double sum = 0;
        for (int i = 0; i < z.length; i++) {
            e[i] = Math.exp(z[i] - max);
            sum += e[i];
        }
        float[] p = new float[z.length];
        for (int i = 0; i < z.length; i++) {
            p[i] = (float) (e[i] / sum);
        }
        return p;
    }
}
