package org.madaline.kernels.spatial;

import java.util.Arrays;
import org.madaline.kernels.Fused;
import org.madaline.kernels.spec.Clip;

/// The inner loops in plain Java. The innermost loops run along channels, so that a compiler can vectorize them.
public final class PortableSpatialLoops implements SpatialLoops {

    private static void finish(int columns, float[] bias, int biasOffset, Clip clip, float[] y, int yo) {
        for (int j = 0; j < columns; j++) {
            y[yo + j] += bias[biasOffset + j];
        }
        if (clip.clips()) {
            for (int j = 0; j < columns; j++) {
                y[yo + j] = clip.of(y[yo + j]);
            }
        }
    }

    @Override
    public void depthwise(Run run, float[] x, int xo, float[] w, int wo, float[] bias, int biasOffset, Clip clip,
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
            finish(run.channels(), bias, biasOffset, clip, y, yp);
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
            y[yo + c] = Fused.fma(x[xo + c], w[wo + c], y[yo + c]);
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
    public void maxGradient(Run run, boolean disjoint, float[] x, int xo, float[] dx, int dxo, float[] y, int yo) {
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
    public void addSums(int[] first, int[] terms, int step, int length, float[] x, int xo, float[] y, int yo, int yRow) {
        for (int row = 0; row < terms.length; row++) {
            int from = xo + first[row];
            for (int i = 0; i < length && terms[row] > 0; i++) {
                float sum = x[from + i];
                for (int t = 1; t < terms[row]; t++) {
                    sum += x[from + t * step + i];
                }
                y[yo + row * yRow + i] += sum;
            }
        }
    }

    @Override
    public void addRows(int rows, int length, float[] x, int xo, int xRow, float[] y, int yo, int yRow) {
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < length; i++) {
                y[yo + row * yRow + i] += x[xo + row * xRow + i];
            }
        }
    }
}
