package org.madaline.kernels.spatial;

import java.util.Arrays;

/// The inner loops in plain Java. The innermost loops run along channels, so that a compiler can vectorize them.
public final class PortableSpatialLoops implements SpatialLoops {

    @Override
    public int lanes() {
        return 8;
    }

    @Override
    public int panel() {
        return 64;
    }

    @Override
    public int rows() {
        return 8;
    }

    @Override
    public void tile(int rows, int columns, int depth, float[] a, int ao, int aRow, float[] b, int bo, int bRow,
            float[] c, int co, int cRow, boolean accumulate, float[] bias, int biasOffset, boolean relu) {
        for (int i = 0; i < rows; i++) {
            int ci = co + i * cRow;
            if (!accumulate) {
                Arrays.fill(c, ci, ci + columns, 0);
            }
            for (int k = 0; k < depth; k++) {
                row(columns, a[ao + i * aRow + k], b, bo + k * bRow, c, ci);
            }
            finish(columns, bias, biasOffset, relu, c, ci);
        }
    }

    @Override
    public void tileTransposed(int rows, int columns, int depth, float[] a, int ao, int aStep, float[] b, int bo,
            int bRow, float[] c, int co, int cRow, boolean accumulate) {
        for (int i = 0; i < rows; i++) {
            int ci = co + i * cRow;
            if (!accumulate) {
                Arrays.fill(c, ci, ci + columns, 0);
            }
            for (int k = 0; k < depth; k++) {
                row(columns, a[ao + k * aStep + i], b, bo + k * bRow, c, ci);
            }
        }
    }

    private static void row(int columns, float factor, float[] b, int bo, float[] c, int co) {
        for (int j = 0; j < columns; j++) {
            c[co + j] = Math.fma(factor, b[bo + j], c[co + j]);
        }
    }

    private static void finish(int columns, float[] bias, int biasOffset, boolean relu, float[] y, int yo) {
        if (bias != null) {
            for (int j = 0; j < columns; j++) {
                y[yo + j] += bias[biasOffset + j];
            }
        }
        if (relu) {
            for (int j = 0; j < columns; j++) {
                y[yo + j] = Math.max(y[yo + j], 0);
            }
        }
    }

    @Override
    public void depthwise(Run run, float[] x, int xo, float[] w, int wo, float[] bias, int biasOffset, boolean relu,
            float[] y, int yo) {
        for (int p = 0; p < run.pixels(); p++) {
            int yp = yo + p * run.y();
            Arrays.fill(y, yp, yp + run.channels(), 0);
            for (int i = 0; i < run.rows(); i++) {
                for (int j = 0; j < run.columns(); j++) {
                    multiplyAdd(run.channels(), x, xo + p * run.x() + i * run.xRow() + j * run.xColumn(),
                            w, wo + i * run.wRow() + j * run.w(), y, yp);
                }
            }
            finish(run.channels(), bias, biasOffset, relu, y, yp);
        }
    }

    @Override
    public void depthwiseWeights(Run run, float[] x, int xo, float[] y, int yo, float[] w, int wo) {
        for (int p = 0; p < run.pixels(); p++) {
            for (int i = 0; i < run.rows(); i++) {
                for (int j = 0; j < run.columns(); j++) {
                    multiplyAdd(run.channels(), x, xo + p * run.x() + i * run.xRow() + j * run.xColumn(),
                            y, yo + p * run.y(), w, wo + i * run.wRow() + j * run.w());
                }
            }
        }
    }

    private static void multiplyAdd(int length, float[] x, int xo, float[] w, int wo, float[] y, int yo) {
        for (int c = 0; c < length; c++) {
            y[yo + c] = Math.fma(x[xo + c], w[wo + c], y[yo + c]);
        }
    }

    @Override
    public void max(Run run, float[] x, int xo, float[] y, int yo) {
        for (int p = 0; p < run.pixels(); p++) {
            int yp = yo + p * run.y();
            Arrays.fill(y, yp, yp + run.channels(), Float.NEGATIVE_INFINITY);
            for (int i = 0; i < run.rows(); i++) {
                for (int j = 0; j < run.columns(); j++) {
                    int tap = xo + p * run.x() + i * run.xRow() + j * run.xColumn();
                    for (int c = 0; c < run.channels(); c++) {
                        y[yp + c] = Math.max(y[yp + c], x[tap + c]);
                    }
                }
            }
        }
    }

    @Override
    public void maxGradient(Run run, float[] x, int xo, float[] dx, int dxo, float[] y, int yo) {
        for (int p = 0; p < run.pixels(); p++) {
            for (int c = 0; c < run.channels(); c++) {
                int first = xo + p * run.x() + c;
                int best = first;
                for (int i = 0; i < run.rows(); i++) {
                    for (int j = 0; j < run.columns(); j++) {
                        int tap = first + i * run.xRow() + j * run.xColumn();
                        if (!(x[tap] <= x[best]) && !Float.isNaN(x[best])) {
                            best = tap;
                        }
                    }
                }
                dx[dxo + best - xo] += y[yo + p * run.y() + c];
            }
        }
    }

    @Override
    public void average(Run run, float divisor, float[] x, int xo, float[] y, int yo) {
        for (int p = 0; p < run.pixels(); p++) {
            int yp = yo + p * run.y();
            Arrays.fill(y, yp, yp + run.channels(), 0);
            for (int i = 0; i < run.rows(); i++) {
                for (int j = 0; j < run.columns(); j++) {
                    int tap = xo + p * run.x() + i * run.xRow() + j * run.xColumn();
                    for (int c = 0; c < run.channels(); c++) {
                        y[yp + c] += x[tap + c];
                    }
                }
            }
            for (int c = 0; c < run.channels(); c++) {
                y[yp + c] /= divisor;
            }
        }
    }

    @Override
    public void averageGradient(Run run, float divisor, float[] dx, int xo, float[] y, int yo) {
        for (int p = 0; p < run.pixels(); p++) {
            int yp = yo + p * run.y();
            for (int i = 0; i < run.rows(); i++) {
                for (int j = 0; j < run.columns(); j++) {
                    int tap = xo + p * run.x() + i * run.xRow() + j * run.xColumn();
                    for (int c = 0; c < run.channels(); c++) {
                        dx[tap + c] += y[yp + c] / divisor;
                    }
                }
            }
        }
    }

    @Override
    public void copy(float[] from, int fromOffset, float[] to, int toOffset, int length) {
        System.arraycopy(from, fromOffset, to, toOffset, length);
    }
}
