package org.madaline.book.logistic;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.madaline.basis.Basis;
import org.madaline.basis.Squares;

/// The data of figures 2.1 and 2.4, drawn from fixed seeds.
///
/// @param x objects of two features
/// @param y 0 or 1 for each
public record Samples(double[][] x, int[] y) {
    /// {@return two clouds that a line separates, 25 objects each: figure 2.1, left}
    public static Samples separable() {
        Random random = new Random(7);
        double[][] x = new double[50][2];
        int[] y = new int[50];
        for (int i = 0; i < 50; ) {
            y[i] = i % 2;
            double side = y[i] == 1 ? 1 : -1;
            x[i][0] = side * 0.85 + 0.62 * random.nextGaussian();
            x[i][1] = side * 0.75 + 0.62 * random.nextGaussian();
            boolean apart = side * (x[i][0] + x[i][1]) > 0.35;
            i += apart && inside(x[i], 2.8) ? 1 : 0;
        }
        return new Samples(x, y);
    }

    /// {@return a disc (label 1) inside of a ring (label 0)} It is so placed that logistic regression meets 68 of 100 labels
    /// and, with the basis functions x₁² and x₂², all of them: figures 2.1, right, and 2.4.
    public static Samples ring() {
        Random random = new Random(100);
        double[][] x = new double[100][2];
        int[] y = new int[100];
        for (int i = 0; i < 100; i++) {
            y[i] = i < 50 ? 1 : 0;
            double radius = y[i] == 1 ? 1.05 * Math.sqrt(random.nextDouble()) : 1.45 + 0.85 * random.nextDouble();
            double angle = 2 * Math.PI * random.nextDouble();
            x[i][0] = radius * Math.cos(angle);
            x[i][1] = radius * Math.sin(angle);
        }
        return new Samples(x, y);
    }

    /// {@return the basis functions φ₁(x) = x₁² and φ₂(x) = x₂² of each object} (book, example 2.7.1)
    public double[][] squared() {
        Basis squares = new Squares(2);
        return Arrays.stream(x).map(squares::apply).toArray(double[][]::new);
    }

    /// An example (x, y) of the sample.
    ///
    /// @param x its features
    /// @param y its label
    public record Example(double[] x, int y) {}

    /// {@return 𝒟̂(A): the share of the sample that lies in A} (book, eq. 2.11, 2.12)
    ///
    /// @param set tells whether an example lies in A
    public double empirical(Predicate<Example> set) {
        long inside = IntStream.range(0, y.length)
                .filter(i -> set.test(new Example(x[i], y[i])))
                .count();
        return inside / (double) y.length;
    }

    /// {@return column `j` of the objects with one label}
    ///
    /// @param of    the objects, or their feature vectors
    /// @param label 0 or 1
    /// @param j     from 0
    public double[] column(double[][] of, int label, int j) {
        return IntStream.range(0, y.length)
                .filter(i -> y[i] == label)
                .mapToDouble(i -> of[i][j])
                .toArray();
    }

    private static boolean inside(double[] x, double bound) {
        return Math.abs(x[0]) < bound && Math.abs(x[1]) < bound;
    }
}
