package org.madaline.kernels.vector;

import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static org.madaline.kernels.vector.Lanes.COUNT;
import static org.madaline.kernels.vector.Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import org.madaline.kernels.spatial.Run;
import org.madaline.kernels.spec.Clip;

/// Depthwise convolution along a run of pixels, four at a time where there are as many, each vector some neighbouring
/// channels.
final class VectorDepthwise {
    private VectorDepthwise() {}

    /// See [org.madaline.kernels.spatial.SpatialLoops#depthwise].
    static void run(Run run, float[] x, int xo, float[] w, int wo, float[] bias, int bo, Clip clip, float[] y, int yo) {
        int full = FLOATS.loopBound(run.channels());
        int p = 0;
        for (; full > 0 && p < run.pixels() - 3; p += 4) {
            four(run, full, x, xo + p * run.x(), w, wo, bias, bo, clip, y, yo + p * run.y());
        }
        for (; full > 0 && p < run.pixels(); p++) {
            pixel(run, full, x, xo + p * run.x(), w, wo, bias, bo, clip, y, yo + p * run.y());
        }
        for (p = 0; full < run.channels() && p < run.pixels(); p++) {
            narrowPixel(run, run.channels() - full, x, xo + full + p * run.x(), w, wo + full, bias, bo + full, clip, y,
                    yo + full + p * run.y());
        }
    }

    private static void four(Run run, int channels, float[] x, int xo, float[] w, int wo, float[] bias, int bo,
            Clip clip, float[] y, int yo) {
        boolean close = run.x() == run.xColumn();
        boolean wide = run.x() == 2 * run.xColumn();
        if (close && run.columns() == 3 && run.rows() == 3) {
            DepthwiseTiles.three(run, channels, x, xo, w, wo, bias, bo, clip, y, yo);
        } else if (wide && run.columns() == 3 && run.rows() == 3) {
            DepthwiseTiles.threeApart(run, channels, x, xo, w, wo, bias, bo, clip, y, yo);
        } else if (close && run.columns() == 5) {
            DepthwiseTiles.five(run, channels, x, xo, w, wo, bias, bo, clip, y, yo);
        } else if (wide && run.columns() == 5) {
            DepthwiseTiles.fiveApart(run, channels, x, xo, w, wo, bias, bo, clip, y, yo);
        } else {
            fourAny(run, channels, x, xo, w, wo, bias, bo, clip, y, yo);
        }
    }

    private static void fourAny(Run run, int channels, float[] x, int xo, float[] w, int wo, float[] bias, int bo,
            Clip clip, float[] y, int yo) {
        int step = run.x();
        float most = clip.most();
        for (int c = 0; c < channels; c += COUNT) {
            FloatVector y0 = FloatVector.zero(FLOATS);
            FloatVector y1 = y0;
            FloatVector y2 = y0;
            FloatVector y3 = y0;
            for (int i = 0; i < run.rows(); i++) {
                int xi = xo + c + i * run.xRow();
                int wi = wo + c + i * run.wRow();
                for (int j = 0; j < run.columns(); j++) {
                    FloatVector weight = fromArray(FLOATS, w, wi);
                    y0 = fromArray(FLOATS, x, xi).fma(weight, y0);
                    y1 = fromArray(FLOATS, x, xi + step).fma(weight, y1);
                    y2 = fromArray(FLOATS, x, xi + 2 * step).fma(weight, y2);
                    y3 = fromArray(FLOATS, x, xi + 3 * step).fma(weight, y3);
                    xi += run.xColumn();
                    wi += run.w();
                }
            }
            FloatVector b = fromArray(FLOATS, bias, bo + c);
            y0 = y0.add(b);
            y1 = y1.add(b);
            y2 = y2.add(b);
            y3 = y3.add(b);
            if (clip.clips()) {
                y0 = y0.blend(0, y0.compare(LE, 0));
                y0 = y0.blend(most, y0.compare(GT, most));
                y1 = y1.blend(0, y1.compare(LE, 0));
                y1 = y1.blend(most, y1.compare(GT, most));
                y2 = y2.blend(0, y2.compare(LE, 0));
                y2 = y2.blend(most, y2.compare(GT, most));
                y3 = y3.blend(0, y3.compare(LE, 0));
                y3 = y3.blend(most, y3.compare(GT, most));
            }
            y0.intoArray(y, yo + c);
            y1.intoArray(y, yo + c + run.y());
            y2.intoArray(y, yo + c + 2 * run.y());
            y3.intoArray(y, yo + c + 3 * run.y());
        }
    }

    private static void pixel(Run run, int channels, float[] x, int xo, float[] w, int wo, float[] bias, int bo,
            Clip clip, float[] y, int yo) {
        for (int c = 0; c < channels; c += COUNT) {
            FloatVector sum = FloatVector.zero(FLOATS);
            for (int i = 0; i < run.rows(); i++) {
                int xi = xo + c + i * run.xRow();
                int wi = wo + c + i * run.wRow();
                for (int j = 0; j < run.columns(); j++) {
                    sum = fromArray(FLOATS, x, xi).fma(fromArray(FLOATS, w, wi), sum);
                    xi += run.xColumn();
                    wi += run.w();
                }
            }
            sum = sum.add(fromArray(FLOATS, bias, bo + c));
            if (clip.clips()) {
                sum = sum.blend(0, sum.compare(LE, 0));
                sum = sum.blend(clip.most(), sum.compare(GT, clip.most()));
            }
            sum.intoArray(y, yo + c);
        }
    }

    private static void narrowPixel(Run run, int channels, float[] x, int xo, float[] w, int wo, float[] bias,
            int bo, Clip clip, float[] y, int yo) {
        VectorMask<Float> mask = FLOATS.indexInRange(0, channels);
        FloatVector sum = FloatVector.zero(FLOATS);
        for (int i = 0; i < run.rows(); i++) {
            int xi = xo + i * run.xRow();
            int wi = wo + i * run.wRow();
            for (int j = 0; j < run.columns(); j++) {
                FloatVector weight = fromArray(FLOATS, w, wi, mask);
                sum = fromArray(FLOATS, x, xi, mask).fma(weight, sum);
                xi += run.xColumn();
                wi += run.w();
            }
        }
        sum = sum.add(fromArray(FLOATS, bias, bo, mask));
        if (clip.clips()) {
            sum = sum.blend(0, sum.compare(LE, 0));
            sum = sum.blend(clip.most(), sum.compare(GT, clip.most()));
        }
        sum.intoArray(y, yo, mask);
    }
}
