package org.madaline.interpret;

import org.madaline.graph.Node;
import org.madaline.graph.Op;
import org.madaline.kernels.spec.Indices;
import org.madaline.tensor.Shape;

/// Matrix products, and tables with their indices, from their definitions, in double precision.
final class DoubleProducts {
    private DoubleProducts() {}

    /// C = op(A) op(B)
    static double[] matmul(Op.MatMul op, Node y, double[] a, double[] b) {
        return batch(new Op.BatchMatMul(op.transposeA(), op.transposeB()), y.shape().prepend(1), y.input(0).shape().prepend(1),
                y.input(1).shape().prepend(1), a, b);
    }

    /// The same for each pair.
    static double[] batch(Op.BatchMatMul op, Node y, double[] a, double[] b) {
        return batch(op, y.shape(), y.input(0).shape(), y.input(1).shape(), a, b);
    }

    private static double[] batch(Op.BatchMatMul op, Shape y, Shape left, Shape right, double[] a, double[] b) {
        int m = y.dim(1);
        int n = y.dim(2);
        int k = left.dim(op.transposeA() ? 1 : 2);
        double[] c = new double[y.size()];
        for (int p = 0; p < y.dim(0); p++) {
            int ao = left.dim(0) == 1 ? 0 : p * m * k;
            int bo = right.dim(0) == 1 ? 0 : p * k * n;
            for (int i = 0; i < m; i++) {
                for (int l = 0; l < k; l++) {
                    double x = a[ao + (op.transposeA() ? l * m + i : i * k + l)];
                    for (int j = 0; j < n; j++) {
                        c[(p * m + i) * n + j] += x * b[bo + (op.transposeB() ? j * k + l : l * n + j)];
                    }
                }
            }
        }
        return c;
    }

    static double[] gather(Node y, double[] table, double[] index) {
        int rows = y.input(0).shape().dim(0);
        int width = y.input(0).shape().drop(1).size();
        double[] result = new double[y.shape().size()];
        for (int i = 0; i < index.length; i++) {
            int row = Indices.checked((float) index[i], i, rows, "row");
            if (row >= 0) {
                System.arraycopy(table, row * width, result, i * width, width);
            }
        }
        return result;
    }

    static double[] scatterAdd(Shape table, double[] index, double[] values) {
        int width = table.drop(1).size();
        double[] sums = new double[table.size()];
        for (int i = 0; i < index.length; i++) {
            int row = Indices.checked((float) index[i], i, table.dim(0), "row");
            for (int j = 0; row >= 0 && j < width; j++) {
                sums[row * width + j] += values[i * width + j];
            }
        }
        return sums;
    }
}
