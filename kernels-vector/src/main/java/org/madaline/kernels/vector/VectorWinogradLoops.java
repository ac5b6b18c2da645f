package org.madaline.kernels.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.madaline.kernels.spatial.WinogradLoops;

/// Winograd's transforms: each vector holds neighbouring channels, whose number is a multiple of the lanes.
final class VectorWinogradLoops implements WinogradLoops {
    private static final VectorSpecies<Float> SPECIES = Lanes.FLOATS;
    private static final int LANES = Lanes.COUNT;

    @Override
    public void input(int channels, float[] x, int xo, int xRow, float[] v, int vo, int vStep) {
        for (int c = 0; c < channels; c += LANES) {
            inputVector(channels, x, xo + c, xRow, v, vo + c, vStep);
        }
    }

    private static FloatVector load(float[] x, int xo) {
        return FloatVector.fromArray(SPECIES, x, xo);
    }

    private static void inputVector(int channels, float[] x, int x0, int xRow, float[] v, int vo, int vStep) {
        int x1 = x0 + xRow;
        int x2 = x1 + xRow;
        int x3 = x2 + xRow;
        inputRow(load(x, x0).sub(load(x, x2)), load(x, x0 + channels).sub(load(x, x2 + channels)),
                load(x, x0 + 2 * channels).sub(load(x, x2 + 2 * channels)),
                load(x, x0 + 3 * channels).sub(load(x, x2 + 3 * channels)), v, vo, vStep);
        inputRow(load(x, x1).add(load(x, x2)), load(x, x1 + channels).add(load(x, x2 + channels)),
                load(x, x1 + 2 * channels).add(load(x, x2 + 2 * channels)),
                load(x, x1 + 3 * channels).add(load(x, x2 + 3 * channels)), v, vo + 4 * vStep, vStep);
        inputRow(load(x, x2).sub(load(x, x1)), load(x, x2 + channels).sub(load(x, x1 + channels)),
                load(x, x2 + 2 * channels).sub(load(x, x1 + 2 * channels)),
                load(x, x2 + 3 * channels).sub(load(x, x1 + 3 * channels)), v, vo + 8 * vStep, vStep);
        inputRow(load(x, x1).sub(load(x, x3)), load(x, x1 + channels).sub(load(x, x3 + channels)),
                load(x, x1 + 2 * channels).sub(load(x, x3 + 2 * channels)),
                load(x, x1 + 3 * channels).sub(load(x, x3 + 3 * channels)), v, vo + 12 * vStep, vStep);
    }

    private static void inputRow(FloatVector t0, FloatVector t1, FloatVector t2, FloatVector t3,
            float[] v, int vo, int vStep) {
        t0.sub(t2).intoArray(v, vo);
        t1.add(t2).intoArray(v, vo + vStep);
        t2.sub(t1).intoArray(v, vo + 2 * vStep);
        t1.sub(t3).intoArray(v, vo + 3 * vStep);
    }

    @Override
    public void output(int channels, float[] m, int mo, int mStep, float[] bias, int biasOffset, boolean relu,
            int rows, int columns, float[] y, int yo, int yRow, int yColumn) {
        for (int c = 0; c < channels; c += LANES) {
            FloatVector b = bias == null ? null : load(bias, biasOffset + c);
            int first = mo + c;
            outputRow(upper(m, first, mStep), upper(m, first + mStep, mStep), upper(m, first + 2 * mStep, mStep),
                    upper(m, first + 3 * mStep, mStep), b, relu, columns, y, yo + c, yColumn);
            if (rows > 1) {
                outputRow(lower(m, first, mStep), lower(m, first + mStep, mStep), lower(m, first + 2 * mStep, mStep),
                        lower(m, first + 3 * mStep, mStep), b, relu, columns, y, yo + yRow + c, yColumn);
            }
        }
    }

    private static FloatVector upper(float[] m, int mo, int mStep) {
        return load(m, mo).add(load(m, mo + 4 * mStep)).add(load(m, mo + 8 * mStep));
    }

    private static FloatVector lower(float[] m, int mo, int mStep) {
        return load(m, mo + 4 * mStep).sub(load(m, mo + 8 * mStep)).sub(load(m, mo + 12 * mStep));
    }

    private static void outputRow(FloatVector s0, FloatVector s1, FloatVector s2, FloatVector s3, FloatVector bias,
            boolean relu, int columns, float[] y, int yo, int yColumn) {
        store(s0.add(s1).add(s2), bias, relu, y, yo);
        if (columns > 1) {
            store(s1.sub(s2).sub(s3), bias, relu, y, yo + yColumn);
        }
    }

    private static void store(FloatVector sum, FloatVector bias, boolean relu, float[] y, int yo) {
        FloatVector biased = bias == null ? sum : sum.add(bias);
        (relu ? biased.max(0) : biased).intoArray(y, yo);
    }
}
