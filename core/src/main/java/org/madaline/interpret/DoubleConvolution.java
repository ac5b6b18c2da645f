package org.madaline.interpret;

import java.util.stream.IntStream;
import org.madaline.kernels.spec.ConvShape;

/// The convolution and its two gradients from the definition, in double precision, on (N, C, H, W).
final class DoubleConvolution {
    private DoubleConvolution() {}

    /// One multiply-add of the convolution: the flat indices of x, w and y that meet in it.
    private interface Visitor {
        void visit(int x, int w, int y);
    }

    /// Evaluated so often by gradient checks that it is written out, and its maps are shared by the processors; the
    /// terms of a sum are those of [#visit] in their order.
    static double[] forward(ConvShape s, double[] x, double[] w) {
        double[] y = new double[s.n() * s.k() * s.outH() * s.outW()];
        IntStream.range(0, s.n() * s.k()).parallel().forEach(map -> forward(s, x, w, map / s.k(), map % s.k(), y));
        return y;
    }

    /// Map k of example n.
    private static void forward(ConvShape s, double[] x, double[] w, int n, int k, double[] y) {
        int perGroup = s.c() / s.groups();
        int first = n * s.c() + k / (s.k() / s.groups()) * perGroup;
        int map = (n * s.k() + k) * s.outH() * s.outW();
        int[][] rows = inside(s.kh(), s.dilationH(), s.padTop(), s.strideH(), s.h(), s.outH());
        int[][] columns = inside(s.kw(), s.dilationW(), s.padLeft(), s.strideW(), s.w(), s.outW());
        for (int c = 0; c < perGroup; c++) {
            int image = (first + c) * s.h() * s.w();
            for (int i = 0; i < s.kh(); i++) {
                for (int j = 0; j < s.kw(); j++) {
                    double weight = w[((k * perGroup + c) * s.kh() + i) * s.kw() + j];
                    for (int oh = rows[i][0]; oh < rows[i][1]; oh++) {
                        int row = oh * s.strideH() - s.padTop() + i * s.dilationH();
                        int at = image + row * s.w() - s.padLeft() + j * s.dilationW();
                        int out = map + oh * s.outW();
                        for (int ow = columns[j][0]; ow < columns[j][1]; ow++) {
                            y[out + ow] += x[at + ow * s.strideW()] * weight;
                        }
                    }
                }
            }
        }
    }

    /// For each element of the kernel along one axis, the first place of the result at which it lies in the image, and
    /// the place behind the last.
    private static int[][] inside(int kernel, int dilation, int pad, int stride, int size, int out) {
        int[][] inside = new int[kernel][];
        for (int i = 0; i < kernel; i++) {
            int offset = i * dilation - pad;
            int from = offset < 0 ? (-offset + stride - 1) / stride : 0;
            inside[i] = new int[] {from, Math.min(out, Math.floorDiv(size - 1 - offset, stride) + 1)};
        }
        return inside;
    }

    static double[] inputGradient(ConvShape s, double[] delta, double[] w) {
        double[] dx = new double[s.n() * s.c() * s.h() * s.w()];
        visit(s, (xi, wi, yi) -> dx[xi] += delta[yi] * w[wi]);
        return dx;
    }

    static double[] weightGradient(ConvShape s, double[] x, double[] delta) {
        double[] dw = new double[s.k() * (s.c() / s.groups()) * s.kh() * s.kw()];
        visit(s, (xi, wi, yi) -> dw[wi] += x[xi] * delta[yi]);
        return dw;
    }

    private static void visit(ConvShape s, Visitor visitor) {
        int perGroup = s.c() / s.groups();
        int outputs = s.k() / s.groups();
        for (int n = 0; n < s.n(); n++) {
            for (int k = 0; k < s.k(); k++) {
                for (int oh = 0; oh < s.outH(); oh++) {
                    for (int ow = 0; ow < s.outW(); ow++) {
                        int y = ((n * s.k() + k) * s.outH() + oh) * s.outW() + ow;
                        for (int c = 0; c < perGroup; c++) {
                            int image = (n * s.c() + k / outputs * perGroup + c) * s.h();
                            window(s, image, (k * perGroup + c) * s.kh() * s.kw(), oh, ow, y, visitor);
                        }
                    }
                }
            }
        }
    }

    private static void window(ConvShape s, int image, int kernel, int oh, int ow, int y, Visitor visitor) {
        for (int i = 0; i < s.kh(); i++) {
            int row = oh * s.strideH() - s.padTop() + i * s.dilationH();
            for (int j = 0; j < s.kw(); j++) {
                int column = ow * s.strideW() - s.padLeft() + j * s.dilationW();
                if (row >= 0 && row < s.h() && column >= 0 && column < s.w()) {
                    visitor.visit((image + row) * s.w() + column, kernel + i * s.kw() + j, y);
                }
            }
        }
    }
}
