package org.madaline.kernels.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.madaline.kernels.spatial.Run;
import org.madaline.kernels.spatial.SpatialLoops;
import org.madaline.kernels.spec.Clip;

/// The inner loops of depthwise convolution and pooling: each vector holds neighbouring channels; the last, narrower
/// one is masked. No method takes a vector or a mask: where a call is not inlined, it would become an object.
final class VectorSpatialLoops implements SpatialLoops {
    private static final VectorSpecies<Float> SPECIES = Lanes.FLOATS;
    private static final int LANES = Lanes.COUNT;

    @Override
    public void depthwise(Run run, float[] x, int xo, float[] w, int wo, float[] bias, int biasOffset, Clip clip,
            float[] y, int yo) {
        VectorDepthwise.run(run, x, xo, w, wo, bias, biasOffset, clip, y, yo);
    }

    @Override
    public void depthwiseWeights(Run run, float[] x, int xo, float[] y, int yo, float[] w, int wo) {
        VectorDepthwiseWeights.run(run, x, xo, y, yo, w, wo);
    }

    @Override
    public void max(Run run, float[] x, int xo, float[] y, int yo) {
        for (int c = 0; c < run.channels(); c += LANES) {
            if (run.rows() == 2 && run.columns() == 2) {
                maxOfFour(run, run.channels() - c, x, xo + c, y, yo + c);
                continue;
            }
            VectorMask<Float> mask = SPECIES.indexInRange(c, run.channels());
            for (int p = 0; p < run.pixels(); p++) {
                FloatVector largest = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
                for (int i = 0; i < run.rows(); i++) {
                    int at = xo + c + p * run.x() + i * run.xRow();
                    for (int j = 0; j < run.columns(); j++) {
                        largest = FloatVector.fromArray(SPECIES, x, at, mask).max(largest);
                        at += run.xColumn();
                    }
                }
                largest.intoArray(y, yo + c + p * run.y(), mask);
            }
        }
    }

    /// Windows of 2x2, the usual ones.
    private static void maxOfFour(Run run, int channels, float[] x, int xo, float[] y, int yo) {
        VectorMask<Float> mask = SPECIES.indexInRange(0, channels);
        int right = run.xColumn();
        int below = run.xRow();
        for (int p = 0; p < run.pixels(); p++) {
            int at = xo + p * run.x();
            FloatVector largest = FloatVector.fromArray(SPECIES, x, at, mask)
                    .max(FloatVector.fromArray(SPECIES, x, at + right, mask))
                    .max(FloatVector.fromArray(SPECIES, x, at + below, mask))
                    .max(FloatVector.fromArray(SPECIES, x, at + below + right, mask));
            largest.intoArray(y, yo + p * run.y(), mask);
        }
    }

    @Override
    public void maxGradient(Run run, boolean disjoint, float[] x, int xo, float[] dx, int dxo, float[] y, int yo) {
        for (int c = 0; c < run.channels(); c += LANES) {
            if (disjoint && run.rows() == 2 && run.columns() == 2) {
                sendToLargestOfFour(run, run.channels() - c, x, xo + c, dx, dxo + c, y, yo + c);
                continue;
            }
            for (int p = 0; p < run.pixels(); p++) {
                int first = c + p * run.x();
                sendToLargest(run, run.channels() - c, x, xo + first, dx, dxo + first, y, yo + c + p * run.y());
            }
        }
    }

    /// As [#sendToLargest] for windows of 2x2 that share no pixel: so what is there, zeros, need not be loaded just after it
    /// was stored.
    private static void sendToLargestOfFour(Run run, int channels, float[] x, int xo, float[] dx, int dxo, float[] y,
            int yo) {
        VectorMask<Float> mask = SPECIES.indexInRange(0, channels);
        int right = run.xColumn();
        int below = run.xRow();
        for (int p = 0; p < run.pixels(); p++) {
            int at = xo + p * run.x();
            FloatVector x0 = FloatVector.fromArray(SPECIES, x, at, mask);
            FloatVector x1 = FloatVector.fromArray(SPECIES, x, at + right, mask);
            FloatVector x2 = FloatVector.fromArray(SPECIES, x, at + below, mask);
            FloatVector x3 = FloatVector.fromArray(SPECIES, x, at + below + right, mask);
            VectorMask<Float> second = x1.compare(VectorOperators.LE, x0).not().and(x0.compare(VectorOperators.EQ, x0));
            FloatVector top = x0.blend(x1, second);
            VectorMask<Float> fourth = x3.compare(VectorOperators.LE, x2).not().and(x2.compare(VectorOperators.EQ, x2));
            FloatVector bottom = x2.blend(x3, fourth);
            VectorMask<Float> lower = bottom.compare(VectorOperators.LE, top).not()
                    .and(top.compare(VectorOperators.EQ, top));
            FloatVector delta = FloatVector.fromArray(SPECIES, y, yo + p * run.y(), mask).add(0);
            FloatVector upper = delta.blend(0, lower);
            FloatVector under = delta.blend(0, lower.not());
            int to = dxo + p * run.x();
            upper.blend(0, second).intoArray(dx, to, mask);
            upper.blend(0, second.not()).intoArray(dx, to + right, mask);
            under.blend(0, fourth).intoArray(dx, to + below, mask);
            under.blend(0, fourth.not()).intoArray(dx, to + below + right, mask);
        }
    }

    /// Finds the number of the first tap with the largest value, then adds y there: in one method, since a vector that
    /// leaves a method may have to be allocated.
    private static void sendToLargest(Run run, int channels, float[] x, int xo, float[] dx, int dxo, float[] y, int yo) {
        VectorMask<Float> mask = SPECIES.indexInRange(0, channels);
        FloatVector largest = FloatVector.fromArray(SPECIES, x, xo, mask);
        FloatVector number = FloatVector.zero(SPECIES);
        for (int i = 0; i < run.rows(); i++) {
            int at = xo + i * run.xRow();
            for (int j = 0; j < run.columns(); j++) {
                FloatVector value = FloatVector.fromArray(SPECIES, x, at, mask);
                VectorMask<Float> larger = value.compare(VectorOperators.LE, largest).not()
                        .and(largest.compare(VectorOperators.EQ, largest));
                largest = largest.blend(value, larger);
                number = number.blend(i * run.columns() + j, larger);
                at += run.xColumn();
            }
        }
        FloatVector delta = FloatVector.fromArray(SPECIES, y, yo, mask);
        for (int i = 0; i < run.rows(); i++) {
            int at = dxo + i * run.xRow();
            for (int j = 0; j < run.columns(); j++) {
                VectorMask<Float> chosen = number.compare(VectorOperators.EQ, i * run.columns() + j);
                FloatVector.fromArray(SPECIES, dx, at, mask).add(delta, chosen).intoArray(dx, at, mask);
                at += run.xColumn();
            }
        }
    }

    @Override
    public void average(Run run, float divisor, float[] x, int xo, float[] y, int yo) {
        for (int c = 0; c < run.channels(); c += LANES) {
            VectorMask<Float> mask = SPECIES.indexInRange(c, run.channels());
            for (int p = 0; p < run.pixels(); p++) {
                FloatVector sum = FloatVector.zero(SPECIES);
                for (int i = 0; i < run.rows(); i++) {
                    int at = xo + c + p * run.x() + i * run.xRow();
                    for (int j = 0; j < run.columns(); j++) {
                        sum = FloatVector.fromArray(SPECIES, x, at, mask).add(sum);
                        at += run.xColumn();
                    }
                }
                sum.div(divisor).intoArray(y, yo + c + p * run.y(), mask);
            }
        }
    }

    @Override
    public void averageGradient(Run run, float divisor, float[] dx, int xo, float[] y, int yo) {
        for (int c = 0; c < run.channels(); c += LANES) {
            VectorMask<Float> mask = SPECIES.indexInRange(c, run.channels());
            for (int p = 0; p < run.pixels(); p++) {
                FloatVector share = FloatVector.fromArray(SPECIES, y, yo + c + p * run.y(), mask).div(divisor);
                for (int i = 0; i < run.rows(); i++) {
                    int at = xo + c + p * run.x() + i * run.xRow();
                    for (int j = 0; j < run.columns(); j++) {
                        FloatVector.fromArray(SPECIES, dx, at, mask).add(share).intoArray(dx, at, mask);
                        at += run.xColumn();
                    }
                }
            }
        }
    }

    @Override
    public void addSums(int[] first, int[] terms, int step, int length, float[] x, int xo, float[] y, int yo, int yRow) {
        for (int i = 0; i < length; i += LANES) {
            VectorMask<Float> mask = SPECIES.indexInRange(i, length);
            for (int row = 0; row < terms.length; row++) {
                if (terms[row] > 0) {
                    int from = xo + first[row] + i;
                    FloatVector sum = FloatVector.fromArray(SPECIES, x, from, mask);
                    for (int t = 1; t < terms[row]; t++) {
                        from += step;
                        sum = FloatVector.fromArray(SPECIES, x, from, mask).add(sum);
                    }
                    int to = yo + row * yRow + i;
                    FloatVector.fromArray(SPECIES, y, to, mask).add(sum).intoArray(y, to, mask);
                }
            }
        }
    }

    @Override
    public void addRows(int rows, int length, float[] x, int xo, int xRow, float[] y, int yo, int yRow) {
        for (int i = 0; i < length; i += LANES) {
            VectorMask<Float> mask = SPECIES.indexInRange(i, length);
            for (int row = 0; row < rows; row++) {
                int to = yo + row * yRow + i;
                FloatVector.fromArray(SPECIES, y, to, mask)
                        .add(FloatVector.fromArray(SPECIES, x, xo + row * xRow + i, mask)).intoArray(y, to, mask);
            }
        }
    }
}
