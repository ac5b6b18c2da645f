package org.madaline.models.linear;

/// A [DesignMatrix] in single precision: half the memory of double. Scalar products are formed in single precision,
/// sums over rows in single precision within [#BLOCK] rows and in double beyond.
record FloatMatrix(int rows, int columns, float[] values) implements DesignMatrix {
    /// Rows whose gradients are summed in single precision.
    private static final int BLOCK = 64;

    FloatMatrix {
        if (values.length != DesignMatrix.checkedSize(rows, columns)) {
            throw new IllegalArgumentException("a matrix of " + rows + " rows and " + columns + " columns needs "
                    + (long) rows * columns + " values, not " + values.length);
        }
    }

    @Override
    public double get(int row, int column) {
        return values[row * columns + column];
    }

    @Override
    public void scores(int from, int to, double[] w, int outputs, double[] z) {
        float[] v = new float[w.length];
        for (int j = 0; j < v.length; j++) {
            v[j] = (float) w[j];
        }
        for (int i = from; i < to; i++) {
            for (int k = 0; k < outputs; k++) {
                z[(i - from) * outputs + k] = dot(values, i * columns, v, k * columns, columns);
            }
        }
    }

    @Override
    public void addGradient(int from, int to, double[] r, int outputs, double[] g) {
        float[] sum = new float[outputs * columns];
        for (int start = from; start < to; start += BLOCK) {
            int end = Math.min(to, start + BLOCK);
            java.util.Arrays.fill(sum, 0);
            for (int k = 0; k < outputs; k++) {
                for (int i = start; i < end; i += 4) {
                    addRows(i, end, (i - from) * outputs + k, outputs, r, sum, k * columns);
                }
            }
            for (int j = 0; j < sum.length; j++) {
                g[j] += sum[j];
            }
        }
    }

    /// Adds r times up to four rows from `i` on, each row's r `stride` apart.
    private void addRows(int i, int end, int at, int stride, double[] r, float[] sum, int s) {
        int n = columns;
        int x0 = i * n;
        int x1 = i + 1 < end ? x0 + n : x0;
        int x2 = i + 2 < end ? x1 + n : x0;
        int x3 = i + 3 < end ? x2 + n : x0;
        float r0 = (float) r[at];
        float r1 = i + 1 < end ? (float) r[at + stride] : 0;
        float r2 = i + 2 < end ? (float) r[at + 2 * stride] : 0;
        float r3 = i + 3 < end ? (float) r[at + 3 * stride] : 0;
        for (int j = 0; j < n; j++) {
            float v = Math.fma(r1, values[x1 + j], Math.fma(r0, values[x0 + j], sum[s + j]));
            sum[s + j] = Math.fma(r3, values[x3 + j], Math.fma(r2, values[x2 + j], v));
        }
    }

    private static float dot(float[] a, int ao, float[] b, int bo, int n) {
        float s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
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
