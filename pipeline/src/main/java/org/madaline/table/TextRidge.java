package org.madaline.table;

import java.util.stream.IntStream;

/// Ridge regression on texts in five folds: w and b with least Σ (b + w·x - y)² + λ |w|², for each fold of the texts not in it, by
/// conjugate gradients. λ is the one of four with which the texts of the first fold are told best.
///
/// @param starts where the numbers of each text begin, and where the last ones end
/// @param places which numbers they are, of `width` in all
/// @param values the numbers
/// @param fold   of each text
/// @param width  of x
record TextRidge(int[] starts, int[] places, double[] values, int[] fold, int width) {
    static final int FOLDS = 5;

    private static final double[] LAMBDAS = {0.3, 1, 3, 10};
    private static final int STEPS = 30;
    private static final double ENOUGH = 1e-8;

    /// {@return the weights for each fold, b last}
    ///
    /// @param y one number for each text
    double[][] fit(double... y) {
        double[][] tried = IntStream.range(0, LAMBDAS.length).parallel().mapToObj(l -> fit(y, 0, LAMBDAS[l])).toArray(double[][]::new);
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int l = 0; l < tried.length; l++) {
            double errors = errors(tried[l], y);
            if (errors < least) {
                least = errors;
                best = l;
            }
        }
        double lambda = LAMBDAS[best];
        double[] first = tried[best];
        return IntStream.range(0, FOLDS).parallel().mapToObj(f -> f == 0 ? first : fit(y, f, lambda)).toArray(double[][]::new);
    }

    private double errors(double[] w, double... y) {
        double sum = 0;
        for (int i = 0; i < fold.length; i++) {
            double error = fold[i] == 0 ? product(w, i) - y[i] : 0;
            sum += error * error;
        }
        return sum;
    }

    double product(double[] w, int text) {
        double sum = w[width];
        for (int at = starts[text]; at < starts[text + 1]; at++) {
            sum += w[places[at]] * values[at];
        }
        return sum;
    }

    private void add(double factor, int text, double... w) {
        for (int at = starts[text]; at < starts[text + 1]; at++) {
            w[places[at]] += factor * values[at];
        }
        w[width] += factor;
    }

    private double[] fit(double[] y, int without, double lambda) {
        double[] w = new double[width + 1];
        double[] residual = new double[width + 1];
        for (int i = 0; i < fold.length; i++) {
            if (fold[i] != without) {
                add(y[i], i, residual);
            }
        }
        double[] direction = residual.clone();
        double squares = dot(residual, residual);
        double end = squares * ENOUGH;
        for (int step = 0; step < STEPS && squares > end; step++) {
            double[] image = new double[width + 1];
            for (int i = 0; i < fold.length; i++) {
                if (fold[i] != without) {
                    add(product(direction, i), i, image);
                }
            }
            for (int j = 0; j < width; j++) {
                image[j] += lambda * direction[j];
            }
            double length = squares / dot(direction, image);
            double before = squares;
            for (int j = 0; j <= width; j++) {
                w[j] += length * direction[j];
                residual[j] -= length * image[j];
            }
            squares = dot(residual, residual);
            for (int j = 0; j <= width; j++) {
                direction[j] = residual[j] + squares / before * direction[j];
            }
        }
        return w;
    }

    private static double dot(double[] a, double... b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }
}
