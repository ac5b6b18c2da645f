package org.madaline.kernels.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.madaline.kernels.spatial.WinogradLoops;
import org.madaline.kernels.spec.Clip;

/// Winograd's transforms: each vector holds neighbouring channels, whose number is a multiple of the lanes.
final class VectorWinogradLoops implements WinogradLoops {
    private static final VectorSpecies<Float> SPECIES = Lanes.FLOATS;
    private static final int LANES = Lanes.COUNT;

    @Override
    public void kernel(int channels, float[] g, int from, int tap, float[] u, int to, int step) {
        for (int c = 0; c < channels; c += LANES) {
            edgeRow(g, from + c, tap, u, to + c, step);
            innerRows(g, from + c, tap, u, to + c + 4 * step, step);
            edgeRow(g, from + c + 6 * tap, tap, u, to + c + 12 * step, step);
        }
    }

    /// The first or the last row of U, from that row of g.
    private static void edgeRow(float[] g, int from, int tap, float[] u, int to, int step) {
        FloatVector t0 = load(g, from);
        FloatVector t1 = load(g, from + tap);
        FloatVector t2 = load(g, from + 2 * tap);
        FloatVector outer = t0.add(t2);
        t0.intoArray(u, to);
        outer.add(t1).mul(0.5f).intoArray(u, to + step);
        outer.sub(t1).mul(0.5f).intoArray(u, to + 2 * step);
        t2.intoArray(u, to + 3 * step);
    }

    private static void innerRows(float[] g, int from, int tap, float[] u, int to, int step) {
        int middle = from + 3 * tap;
        int last = from + 6 * tap;
        FloatVector o0 = load(g, from).add(load(g, last));
        FloatVector o1 = load(g, from + tap).add(load(g, last + tap));
        FloatVector o2 = load(g, from + 2 * tap).add(load(g, last + 2 * tap));
        FloatVector m0 = load(g, middle);
        FloatVector m1 = load(g, middle + tap);
        FloatVector m2 = load(g, middle + 2 * tap);
        FloatVector s0 = o0.add(m0).mul(0.5f);
        FloatVector s1 = o1.add(m1).mul(0.5f);
        FloatVector s2 = o2.add(m2).mul(0.5f);
        FloatVector s = s0.add(s2);
        s0.intoArray(u, to);
        s.add(s1).mul(0.5f).intoArray(u, to + step);
        s.sub(s1).mul(0.5f).intoArray(u, to + 2 * step);
        s2.intoArray(u, to + 3 * step);
        FloatVector d0 = o0.sub(m0).mul(0.5f);
        FloatVector d1 = o1.sub(m1).mul(0.5f);
        FloatVector d2 = o2.sub(m2).mul(0.5f);
        FloatVector d = d0.add(d2);
        d0.intoArray(u, to + 4 * step);
        d.add(d1).mul(0.5f).intoArray(u, to + 5 * step);
        d.sub(d1).mul(0.5f).intoArray(u, to + 6 * step);
        d2.intoArray(u, to + 7 * step);
    }

    @Override
    public void input(int channels, float[] x, int xo, int xRow, int xColumn, float[] v, int vo, int vStep) {
        for (int c = 0; c < channels; c += LANES) {
            int x0 = xo + c;
            int x1 = x0 + xRow;
            int x2 = x1 + xRow;
            int x3 = x2 + xRow;
            difference(x, x0, x2, xColumn, v, vo + c, vStep);
            sum(x, x1, x2, xColumn, v, vo + c + 4 * vStep, vStep);
            difference(x, x2, x1, xColumn, v, vo + c + 8 * vStep, vStep);
            difference(x, x1, x3, xColumn, v, vo + c + 12 * vStep, vStep);
        }
    }

    private static FloatVector load(float[] x, int xo) {
        return FloatVector.fromArray(SPECIES, x, xo);
    }

    /// One row of V from the difference of two rows of d.
    private static void difference(float[] x, int a, int b, int step, float[] v, int vo, int vStep) {
        FloatVector t0 = load(x, a).sub(load(x, b));
        FloatVector t1 = load(x, a + step).sub(load(x, b + step));
        FloatVector t2 = load(x, a + 2 * step).sub(load(x, b + 2 * step));
        FloatVector t3 = load(x, a + 3 * step).sub(load(x, b + 3 * step));
        t0.sub(t2).intoArray(v, vo);
        t1.add(t2).intoArray(v, vo + vStep);
        t2.sub(t1).intoArray(v, vo + 2 * vStep);
        t1.sub(t3).intoArray(v, vo + 3 * vStep);
    }

    /// One row of V from the sum of two rows of d.
    private static void sum(float[] x, int a, int b, int step, float[] v, int vo, int vStep) {
        FloatVector t0 = load(x, a).add(load(x, b));
        FloatVector t1 = load(x, a + step).add(load(x, b + step));
        FloatVector t2 = load(x, a + 2 * step).add(load(x, b + 2 * step));
        FloatVector t3 = load(x, a + 3 * step).add(load(x, b + 3 * step));
        t0.sub(t2).intoArray(v, vo);
        t1.add(t2).intoArray(v, vo + vStep);
        t2.sub(t1).intoArray(v, vo + 2 * vStep);
        t1.sub(t3).intoArray(v, vo + 3 * vStep);
    }

    @Override
    public void output(int channels, float[] m, int mo, int mStep, float[] bias, int biasOffset, Clip clip,
            int rows, int columns, float[] y, int yo, int yRow, int yColumn) {
        for (int c = 0; c < channels; c += LANES) {
            upper(m, mo + c, mStep, columns, y, yo + c, yColumn);
            if (rows > 1) {
                lower(m, mo + c, mStep, columns, y, yo + yRow + c, yColumn);
            }
        }
        if (bias != null || clip.clips()) {
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    finish(channels, bias, biasOffset, clip, y, yo + i * yRow + j * yColumn);
                }
            }
        }
    }

    private static void upper(float[] m, int mo, int step, int columns, float[] y, int yo, int yColumn) {
        FloatVector s0 = load(m, mo).add(load(m, mo + 4 * step)).add(load(m, mo + 8 * step));
        FloatVector s1 = load(m, mo + step).add(load(m, mo + 5 * step)).add(load(m, mo + 9 * step));
        FloatVector s2 = load(m, mo + 2 * step).add(load(m, mo + 6 * step)).add(load(m, mo + 10 * step));
        FloatVector s3 = load(m, mo + 3 * step).add(load(m, mo + 7 * step)).add(load(m, mo + 11 * step));
        s0.add(s1).add(s2).intoArray(y, yo);
        if (columns > 1) {
            s1.sub(s2).sub(s3).intoArray(y, yo + yColumn);
        }
    }

    private static void lower(float[] m, int mo, int step, int columns, float[] y, int yo, int yColumn) {
        FloatVector s0 = load(m, mo + 4 * step).sub(load(m, mo + 8 * step)).sub(load(m, mo + 12 * step));
        FloatVector s1 = load(m, mo + 5 * step).sub(load(m, mo + 9 * step)).sub(load(m, mo + 13 * step));
        FloatVector s2 = load(m, mo + 6 * step).sub(load(m, mo + 10 * step)).sub(load(m, mo + 14 * step));
        FloatVector s3 = load(m, mo + 7 * step).sub(load(m, mo + 11 * step)).sub(load(m, mo + 15 * step));
        s0.add(s1).add(s2).intoArray(y, yo);
        if (columns > 1) {
            s1.sub(s2).sub(s3).intoArray(y, yo + yColumn);
        }
    }

    private static void finish(int channels, float[] bias, int biasOffset, Clip clip, float[] y, int yo) {
        for (int c = 0; c < channels; c += LANES) {
            FloatVector sum = load(y, yo + c);
            sum = bias == null ? sum : sum.add(load(bias, biasOffset + c));
            if (clip.clips()) {
                sum = sum.blend(0, sum.compare(VectorOperators.LE, 0));
                sum = sum.blend(clip.most(), sum.compare(VectorOperators.GT, clip.most()));
            }
            sum.intoArray(y, yo + c);
        }
    }

    @Override
    public void gradient(int channels, float[] delta, int from, int row, int column, float[] d, int to, int step) {
        for (int c = 0; c < channels; c += LANES) {
            FloatVector a0 = load(delta, from + c);
            FloatVector a1 = load(delta, from + c + column);
            FloatVector b0 = load(delta, from + c + row);
            FloatVector b1 = load(delta, from + c + row + column);
            int p = to + c;
            a0.intoArray(d, p);
            a0.add(a1).intoArray(d, p + step);
            a0.sub(a1).intoArray(d, p + 2 * step);
            a1.neg().intoArray(d, p + 3 * step);
            FloatVector s0 = a0.add(b0);
            FloatVector s1 = a1.add(b1);
            s0.intoArray(d, p + 4 * step);
            s0.add(s1).intoArray(d, p + 5 * step);
            s0.sub(s1).intoArray(d, p + 6 * step);
            s1.neg().intoArray(d, p + 7 * step);
            FloatVector t0 = a0.sub(b0);
            FloatVector t1 = a1.sub(b1);
            t0.intoArray(d, p + 8 * step);
            t0.add(t1).intoArray(d, p + 9 * step);
            t0.sub(t1).intoArray(d, p + 10 * step);
            t1.neg().intoArray(d, p + 11 * step);
            FloatVector n0 = b0.neg();
            FloatVector n1 = b1.neg();
            n0.intoArray(d, p + 12 * step);
            n0.add(n1).intoArray(d, p + 13 * step);
            n0.sub(n1).intoArray(d, p + 14 * step);
            n1.neg().intoArray(d, p + 15 * step);
        }
    }

    @Override
    public void weights(int channels, float[] m, int mo, int mStep, float[] g, int to, int step) {
        for (int c = 0; c < channels; c += LANES) {
            outerRow(m, mo + c, mo + c, mStep, g, to + c, step);
            middleRow(m, mo + c + 4 * mStep, mStep, g, to + c + 3 * step, step);
            outerRow(m, mo + c + 12 * mStep, mo + c, mStep, g, to + c + 6 * step, step);
        }
    }

    /// The first or the last row of g: `edge` is where the row of M lies that is added to the mean of the two in the middle.
    private static void outerRow(float[] m, int edge, int mo, int step, float[] g, int to, int gStep) {
        int p = mo + 4 * step;
        int q = mo + 8 * step;
        FloatVector t0 = load(m, edge).add(load(m, p).add(load(m, q)).mul(0.5f));
        FloatVector t1 = load(m, edge + step).add(load(m, p + step).add(load(m, q + step)).mul(0.5f));
        FloatVector t2 = load(m, edge + 2 * step).add(load(m, p + 2 * step).add(load(m, q + 2 * step)).mul(0.5f));
        FloatVector t3 = load(m, edge + 3 * step).add(load(m, p + 3 * step).add(load(m, q + 3 * step)).mul(0.5f));
        FloatVector half = t1.add(t2).mul(0.5f);
        t0.add(half).intoArray(g, to);
        t1.sub(t2).mul(0.5f).intoArray(g, to + gStep);
        half.add(t3).intoArray(g, to + 2 * gStep);
    }

    private static void middleRow(float[] m, int mo, int step, float[] g, int to, int gStep) {
        int q = mo + 4 * step;
        FloatVector t0 = load(m, mo).sub(load(m, q)).mul(0.5f);
        FloatVector t1 = load(m, mo + step).sub(load(m, q + step)).mul(0.5f);
        FloatVector t2 = load(m, mo + 2 * step).sub(load(m, q + 2 * step)).mul(0.5f);
        FloatVector t3 = load(m, mo + 3 * step).sub(load(m, q + 3 * step)).mul(0.5f);
        FloatVector half = t1.add(t2).mul(0.5f);
        t0.add(half).intoArray(g, to);
        t1.sub(t2).mul(0.5f).intoArray(g, to + gStep);
        half.add(t3).intoArray(g, to + 2 * gStep);
    }
}
