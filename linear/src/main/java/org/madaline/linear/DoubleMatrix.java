package org.madaline.linear;

/// A [DesignMatrix] in double precision.
record DoubleMatrix(int rows, int columns, double[] values) implements DesignMatrix {

    DoubleMatrix {
        if (values.length != DesignMatrix.checkedSize(rows, columns)) {
            throw new IllegalArgumentException("a matrix of " + rows + " rows and " + columns + " columns needs "
                    + (long) rows * columns + " values, not " + values.length);
        }
    }

    @Override
    public String toString() {
        return "matrix of " + rows + " rows and " + columns + " columns in double precision";
    }

    @Override
    public double get(int row, int column) {
        return values[row * columns + column];
    }

    @Override
    public void copyRow(int row, double[] out, int offset) {
        System.arraycopy(values, row * columns, out, offset, columns);
    }

    @Override
    public void scores(int from, int to, double[] w, int outputs, double[] z) {
        for (int i = from; i < to; i++) {
            for (int k = 0; k < outputs; k++) {
                z[(i - from) * outputs + k] = dot(values, i * columns, w, k * columns, columns);
            }
        }
    }

    @Override
    public void addGradient(int from, int to, double[] r, int outputs, double[] g) {
        int d = columns;
        for (int i = from; i < to; i++) {
            for (int k = 0; k < outputs; k++) {
                double rik = r[(i - from) * outputs + k];
                for (int j = 0, x = i * d, gk = k * d; j < d; j++) {
                    g[gk + j] = Math.fma(rik, values[x + j], g[gk + j]);
                }
            }
        }
    }

    /// Σⱼ a\[ao + j] b\[bo + j], in eight interleaved sums that do not wait for each other.
    static double dot(double[] a, int ao, double[] b, int bo, int n) {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
        int j = 0;
        for (; j + 7 < n; j += 8) {
            int p = ao + j;
            int q = bo + j;
            s0 = Math.fma(a[p], b[q], s0);
            s1 = Math.fma(a[p + 1], b[q + 1], s1);
            s2 = Math.fma(a[p + 2], b[q + 2], s2);
            s3 = Math.fma(a[p + 3], b[q + 3], s3);
            s4 = Math.fma(a[p + 4], b[q + 4], s4);
            s5 = Math.fma(a[p + 5], b[q + 5], s5);
            s6 = Math.fma(a[p + 6], b[q + 6], s6);
            s7 = Math.fma(a[p + 7], b[q + 7], s7);
        }
        for (; j < n; j++) {
            s0 = Math.fma(a[ao + j], b[bo + j], s0);
        }
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
    }
}
