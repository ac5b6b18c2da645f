package org.madaline.interpret;

import org.madaline.kernels.spec.PoolAxis;
import org.madaline.kernels.spec.PoolShape;

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
        for (int i = top; i < bottom; i += s.rows().dilation()) {
            for (int j = left; j < right; j += s.columns().dilation()) {
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
            for (int i = top; i < bottom; i += s.rows().dilation()) {
                for (int j = left; j < right; j += s.columns().dilation()) {
                    y[yi] += x[image + i * s.w() + j] / count;
                }
            }
        });
        return y;
    }

    static double[] averageGradient(PoolShape s, double[] delta) {
        double[] dx = new double[s.n() * s.c() * s.h() * s.w()];
        visit(s, (yi, image, top, bottom, left, right, count) -> {
            for (int i = top; i < bottom; i += s.rows().dilation()) {
                for (int j = left; j < right; j += s.columns().dilation()) {
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
                    int from = from(s.rows(), oh);
                    int bottom = end(s.rows(), oh);
                    int start = from(s.columns(), ow);
                    int right = end(s.columns(), ow);
                    int padded = s.rows().padded(oh) * s.columns().padded(ow);
                    int real = Math.ceilDiv(bottom - from, s.rows().dilation())
                            * Math.ceilDiv(right - start, s.columns().dilation());
                    int count = s.divisor() > 0 ? s.divisor() : s.countPadding() ? padded : real;
                    visitor.visit((plane * s.outH() + oh) * s.outW() + ow, plane * s.h() * s.w(), from, bottom, start, right, count);
                }
            }
        }
    }

    /// The first position of window i inside the image.
    private static int from(PoolAxis axis, int i) {
        int begin = axis.begin(i);
        return begin < 0 ? begin + Math.ceilDiv(-begin, axis.dilation()) * axis.dilation() : begin;
    }

    /// One past the last position of window i inside the image.
    private static int end(PoolAxis axis, int i) {
        return Math.min(axis.begin(i) + (axis.length(i) - 1) * axis.dilation() + 1, axis.size());
    }
}
