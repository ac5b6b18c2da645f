package org.madaline.kernels.spatial;

import org.madaline.kernels.spec.Clip;
import org.madaline.kernels.spec.ConvShape;
import org.madaline.kernels.spec.PoolAxis;
import org.madaline.kernels.spec.PoolShape;

/// Convolution and pooling by their definitions, in double precision, as the tests' measure.
final class Reference {
    private Reference() {}

    /// Receives each product of a convolution: y\[yi] takes x\[xi] times w\[wi].
    interface Product {
        void accept(int yi, int xi, int wi);
    }

    static void forEachProduct(ConvShape s, Product product) {
        int depth = s.c() / s.groups();
        for (int n = 0; n < s.n(); n++) {
            for (int i = 0; i < s.outH(); i++) {
                for (int j = 0; j < s.outW(); j++) {
                    for (int k = 0; k < s.k(); k++) {
                        int yi = ((n * s.outH() + i) * s.outW() + j) * s.k() + k;
                        int group = k / (s.k() / s.groups());
                        for (int a = 0; a < s.kh(); a++) {
                            for (int b = 0; b < s.kw(); b++) {
                                int h = i * s.strideH() - s.padTop() + a * s.dilationH();
                                int w = j * s.strideW() - s.padLeft() + b * s.dilationW();
                                if (h < 0 || h >= s.h() || w < 0 || w >= s.w()) {
                                    continue;
                                }
                                for (int c = 0; c < depth; c++) {
                                    product.accept(yi, ((n * s.h() + h) * s.w() + w) * s.c() + group * depth + c,
                                            ((k * s.kh() + a) * s.kw() + b) * depth + c);
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    static double[] convolution(ConvShape s, float[] x, float[] w, float[] bias, Clip clip) {
        double[] y = new double[s.n() * s.outH() * s.outW() * s.k()];
        forEachProduct(s, (yi, xi, wi) -> y[yi] += (double) x[xi] * w[wi]);
        for (int i = 0; i < y.length; i++) {
            y[i] += bias == null ? 0 : bias[i % s.k()];
            y[i] = clip == Clip.NONE ? y[i] : Math.clamp(y[i], 0, clip == Clip.RELU ? Double.POSITIVE_INFINITY : 6);
        }
        return y;
    }

    static double[] inputGradient(ConvShape s, float[] delta, float[] w) {
        double[] dx = new double[s.n() * s.h() * s.w() * s.c()];
        forEachProduct(s, (yi, xi, wi) -> dx[xi] += (double) delta[yi] * w[wi]);
        return dx;
    }

    static double[] weightGradient(ConvShape s, float[] x, float[] delta) {
        double[] dw = new double[s.k() * s.kh() * s.kw() * (s.c() / s.groups())];
        forEachProduct(s, (yi, xi, wi) -> dw[wi] += (double) delta[yi] * x[xi]);
        return dw;
    }

    /// Receives each window: its index in y and the indices of its elements in x, in order.
    interface Window {
        void accept(int yi, int[] xs, double divisor);
    }

    static void forEachWindow(PoolShape s, Window window) {
        for (int n = 0; n < s.n(); n++) {
            for (int i = 0; i < s.outH(); i++) {
                for (int j = 0; j < s.outW(); j++) {
                    int[] hs = positions(s.rows(), i);
                    int[] ws = positions(s.columns(), j);
                    double divisor = s.divisor() != 0 ? s.divisor() : s.countPadding()
                            ? padded(s.rows(), i) * padded(s.columns(), j) : hs.length * ws.length;
                    for (int c = 0; c < s.c(); c++) {
                        int[] xs = new int[hs.length * ws.length];
                        for (int t = 0; t < xs.length; t++) {
                            xs[t] = ((n * s.h() + hs[t / ws.length]) * s.w() + ws[t % ws.length]) * s.c() + c;
                        }
                        window.accept(((n * s.outH() + i) * s.outW() + j) * s.c() + c, xs, divisor);
                    }
                }
            }
        }
    }

    private static int[] all(PoolAxis axis, int i) {
        if (axis.kernel() == 0) {
            int begin = (int) Math.floor((double) i * axis.size() / axis.out());
            int end = (int) Math.ceil((double) (i + 1) * axis.size() / axis.out());
            return java.util.stream.IntStream.range(begin, end).toArray();
        }
        return java.util.stream.IntStream.range(0, axis.kernel())
                .map(t -> i * axis.stride() - axis.padBefore() + t * axis.dilation()).toArray();
    }

    private static int[] positions(PoolAxis axis, int i) {
        return java.util.Arrays.stream(all(axis, i)).filter(p -> p >= 0 && p < axis.size()).toArray();
    }

    private static long padded(PoolAxis axis, int i) {
        return java.util.Arrays.stream(all(axis, i)).filter(p -> p < axis.size() + axis.padAfter()).count();
    }

    static double[] maxPool(PoolShape s, float[] x) {
        double[] y = new double[s.n() * s.outH() * s.outW() * s.c()];
        forEachWindow(s, (yi, xs, divisor) -> {
            y[yi] = Double.NEGATIVE_INFINITY;
            for (int xi : xs) {
                y[yi] = Math.max(y[yi], x[xi]);
            }
        });
        return y;
    }

    static double[] maxPoolGradient(PoolShape s, float[] x, float[] delta) {
        double[] dx = new double[s.n() * s.h() * s.w() * s.c()];
        forEachWindow(s, (yi, xs, divisor) -> {
            double largest = Double.NEGATIVE_INFINITY;
            for (int xi : xs) {
                largest = Math.max(largest, x[xi]);
            }
            for (int xi : xs) {
                if (x[xi] == largest || Double.isNaN(largest) && Float.isNaN(x[xi])) {
                    dx[xi] += delta[yi];
                    break;
                }
            }
        });
        return dx;
    }

    static double[] averagePool(PoolShape s, float[] x) {
        double[] y = new double[s.n() * s.outH() * s.outW() * s.c()];
        forEachWindow(s, (yi, xs, divisor) -> {
            for (int xi : xs) {
                y[yi] += x[xi] / divisor;
            }
        });
        return y;
    }

    static double[] averagePoolGradient(PoolShape s, float[] delta) {
        double[] dx = new double[s.n() * s.h() * s.w() * s.c()];
        forEachWindow(s, (yi, xs, divisor) -> {
            for (int xi : xs) {
                dx[xi] += delta[yi] / divisor;
            }
        });
        return dx;
    }
}
