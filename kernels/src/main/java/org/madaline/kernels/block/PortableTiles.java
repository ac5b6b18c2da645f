package org.madaline.kernels.block;

import org.madaline.kernels.Fused;

/// The matrix product in plain Java: blocks of 4 x 4 sums in local variables.
public final class PortableTiles implements Tiles {
    @Override
    public void panel(float[] a, int ao, Addresses at, int row, int step, float[] b, int bo, int ldb, float[] c, int co,
            int ldc, int rows, int columns, int k, Target target, int biasOffset) {
        for (int i = 0; i < rows; i += 4) {
            for (int j = 0; j < columns; j += 4) {
                int height = Math.min(4, rows - i);
                int width = Math.min(4, columns - j);
                int place = co + i * ldc + j;
                if (height == 4 && width == 4) {
                    square(a, ao, at, row + i, step, b, bo + j, ldb, c, place, ldc, k, target.load());
                } else {
                    edge(a, ao, at, row + i, step, b, bo + j, ldb, c, place, ldc, height, width, k, target.load());
                }
                finish(c, place, ldc, height, width, target, biasOffset + j);
            }
        }
    }

    private static void square(float[] a, int ao, Addresses at, int row, int step, float[] b, int bo, int ldb, float[] c,
            int co, int ldc, int k, boolean load) {
        int c1 = co + ldc;
        int c2 = c1 + ldc;
        int c3 = c2 + ldc;
        float s00 = load ? c[co] : 0, s01 = load ? c[co + 1] : 0, s02 = load ? c[co + 2] : 0, s03 = load ? c[co + 3] : 0;
        float s10 = load ? c[c1] : 0, s11 = load ? c[c1 + 1] : 0, s12 = load ? c[c1 + 2] : 0, s13 = load ? c[c1 + 3] : 0;
        float s20 = load ? c[c2] : 0, s21 = load ? c[c2 + 1] : 0, s22 = load ? c[c2 + 2] : 0, s23 = load ? c[c2 + 3] : 0;
        float s30 = load ? c[c3] : 0, s31 = load ? c[c3 + 1] : 0, s32 = load ? c[c3 + 2] : 0, s33 = load ? c[c3 + 3] : 0;
        int a0 = ao + at.rows()[row];
        int a1 = ao + at.rows()[row + 1];
        int a2 = ao + at.rows()[row + 2];
        int a3 = ao + at.rows()[row + 3];
        int[] steps = at.steps();
        int y = bo;
        for (int l = 0; l < k; l++) {
            int x = steps[step + l];
            float b0 = b[y], b1 = b[y + 1], b2 = b[y + 2], b3 = b[y + 3];
            float p = a[x + a0];
            s00 = Fused.fma(p, b0, s00);
            s01 = Fused.fma(p, b1, s01);
            s02 = Fused.fma(p, b2, s02);
            s03 = Fused.fma(p, b3, s03);
            p = a[x + a1];
            s10 = Fused.fma(p, b0, s10);
            s11 = Fused.fma(p, b1, s11);
            s12 = Fused.fma(p, b2, s12);
            s13 = Fused.fma(p, b3, s13);
            p = a[x + a2];
            s20 = Fused.fma(p, b0, s20);
            s21 = Fused.fma(p, b1, s21);
            s22 = Fused.fma(p, b2, s22);
            s23 = Fused.fma(p, b3, s23);
            p = a[x + a3];
            s30 = Fused.fma(p, b0, s30);
            s31 = Fused.fma(p, b1, s31);
            s32 = Fused.fma(p, b2, s32);
            s33 = Fused.fma(p, b3, s33);
            y += ldb;
        }
        store(c, co, s00, s01, s02, s03);
        store(c, c1, s10, s11, s12, s13);
        store(c, c2, s20, s21, s22, s23);
        store(c, c3, s30, s31, s32, s33);
    }

    private static void store(float[] c, int co, float s0, float s1, float s2, float s3) {
        c[co] = s0;
        c[co + 1] = s1;
        c[co + 2] = s2;
        c[co + 3] = s3;
    }

    private static void edge(float[] a, int ao, Addresses at, int row, int step, float[] b, int bo, int ldb, float[] c,
            int co, int ldc, int height, int width, int k, boolean load) {
        for (int i = 0; i < height; i++) {
            for (int j = 0; j < width; j++) {
                float sum = load ? c[co + i * ldc + j] : 0;
                int x = ao + at.rows()[row + i];
                int y = bo + j;
                for (int l = 0; l < k; l++) {
                    sum = Fused.fma(a[x + at.steps()[step + l]], b[y], sum);
                    y += ldb;
                }
                c[co + i * ldc + j] = sum;
            }
        }
    }

    private static void finish(float[] c, int co, int ldc, int height, int width, Target target, int biasOffset) {
        if (target.bias() == null && !target.clip().clips()) {
            return;
        }
        for (int i = 0; i < height; i++) {
            for (int j = 0; j < width; j++) {
                int place = co + i * ldc + j;
                float value = target.bias() == null ? c[place] : c[place] + target.bias()[biasOffset + j];
                c[place] = target.clip().of(value);
            }
        }
    }

    @Override
    public void row(float[] a, int ao, float[] b, int bo, int ldb, float[] c, int co, int columns, int k, Target target,
            int biasOffset) {
        if (!target.load()) {
            java.util.Arrays.fill(c, co, co + columns, 0);
        }
        for (int l = 0; l < k; l++) {
            float p = a[ao + l];
            int y = bo + l * ldb;
            for (int j = 0; j < columns; j++) {
                c[co + j] = Fused.fma(p, b[y + j], c[co + j]);
            }
        }
        finish(c, co, 0, 1, columns, target, biasOffset);
    }

    @Override
    public void outerProducts(float[] a, int ao, int lda, float[] b, int bo, int[] offsets, int first, float[] c, int co,
            int ldc, int rows, int columns, int k) {
        for (int i = 0; i < rows; i++) {
            int z = co + i * ldc;
            for (int l = 0; l < k; l++) {
                float p = a[ao + l * lda + i];
                int y = bo + offsets[first + l];
                for (int j = 0; j < columns; j++) {
                    c[z + j] = Fused.fma(p, b[y + j], c[z + j]);
                }
            }
        }
    }

    @Override
    public void transpose(float[] x, int xo, int ldx, int rows, int columns, float[] y, int yo, int ldy) {
        for (int j0 = 0; j0 < columns; j0 += 16) {
            int end = Math.min(columns, j0 + 16);
            for (int i = 0; i < rows; i++) {
                for (int j = j0; j < end; j++) {
                    y[yo + j * ldy + i] = x[xo + i * ldx + j];
                }
            }
        }
    }
}
