package org.madaline.kernels.vector;

import static jdk.incubator.vector.FloatVector.fromArray;
import static org.madaline.kernels.vector.Lanes.COUNT;
import static org.madaline.kernels.vector.Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import org.madaline.kernels.spatial.Run;

/// The gradient of a depthwise convolution's weights along a run of pixels, four at a time where there are as many, each
/// vector some neighbouring channels. The innermost loops run along the channels, as memory does: to keep the sums in
/// registers over all pixels would skip from pixel to pixel, which takes three times as long where x is not in a cache.
final class VectorDepthwiseWeights {
    private VectorDepthwiseWeights() {}

    /// See [org.madaline.kernels.spatial.SpatialLoops#depthwiseWeights].
    static void run(Run run, float[] x, int xo, float[] y, int yo, float[] w, int wo) {
        int full = FLOATS.loopBound(run.channels());
        int p = 0;
        for (; full > 0 && p < run.pixels() - 3; p += 4) {
            four(run, full, x, xo + p * run.x(), y, yo + p * run.y(), w, wo);
        }
        for (; full > 0 && p < run.pixels(); p++) {
            pixel(run, full, x, xo + p * run.x(), y, yo + p * run.y(), w, wo);
        }
        for (p = 0; full < run.channels() && p < run.pixels(); p++) {
            narrowPixel(run, run.channels() - full, x, xo + full + p * run.x(), y, yo + full + p * run.y(), w, wo + full);
        }
    }

    private static void four(Run run, int channels, float[] x, int xo, float[] y, int yo, float[] w, int wo) {
        for (int i = 0; i < run.rows(); i++) {
            int xi = xo + i * run.xRow();
            int wi = wo + i * run.wRow();
            int j = 0;
            for (; j < run.columns() - 2; j += 3) {
                threeTaps(run, channels, x, xi + j * run.xColumn(), y, yo, w, wi + j * run.w());
            }
            for (; j < run.columns(); j++) {
                tap(run, channels, x, xi + j * run.xColumn(), y, yo, w, wi + j * run.w());
            }
        }
    }

    /// Four pixels, three neighbouring taps.
    private static void threeTaps(Run run, int channels, float[] x, int xo, float[] y, int yo, float[] w, int wo) {
        int xStep = run.x();
        int next = run.xColumn();
        int afterNext = 2 * next;
        int yStep = run.y();
        int wNext = wo + run.w();
        int wLast = wNext + run.w();
        for (int c = 0; c < channels; c += COUNT) {
            int p0 = xo + c;
            int p1 = p0 + xStep;
            int p2 = p1 + xStep;
            int p3 = p2 + xStep;
            FloatVector d0 = fromArray(FLOATS, y, yo + c);
            FloatVector d1 = fromArray(FLOATS, y, yo + c + yStep);
            FloatVector d2 = fromArray(FLOATS, y, yo + c + 2 * yStep);
            FloatVector d3 = fromArray(FLOATS, y, yo + c + 3 * yStep);
            FloatVector a = fromArray(FLOATS, x, p0).fma(d0, fromArray(FLOATS, w, wo + c));
            FloatVector b = fromArray(FLOATS, x, p0 + next).fma(d0, fromArray(FLOATS, w, wNext + c));
            FloatVector e = fromArray(FLOATS, x, p0 + afterNext).fma(d0, fromArray(FLOATS, w, wLast + c));
            a = fromArray(FLOATS, x, p1).fma(d1, a);
            b = fromArray(FLOATS, x, p1 + next).fma(d1, b);
            e = fromArray(FLOATS, x, p1 + afterNext).fma(d1, e);
            a = fromArray(FLOATS, x, p2).fma(d2, a);
            b = fromArray(FLOATS, x, p2 + next).fma(d2, b);
            e = fromArray(FLOATS, x, p2 + afterNext).fma(d2, e);
            fromArray(FLOATS, x, p3).fma(d3, a).intoArray(w, wo + c);
            fromArray(FLOATS, x, p3 + next).fma(d3, b).intoArray(w, wNext + c);
            fromArray(FLOATS, x, p3 + afterNext).fma(d3, e).intoArray(w, wLast + c);
        }
    }

    /// Four pixels, one tap.
    private static void tap(Run run, int channels, float[] x, int xo, float[] y, int yo, float[] w, int wo) {
        int xStep = run.x();
        int yStep = run.y();
        for (int c = 0; c < channels; c += COUNT) {
            int p = xo + c;
            int q = yo + c;
            FloatVector sum = fromArray(FLOATS, x, p).fma(fromArray(FLOATS, y, q), fromArray(FLOATS, w, wo + c));
            sum = fromArray(FLOATS, x, p + xStep).fma(fromArray(FLOATS, y, q + yStep), sum);
            sum = fromArray(FLOATS, x, p + 2 * xStep).fma(fromArray(FLOATS, y, q + 2 * yStep), sum);
            fromArray(FLOATS, x, p + 3 * xStep).fma(fromArray(FLOATS, y, q + 3 * yStep), sum).intoArray(w, wo + c);
        }
    }

    private static void pixel(Run run, int channels, float[] x, int xo, float[] y, int yo, float[] w, int wo) {
        for (int i = 0; i < run.rows(); i++) {
            for (int j = 0; j < run.columns(); j++) {
                int xi = xo + i * run.xRow() + j * run.xColumn();
                int wi = wo + i * run.wRow() + j * run.w();
                for (int c = 0; c < channels; c += COUNT) {
                    FloatVector sum = fromArray(FLOATS, w, wi + c);
                    fromArray(FLOATS, x, xi + c).fma(fromArray(FLOATS, y, yo + c), sum).intoArray(w, wi + c);
                }
            }
        }
    }

    private static void narrowPixel(Run run, int channels, float[] x, int xo, float[] y, int yo, float[] w, int wo) {
        VectorMask<Float> mask = FLOATS.indexInRange(0, channels);
        FloatVector d = fromArray(FLOATS, y, yo, mask);
        for (int i = 0; i < run.rows(); i++) {
            for (int j = 0; j < run.columns(); j++) {
                int wi = wo + i * run.wRow() + j * run.w();
                FloatVector sum = fromArray(FLOATS, w, wi, mask);
                fromArray(FLOATS, x, xo + i * run.xRow() + j * run.xColumn(), mask).fma(d, sum).intoArray(w, wi, mask);
            }
        }
    }
}
