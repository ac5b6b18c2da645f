package org.madaline.init;

import org.madaline.kernels.CounterRandom;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

/// Orthogonal rows or columns: normal vectors made orthogonal one after the other (Gram and Schmidt, twice over, which
/// suffices for full accuracy).
record Orthogonal(double gain) implements Initializer {
    /// @throws IllegalArgumentException if the gain is not finite
    Orthogonal {
        if (!Double.isFinite(gain)) {
            throw new IllegalArgumentException("the gain of an orthogonal weight is a finite number, not " + gain);
        }
    }

    @Override
    public Tensor initialize(Shape shape, long key) {
        if (shape.rank() < 2) {
            throw new IllegalArgumentException("an orthogonal weight has at least 2 axes, not the shape " + shape);
        }
        int rows = shape.dim(0);
        int columns = rows == 0 ? 0 : shape.size() / rows;
        boolean wide = rows <= columns;
        double[][] vectors = orthonormal(Math.min(rows, columns), Math.max(rows, columns), key);
        float[] values = new float[shape.size()];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                values[i * columns + j] = (float) (gain * (wide ? vectors[i][j] : vectors[j][i]));
            }
        }
        return Tensor.wrap(shape, values);
    }

    private static double[][] orthonormal(int count, int size, long key) {
        double[][] vectors = new double[count][size];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < size; j++) {
                vectors[i][j] = CounterRandom.normal(key, 0, i * size + j);
            }
            for (int k = 0; k < 2 * i; k++) {
                double[] other = vectors[k % i];
                add(vectors[i], other, -dot(vectors[i], other));
            }
            double length = StrictMath.sqrt(dot(vectors[i], vectors[i]));
            for (int j = 0; j < size; j++) {
                vectors[i][j] /= length;
            }
        }
        return vectors;
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    private static void add(double[] x, double[] y, double factor) {
        for (int i = 0; i < x.length; i++) {
            x[i] += factor * y[i];
        }
    }
}
