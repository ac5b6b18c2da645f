package org.madaline.linear;

import java.util.Arrays;
import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;
import org.madaline.kernels.spec.Clip;
import org.madaline.kernels.spec.GemmShape;
import org.madaline.kernels.spec.Kernels;
import org.madaline.kernels.spec.KernelsLoader;

/// A [DesignMatrix] in single precision: half the memory of double. With several outputs its products are the kernels'
/// matrix products over blocks of [#BLOCK] rows, with one they are plain loops, which waste no lanes; sums over more
/// rows are in double precision.
record FloatMatrix(int rows, int columns, float[] values) implements DesignMatrix {
    private static final int BLOCK = 128;
    /// Columns that are transposed together.
    private static final int TILE = 16;
    /// Room behind a small matrix, so that kernels may load whole vectors.
    private static final int SLACK = 64;

    FloatMatrix {
        if (values.length != DesignMatrix.checkedSize(rows, columns)) {
            throw new IllegalArgumentException("a matrix of " + rows + " rows and " + columns + " columns needs "
                    + (long) rows * columns + " values, not " + values.length);
        }
    }

    @Override
    public String toString() {
        return "matrix of " + rows + " rows and " + columns + " columns in single precision";
    }

    @Override
    public double get(int row, int column) {
        return values[row * columns + column];
    }

    @Override
    public void copyRow(int row, double[] out, int offset) {
        for (int j = 0, x = row * columns; j < columns; j++) {
            out[offset + j] = values[x + j];
        }
    }

    /// Z = X Wᵀ, with Wᵀ `[d, K]`.
    @Override
    public void scores(int from, int to, double[] w, int outputs, double[] z) {
        if (outputs == 1) {
            score(from, to, w, z);
            return;
        }
        Kernels kernels = KernelsLoader.choice().kernels();
        float[] transposed = ThreadArrays.weights(columns * outputs + SLACK);
        for (int first = 0; first < columns; first += TILE) {
            int end = Math.min(columns, first + TILE);
            for (int k = 0; k < outputs; k++) {
                for (int j = first; j < end; j++) {
                    transposed[j * outputs + k] = (float) w[k * columns + j];
                }
            }
        }
        float[] block = ThreadArrays.block(BLOCK * outputs);
        for (int start = from; start < to; start += BLOCK) {
            int n = Math.min(BLOCK, to - start);
            run(kernels.gemm(GemmShape.of(n, outputs, columns), new Slice(values, start * columns),
                    new Slice(transposed, 0), new Slice(block, 0), null, Clip.NONE));
            for (int i = 0; i < n * outputs; i++) {
                z[(start - from) * outputs + i] = block[i];
            }
        }
    }

    /// Gᵀ = Xᵀ R, with R `[rows, K]`.
    @Override
    public void addGradient(int from, int to, double[] r, int outputs, double[] g) {
        if (outputs == 1) {
            addGradient(from, to, r, g);
            return;
        }
        Kernels kernels = KernelsLoader.choice().kernels();
        float[] block = ThreadArrays.block(BLOCK * outputs + SLACK);
        float[] sum = ThreadArrays.sum(outputs * columns);
        for (int start = from; start < to; start += BLOCK) {
            int n = Math.min(BLOCK, to - start);
            for (int i = 0; i < n * outputs; i++) {
                block[i] = (float) r[(start - from) * outputs + i];
            }
            run(kernels.gemm(new GemmShape(columns, outputs, n, true, false, false),
                    new Slice(values, start * columns), new Slice(block, 0), new Slice(sum, 0), null, Clip.NONE));
            addTransposed(sum, outputs, g);
        }
    }

    /// A few columns at a time, whose cache lines stay at hand while all outputs are passed.
    private void addTransposed(float[] sum, int outputs, double[] g) {
        for (int first = 0; first < columns; first += TILE) {
            int end = Math.min(columns, first + TILE);
            for (int k = 0; k < outputs; k++) {
                for (int j = first; j < end; j++) {
                    g[k * columns + j] += sum[j * outputs + k];
                }
            }
        }
    }

    /// Runs a step in this thread: the rows are shared between threads by [RowChunks].
    private static void run(Step step) {
        for (int stage = 0; stage < step.stages(); stage++) {
            for (int chunk = 0; chunk < step.chunks(stage); chunk++) {
                step.run(stage, chunk);
            }
        }
    }

    private void score(int from, int to, double[] w, double[] z) {
        float[] v = ThreadArrays.weights(columns);
        for (int j = 0; j < columns; j++) {
            v[j] = (float) w[j];
        }
        for (int i = from; i < to; i++) {
            z[i - from] = dot(values, i * columns, v, columns);
        }
    }

    private void addGradient(int from, int to, double[] r, double[] g) {
        float[] sum = ThreadArrays.sum(columns);
        for (int start = from; start < to; start += BLOCK) {
            int end = Math.min(to, start + BLOCK);
            Arrays.fill(sum, 0, columns, 0);
            for (int i = start; i < end; i += 4) {
                addRows(i, end, i - from, r, sum);
            }
            for (int j = 0; j < columns; j++) {
                g[j] += sum[j];
            }
        }
    }

    /// Adds up to four rows from `i` on, times r from `at` on.
    private void addRows(int i, int end, int at, double[] r, float[] sum) {
        int n = columns;
        int x0 = i * n;
        int x1 = i + 1 < end ? x0 + n : x0;
        int x2 = i + 2 < end ? x1 + n : x0;
        int x3 = i + 3 < end ? x2 + n : x0;
        float r0 = (float) r[at];
        float r1 = i + 1 < end ? (float) r[at + 1] : 0;
        float r2 = i + 2 < end ? (float) r[at + 2] : 0;
        float r3 = i + 3 < end ? (float) r[at + 3] : 0;
        for (int j = 0; j < n; j++) {
            float v = Math.fma(r1, values[x1 + j], Math.fma(r0, values[x0 + j], sum[j]));
            sum[j] = Math.fma(r3, values[x3 + j], Math.fma(r2, values[x2 + j], v));
        }
    }

    /// Σⱼ a\[at + j] b\[j], in eight interleaved sums that do not wait for each other.
    private static float dot(float[] a, int at, float[] b, int n) {
        float s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
        int j = 0;
        for (; j + 7 < n; j += 8) {
            int p = at + j;
            s0 = Math.fma(a[p], b[j], s0);
            s1 = Math.fma(a[p + 1], b[j + 1], s1);
            s2 = Math.fma(a[p + 2], b[j + 2], s2);
            s3 = Math.fma(a[p + 3], b[j + 3], s3);
            s4 = Math.fma(a[p + 4], b[j + 4], s4);
            s5 = Math.fma(a[p + 5], b[j + 5], s5);
            s6 = Math.fma(a[p + 6], b[j + 6], s6);
            s7 = Math.fma(a[p + 7], b[j + 7], s7);
        }
        for (; j < n; j++) {
            s0 = Math.fma(a[at + j], b[j], s0);
        }
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
    }
}
