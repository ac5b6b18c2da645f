package org.madaline.interpret;

import org.madaline.kernels.spec.Indices;
import org.madaline.tensor.Shape;

/// Softmax and cross-entropy from their definitions, in double precision.
final class DoubleKernels {
    private DoubleKernels() {}

    /// zⱼ - max z - ln Σ exp(zᵢ - max z), or its exponential                             (book, eq. 3.13)
    static double[] softmax(Shape shape, double[] z, boolean log) {
        int columns = shape.dim(1);
        double[] y = new double[z.length];
        for (int row = 0; row < shape.dim(0); row++) {
            int at = row * columns;
            double max = Double.NEGATIVE_INFINITY;
            for (int j = 0; j < columns; j++) {
                max = Math.max(max, z[at + j]);
            }
            double sum = 0;
            for (int j = 0; j < columns; j++) {
                sum += Math.exp(z[at + j] - max);
            }
            for (int j = 0; j < columns; j++) {
                y[at + j] = log ? z[at + j] - max - Math.log(sum) : Math.exp(z[at + j] - max) / sum;
            }
        }
        return y;
    }

    /// -Σ qₖ ln softmax(z)ₖ of each row; a q of 0 adds nothing                             (book, eq. 3.16)
    static double[] crossEntropy(Shape shape, double[] z, double[] q) {
        double[] log = softmax(shape, z, true);
        double[] loss = new double[shape.dim(0)];
        for (int i = 0; i < z.length; i++) {
            loss[i / shape.dim(1)] -= q[i] == 0 ? 0 : q[i] * log[i];
        }
        return loss;
    }

    /// upstream (softmax(z) Σ q - q)                                                     (book, eq. 3.50)
    static double[] crossEntropyGradient(Shape shape, double[] z, double[] q, double[] upstream) {
        int columns = shape.dim(1);
        double[] delta = softmax(shape, z, false);
        for (int row = 0; row < shape.dim(0); row++) {
            double total = 0;
            for (int j = 0; j < columns; j++) {
                total += q[row * columns + j];
            }
            for (int j = 0; j < columns; j++) {
                int i = row * columns + j;
                delta[i] = upstream[row] * (delta[i] * total - q[i]);
            }
        }
        return delta;
    }

    /// k ↦ eₖ₊₁                                                                          (book, eq. 3.14)
    static double[] oneHot(int classes, double[] index) {
        double[] y = new double[index.length * classes];
        for (int i = 0; i < index.length; i++) {
            int label = Indices.checked((float) index[i], i, classes, "class");
            if (label >= 0) {
                y[i * classes + label] = 1;
            }
        }
        return y;
    }
}
