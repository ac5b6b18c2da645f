package org.madaline.kernels.spatial;

import org.madaline.kernels.spec.Clip;

/// Winograd's transforms in plain Java.
public final class PortableWinogradLoops implements WinogradLoops {

    @Override
    public void kernel(int channels, float[] g, int from, int tap, float[] u, int to, int step) {
        float[] rows = new float[12];
        for (int c = 0; c < channels; c++) {
            for (int j = 0; j < 3; j++) {
                widen(g, from + j * tap + c, 3 * tap, rows, j, 3);
            }
            for (int i = 0; i < 4; i++) {
                widen(rows, 3 * i, 1, u, to + 4 * i * step + c, step);
            }
        }
    }

    private static void widen(float[] g, int from, int tap, float[] u, int to, int step) {
        float g1 = g[from + tap];
        float outer = g[from] + g[from + 2 * tap];
        u[to] = g[from];
        u[to + step] = (outer + g1) * 0.5f;
        u[to + 2 * step] = (outer - g1) * 0.5f;
        u[to + 3 * step] = g[from + 2 * tap];
    }

    @Override
    public void input(int channels, float[] x, int xo, int xRow, int xColumn, float[] v, int vo, int vStep) {
        for (int c = 0; c < channels; c++) {
            for (int j = 0; j < 4; j++) {
                int from = xo + j * xColumn + c;
                transform(x[from], x[from + xRow], x[from + 2 * xRow], x[from + 3 * xRow], v, vo + j * vStep + c, 4 * vStep);
            }
            for (int i = 0; i < 4; i++) {
                int to = vo + 4 * i * vStep + c;
                transform(v[to], v[to + vStep], v[to + 2 * vStep], v[to + 3 * vStep], v, to, vStep);
            }
        }
    }

    private static void transform(float d0, float d1, float d2, float d3, float[] v, int vo, int vStep) {
        v[vo] = d0 - d2;
        v[vo + vStep] = d1 + d2;
        v[vo + 2 * vStep] = d2 - d1;
        v[vo + 3 * vStep] = d1 - d3;
    }

    @Override
    public void output(int channels, float[] m, int mo, int mStep, float[] bias, int biasOffset, Clip clip,
            int rows, int columns, float[] y, int yo, int yRow, int yColumn) {
        for (int c = 0; c < channels; c++) {
            float b = bias == null ? 0 : bias[biasOffset + c];
            for (int i = 0; i < rows; i++) {
                float s0 = inner(i, m, mo + c, 4 * mStep);
                float s1 = inner(i, m, mo + mStep + c, 4 * mStep);
                float s2 = inner(i, m, mo + 2 * mStep + c, 4 * mStep);
                float s3 = inner(i, m, mo + 3 * mStep + c, 4 * mStep);
                for (int j = 0; j < columns; j++) {
                    float sum = j == 0 ? s0 + s1 + s2 : s1 - s2 - s3;
                    float biased = bias == null ? sum : sum + b;
                    y[yo + i * yRow + j * yColumn + c] = clip.of(biased);
                }
            }
        }
    }

    private static float inner(int row, float[] m, int mo, int step) {
        return row == 0 ? m[mo] + m[mo + step] + m[mo + 2 * step] : m[mo + step] - m[mo + 2 * step] - m[mo + 3 * step];
    }

    @Override
    public void gradient(int channels, float[] delta, int from, int row, int column, float[] d, int to, int step) {
        for (int c = 0; c < channels; c++) {
            for (int j = 0; j < 2; j++) {
                int at = from + j * column + c;
                spread(delta[at], delta[at + row], d, to + j * step + c, 4 * step);
            }
            for (int i = 0; i < 4; i++) {
                int at = to + 4 * i * step + c;
                spread(d[at], d[at + step], d, at, step);
            }
        }
    }

    private static void spread(float x0, float x1, float[] d, int to, int step) {
        d[to] = x0;
        d[to + step] = x0 + x1;
        d[to + 2 * step] = x0 - x1;
        d[to + 3 * step] = -x1;
    }

    @Override
    public void weights(int channels, float[] m, int mo, int mStep, float[] g, int to, int step) {
        float[] rows = new float[12];
        for (int c = 0; c < channels; c++) {
            for (int j = 0; j < 4; j++) {
                int from = mo + j * mStep + c;
                gather(m, from, 4 * mStep, rows, j, 4);
            }
            for (int i = 0; i < 3; i++) {
                gather(rows, 4 * i, 1, g, to + 3 * i * step + c, step);
            }
        }
    }

    private static void gather(float[] m, int from, int mStep, float[] g, int to, int step) {
        float m1 = m[from + mStep];
        float m2 = m[from + 2 * mStep];
        float half = (m1 + m2) * 0.5f;
        g[to] = m[from] + half;
        g[to + step] = (m1 - m2) * 0.5f;
        g[to + 2 * step] = half + m[from + 3 * mStep];
    }
}
