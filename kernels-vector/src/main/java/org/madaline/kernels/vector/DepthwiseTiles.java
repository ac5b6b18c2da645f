package org.madaline.kernels.vector;

import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static org.madaline.kernels.vector.Lanes.COUNT;
import static org.madaline.kernels.vector.Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;
import org.madaline.kernels.spatial.Run;
import org.madaline.kernels.spec.Clip;

/// The usual depthwise convolutions, four neighbouring pixels of a run at a time: each column of the source is loaded
/// once for all pixels that see it. `channels` is a multiple of the lanes. Written out without inner loops where the
/// kernel is small, since the compiler then checks the bounds of all loads once, before the loop over the channels.
final class DepthwiseTiles {
    private DepthwiseTiles() {}

    /// Kernels of 3x3 with stride 1.
    static void three(Run run, int channels, float[] x, int xo, float[] w, int wo, float[] bias, int bo, Clip clip,
            float[] y, int yo) {
        int step = run.xColumn();
        int next = run.w();
        int xRow = run.xRow();
        int wRow = run.wRow();
        int yStep = run.y();
        float most = clip.most();
        boolean clips = clip.clips();
        for (int c = 0; c < channels; c += COUNT) {
            FloatVector y0 = FloatVector.zero(FLOATS);
            FloatVector y1 = y0;
            FloatVector y2 = y0;
            FloatVector y3 = y0;
            int xi0 = xo + c;
            int wi0 = wo + c;
            FloatVector w00 = fromArray(FLOATS, w, wi0);
            FloatVector w01 = fromArray(FLOATS, w, wi0 + next);
            FloatVector w02 = fromArray(FLOATS, w, wi0 + 2 * next);
            FloatVector x00 = fromArray(FLOATS, x, xi0);
            y0 = x00.fma(w00, y0);
            FloatVector x01 = fromArray(FLOATS, x, xi0 + step);
            y0 = x01.fma(w01, y0);
            y1 = x01.fma(w00, y1);
            FloatVector x02 = fromArray(FLOATS, x, xi0 + 2 * step);
            y0 = x02.fma(w02, y0);
            y1 = x02.fma(w01, y1);
            y2 = x02.fma(w00, y2);
            FloatVector x03 = fromArray(FLOATS, x, xi0 + 3 * step);
            y1 = x03.fma(w02, y1);
            y2 = x03.fma(w01, y2);
            y3 = x03.fma(w00, y3);
            FloatVector x04 = fromArray(FLOATS, x, xi0 + 4 * step);
            y2 = x04.fma(w02, y2);
            y3 = x04.fma(w01, y3);
            FloatVector x05 = fromArray(FLOATS, x, xi0 + 5 * step);
            y3 = x05.fma(w02, y3);
            int xi1 = xo + c + 1 * xRow;
            int wi1 = wo + c + 1 * wRow;
            FloatVector w10 = fromArray(FLOATS, w, wi1);
            FloatVector w11 = fromArray(FLOATS, w, wi1 + next);
            FloatVector w12 = fromArray(FLOATS, w, wi1 + 2 * next);
            FloatVector x10 = fromArray(FLOATS, x, xi1);
            y0 = x10.fma(w10, y0);
            FloatVector x11 = fromArray(FLOATS, x, xi1 + step);
            y0 = x11.fma(w11, y0);
            y1 = x11.fma(w10, y1);
            FloatVector x12 = fromArray(FLOATS, x, xi1 + 2 * step);
            y0 = x12.fma(w12, y0);
            y1 = x12.fma(w11, y1);
            y2 = x12.fma(w10, y2);
            FloatVector x13 = fromArray(FLOATS, x, xi1 + 3 * step);
            y1 = x13.fma(w12, y1);
            y2 = x13.fma(w11, y2);
            y3 = x13.fma(w10, y3);
            FloatVector x14 = fromArray(FLOATS, x, xi1 + 4 * step);
            y2 = x14.fma(w12, y2);
            y3 = x14.fma(w11, y3);
            FloatVector x15 = fromArray(FLOATS, x, xi1 + 5 * step);
            y3 = x15.fma(w12, y3);
            int xi2 = xo + c + 2 * xRow;
            int wi2 = wo + c + 2 * wRow;
            FloatVector w20 = fromArray(FLOATS, w, wi2);
            FloatVector w21 = fromArray(FLOATS, w, wi2 + next);
            FloatVector w22 = fromArray(FLOATS, w, wi2 + 2 * next);
            FloatVector x20 = fromArray(FLOATS, x, xi2);
            y0 = x20.fma(w20, y0);
            FloatVector x21 = fromArray(FLOATS, x, xi2 + step);
            y0 = x21.fma(w21, y0);
            y1 = x21.fma(w20, y1);
            FloatVector x22 = fromArray(FLOATS, x, xi2 + 2 * step);
            y0 = x22.fma(w22, y0);
            y1 = x22.fma(w21, y1);
            y2 = x22.fma(w20, y2);
            FloatVector x23 = fromArray(FLOATS, x, xi2 + 3 * step);
            y1 = x23.fma(w22, y1);
            y2 = x23.fma(w21, y2);
            y3 = x23.fma(w20, y3);
            FloatVector x24 = fromArray(FLOATS, x, xi2 + 4 * step);
            y2 = x24.fma(w22, y2);
            y3 = x24.fma(w21, y3);
            FloatVector x25 = fromArray(FLOATS, x, xi2 + 5 * step);
            y3 = x25.fma(w22, y3);
            FloatVector b = fromArray(FLOATS, bias, bo + c);
            y0 = y0.add(b);
            y1 = y1.add(b);
            y2 = y2.add(b);
            y3 = y3.add(b);
            if (clips) {
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
            y1.intoArray(y, yo + c + yStep);
            y2.intoArray(y, yo + c + 2 * yStep);
            y3.intoArray(y, yo + c + 3 * yStep);
        }
    }

    /// Kernels of 3x3 with stride 2.
    static void threeApart(Run run, int channels, float[] x, int xo, float[] w, int wo, float[] bias, int bo, Clip clip,
            float[] y, int yo) {
        int step = run.xColumn();
        int next = run.w();
        int xRow = run.xRow();
        int wRow = run.wRow();
        int yStep = run.y();
        float most = clip.most();
        boolean clips = clip.clips();
        for (int c = 0; c < channels; c += COUNT) {
            FloatVector y0 = FloatVector.zero(FLOATS);
            FloatVector y1 = y0;
            FloatVector y2 = y0;
            FloatVector y3 = y0;
            int xi0 = xo + c;
            int wi0 = wo + c;
            FloatVector w00 = fromArray(FLOATS, w, wi0);
            FloatVector w01 = fromArray(FLOATS, w, wi0 + next);
            FloatVector w02 = fromArray(FLOATS, w, wi0 + 2 * next);
            FloatVector x00 = fromArray(FLOATS, x, xi0);
            y0 = x00.fma(w00, y0);
            FloatVector x01 = fromArray(FLOATS, x, xi0 + step);
            y0 = x01.fma(w01, y0);
            FloatVector x02 = fromArray(FLOATS, x, xi0 + 2 * step);
            y0 = x02.fma(w02, y0);
            y1 = x02.fma(w00, y1);
            FloatVector x03 = fromArray(FLOATS, x, xi0 + 3 * step);
            y1 = x03.fma(w01, y1);
            FloatVector x04 = fromArray(FLOATS, x, xi0 + 4 * step);
            y1 = x04.fma(w02, y1);
            y2 = x04.fma(w00, y2);
            FloatVector x05 = fromArray(FLOATS, x, xi0 + 5 * step);
            y2 = x05.fma(w01, y2);
            FloatVector x06 = fromArray(FLOATS, x, xi0 + 6 * step);
            y2 = x06.fma(w02, y2);
            y3 = x06.fma(w00, y3);
            FloatVector x07 = fromArray(FLOATS, x, xi0 + 7 * step);
            y3 = x07.fma(w01, y3);
            FloatVector x08 = fromArray(FLOATS, x, xi0 + 8 * step);
            y3 = x08.fma(w02, y3);
            int xi1 = xo + c + 1 * xRow;
            int wi1 = wo + c + 1 * wRow;
            FloatVector w10 = fromArray(FLOATS, w, wi1);
            FloatVector w11 = fromArray(FLOATS, w, wi1 + next);
            FloatVector w12 = fromArray(FLOATS, w, wi1 + 2 * next);
            FloatVector x10 = fromArray(FLOATS, x, xi1);
            y0 = x10.fma(w10, y0);
            FloatVector x11 = fromArray(FLOATS, x, xi1 + step);
            y0 = x11.fma(w11, y0);
            FloatVector x12 = fromArray(FLOATS, x, xi1 + 2 * step);
            y0 = x12.fma(w12, y0);
            y1 = x12.fma(w10, y1);
            FloatVector x13 = fromArray(FLOATS, x, xi1 + 3 * step);
            y1 = x13.fma(w11, y1);
            FloatVector x14 = fromArray(FLOATS, x, xi1 + 4 * step);
            y1 = x14.fma(w12, y1);
            y2 = x14.fma(w10, y2);
            FloatVector x15 = fromArray(FLOATS, x, xi1 + 5 * step);
            y2 = x15.fma(w11, y2);
            FloatVector x16 = fromArray(FLOATS, x, xi1 + 6 * step);
            y2 = x16.fma(w12, y2);
            y3 = x16.fma(w10, y3);
            FloatVector x17 = fromArray(FLOATS, x, xi1 + 7 * step);
            y3 = x17.fma(w11, y3);
            FloatVector x18 = fromArray(FLOATS, x, xi1 + 8 * step);
            y3 = x18.fma(w12, y3);
            int xi2 = xo + c + 2 * xRow;
            int wi2 = wo + c + 2 * wRow;
            FloatVector w20 = fromArray(FLOATS, w, wi2);
            FloatVector w21 = fromArray(FLOATS, w, wi2 + next);
            FloatVector w22 = fromArray(FLOATS, w, wi2 + 2 * next);
            FloatVector x20 = fromArray(FLOATS, x, xi2);
            y0 = x20.fma(w20, y0);
            FloatVector x21 = fromArray(FLOATS, x, xi2 + step);
            y0 = x21.fma(w21, y0);
            FloatVector x22 = fromArray(FLOATS, x, xi2 + 2 * step);
            y0 = x22.fma(w22, y0);
            y1 = x22.fma(w20, y1);
            FloatVector x23 = fromArray(FLOATS, x, xi2 + 3 * step);
            y1 = x23.fma(w21, y1);
            FloatVector x24 = fromArray(FLOATS, x, xi2 + 4 * step);
            y1 = x24.fma(w22, y1);
            y2 = x24.fma(w20, y2);
            FloatVector x25 = fromArray(FLOATS, x, xi2 + 5 * step);
            y2 = x25.fma(w21, y2);
            FloatVector x26 = fromArray(FLOATS, x, xi2 + 6 * step);
            y2 = x26.fma(w22, y2);
            y3 = x26.fma(w20, y3);
            FloatVector x27 = fromArray(FLOATS, x, xi2 + 7 * step);
            y3 = x27.fma(w21, y3);
            FloatVector x28 = fromArray(FLOATS, x, xi2 + 8 * step);
            y3 = x28.fma(w22, y3);
            FloatVector b = fromArray(FLOATS, bias, bo + c);
            y0 = y0.add(b);
            y1 = y1.add(b);
            y2 = y2.add(b);
            y3 = y3.add(b);
            if (clips) {
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
            y1.intoArray(y, yo + c + yStep);
            y2.intoArray(y, yo + c + 2 * yStep);
            y3.intoArray(y, yo + c + 3 * yStep);
        }
    }

    /// 5 taps in each row, stride 1.
    static void five(Run run, int channels, float[] x, int xo, float[] w, int wo, float[] bias, int bo, Clip clip,
            float[] y, int yo) {
        int step = run.xColumn();
        int next = run.w();
        float most = clip.most();
        for (int c = 0; c < channels; c += COUNT) {
            FloatVector y0 = FloatVector.zero(FLOATS);
            FloatVector y1 = y0;
            FloatVector y2 = y0;
            FloatVector y3 = y0;
            int xi = xo + c;
            int wi = wo + c;
            for (int i = 0; i < run.rows(); i++) {
                FloatVector w0 = fromArray(FLOATS, w, wi);
                FloatVector w1 = fromArray(FLOATS, w, wi + next);
                FloatVector w2 = fromArray(FLOATS, w, wi + 2 * next);
                FloatVector w3 = fromArray(FLOATS, w, wi + 3 * next);
                FloatVector w4 = fromArray(FLOATS, w, wi + 4 * next);
                FloatVector x0 = fromArray(FLOATS, x, xi);
                y0 = x0.fma(w0, y0);
                FloatVector x1 = fromArray(FLOATS, x, xi + step);
                y0 = x1.fma(w1, y0);
                y1 = x1.fma(w0, y1);
                FloatVector x2 = fromArray(FLOATS, x, xi + 2 * step);
                y0 = x2.fma(w2, y0);
                y1 = x2.fma(w1, y1);
                y2 = x2.fma(w0, y2);
                FloatVector x3 = fromArray(FLOATS, x, xi + 3 * step);
                y0 = x3.fma(w3, y0);
                y1 = x3.fma(w2, y1);
                y2 = x3.fma(w1, y2);
                y3 = x3.fma(w0, y3);
                FloatVector x4 = fromArray(FLOATS, x, xi + 4 * step);
                y0 = x4.fma(w4, y0);
                y1 = x4.fma(w3, y1);
                y2 = x4.fma(w2, y2);
                y3 = x4.fma(w1, y3);
                FloatVector x5 = fromArray(FLOATS, x, xi + 5 * step);
                y1 = x5.fma(w4, y1);
                y2 = x5.fma(w3, y2);
                y3 = x5.fma(w2, y3);
                FloatVector x6 = fromArray(FLOATS, x, xi + 6 * step);
                y2 = x6.fma(w4, y2);
                y3 = x6.fma(w3, y3);
                FloatVector x7 = fromArray(FLOATS, x, xi + 7 * step);
                y3 = x7.fma(w4, y3);
                xi += run.xRow();
                wi += run.wRow();
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

    /// 5 taps in each row, stride 2.
    static void fiveApart(Run run, int channels, float[] x, int xo, float[] w, int wo, float[] bias, int bo, Clip clip,
            float[] y, int yo) {
        int step = run.xColumn();
        int next = run.w();
        float most = clip.most();
        for (int c = 0; c < channels; c += COUNT) {
            FloatVector y0 = FloatVector.zero(FLOATS);
            FloatVector y1 = y0;
            FloatVector y2 = y0;
            FloatVector y3 = y0;
            int xi = xo + c;
            int wi = wo + c;
            for (int i = 0; i < run.rows(); i++) {
                FloatVector w0 = fromArray(FLOATS, w, wi);
                FloatVector w1 = fromArray(FLOATS, w, wi + next);
                FloatVector w2 = fromArray(FLOATS, w, wi + 2 * next);
                FloatVector w3 = fromArray(FLOATS, w, wi + 3 * next);
                FloatVector w4 = fromArray(FLOATS, w, wi + 4 * next);
                FloatVector x0 = fromArray(FLOATS, x, xi);
                y0 = x0.fma(w0, y0);
                FloatVector x1 = fromArray(FLOATS, x, xi + step);
                y0 = x1.fma(w1, y0);
                FloatVector x2 = fromArray(FLOATS, x, xi + 2 * step);
                y0 = x2.fma(w2, y0);
                y1 = x2.fma(w0, y1);
                FloatVector x3 = fromArray(FLOATS, x, xi + 3 * step);
                y0 = x3.fma(w3, y0);
                y1 = x3.fma(w1, y1);
                FloatVector x4 = fromArray(FLOATS, x, xi + 4 * step);
                y0 = x4.fma(w4, y0);
                y1 = x4.fma(w2, y1);
                y2 = x4.fma(w0, y2);
                FloatVector x5 = fromArray(FLOATS, x, xi + 5 * step);
                y1 = x5.fma(w3, y1);
                y2 = x5.fma(w1, y2);
                FloatVector x6 = fromArray(FLOATS, x, xi + 6 * step);
                y1 = x6.fma(w4, y1);
                y2 = x6.fma(w2, y2);
                y3 = x6.fma(w0, y3);
                FloatVector x7 = fromArray(FLOATS, x, xi + 7 * step);
                y2 = x7.fma(w3, y2);
                y3 = x7.fma(w1, y3);
                FloatVector x8 = fromArray(FLOATS, x, xi + 8 * step);
                y2 = x8.fma(w4, y2);
                y3 = x8.fma(w2, y3);
                FloatVector x9 = fromArray(FLOATS, x, xi + 9 * step);
                y3 = x9.fma(w3, y3);
                FloatVector x10 = fromArray(FLOATS, x, xi + 10 * step);
                y3 = x10.fma(w4, y3);
                xi += run.xRow();
                wi += run.wRow();
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
}
