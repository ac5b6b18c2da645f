package org.madaline.autodiff;

import org.madaline.kernels.PoolShape;

/// Pooling from the definition, in double precision, on (N, C, H, W).
final class DoublePooling {
    private DoublePooling() {}

    /// One window: its output's flat index, and the image's part that it covers.
    private interface Visitor {
        void visit(int y, int image, int top, int bottom, int left, int right, int count);
    }

    static double[] max(PoolShape s, double[] x) {
        double[] y = new double[s.n() * s.c() * s.outH() * s.outW()];
        visit(s, (yi, image, top, bottom, left, right, _) -> y[yi] = x[first(s, x, image, top, bottom, left, right)]);
        return y;
    }

    static double[] maxGradient(PoolShape s, double[] x, double[] delta) {
        double[] dx = new double[x.length];
        visit(s, (yi, image, top, bottom, left, right, _) -> dx[first(s, x, image, top, bottom, left, right)] += delta[yi]);
        return dx;
    }

    /// The index of the first largest value of a window; of a NaN where there is one.
    private static int first(PoolShape s, double[] x, int image, int top, int bottom, int left, int right) {
        int best = image + top * s.w() + left;
        for (int i = top; i < bottom; i++) {
            for (int j = left; j < right; j++) {
                int at = image + i * s.w() + j;
                if (x[at] > x[best] || Double.isNaN(x[at]) && !Double.isNaN(x[best])) {
                    best = at;
                }
            }
        }
        return best;
    }

    static double[] average(PoolShape s, double[] x) {
        double[] y = new double[s.n() * s.c() * s.outH() * s.outW()];
        visit(s, (yi, image, top, bottom, left, right, count) -> {
            for (int i = top; i < bottom; i++) {
                for (int j = left; j < right; j++) {
                    y[yi] += x[image + i * s.w() + j] / count;
                }
            }
        });
        return y;
    }

    static double[] averageGradient(PoolShape s, double[] delta) {
        double[] dx = new double[s.n() * s.c() * s.h() * s.w()];
        visit(s, (yi, image, top, bottom, left, right, count) -> {
            for (int i = top; i < bottom; i++) {
                for (int j = left; j < right; j++) {
                    dx[image + i * s.w() + j] += delta[yi] / count;
                }
            }
        });
        return dx;
    }

    private static void visit(PoolShape s, Visitor visitor) {
        for (int plane = 0; plane < s.n() * s.c(); plane++) {
            for (int oh = 0; oh < s.outH(); oh++) {
                for (int ow = 0; ow < s.outW(); ow++) {
                    int top = oh * s.strideH() - s.padTop();
                    int left = ow * s.strideW() - s.padLeft();
                    int padded = (Math.min(top + s.kh(), s.h() + s.padBottom()) - top)
                            * (Math.min(left + s.kw(), s.w() + s.padRight()) - left);
                    int bottom = Math.min(top + s.kh(), s.h());
                    int right = Math.min(left + s.kw(), s.w());
                    int from = Math.max(top, 0);
                    int start = Math.max(left, 0);
                    int real = (bottom - from) * (right - start);
                    int count = s.divisor() > 0 ? s.divisor() : s.countPadding() ? padded : real;
                    visitor.visit((plane * s.outH() + oh) * s.outW() + ow, plane * s.h() * s.w(), from, bottom, start, right, count);
                }
            }
        }
    }
}
