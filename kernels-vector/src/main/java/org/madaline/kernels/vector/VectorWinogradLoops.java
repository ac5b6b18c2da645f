package org.madaline.kernels.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.madaline.kernels.Clip;
import org.madaline.kernels.spatial.WinogradLoops;

/// Winograd's transforms: each vector holds neighbouring channels, whose number is a multiple of the lanes.
final class VectorWinogradLoops implements WinogradLoops {
    private static final VectorSpecies<Float> SPECIES = Lanes.FLOATS;
    private static final int LANES = Lanes.COUNT;

    @Override
    public void input(int channels, float[] x, int xo, int xRow, float[] v, int vo, int vStep) {
        for (int c = 0; c < channels; c += LANES) {
            int x0 = xo + c;
            int x1 = x0 + xRow;
            int x2 = x1 + xRow;
            int x3 = x2 + xRow;
            difference(x, x0, x2, channels, v, vo + c, vStep);
            sum(x, x1, x2, channels, v, vo + c + 4 * vStep, vStep);
            difference(x, x2, x1, channels, v, vo + c + 8 * vStep, vStep);
            difference(x, x1, x3, channels, v, vo + c + 12 * vStep, vStep);
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
}
