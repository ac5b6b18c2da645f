package org.madaline.interpret;

import org.madaline.kernels.ConvShape;

/// The convolution and its two gradients from the definition, in double precision, on (N, C, H, W).
final class DoubleConvolution {
    private DoubleConvolution() {}

    /// One multiply-add of the convolution: the flat indices of x, w and y that meet in it.
    private interface Visitor {
        void visit(int x, int w, int y);
    }

    static double[] forward(ConvShape s, double[] x, double[] w) {
        double[] y = new double[s.n() * s.k() * s.outH() * s.outW()];
        visit(s, (xi, wi, yi) -> y[yi] += x[xi] * w[wi]);
        return y;
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
