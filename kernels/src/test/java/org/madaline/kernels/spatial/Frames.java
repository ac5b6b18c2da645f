package org.madaline.kernels.spatial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.madaline.kernels.Slice;

/// Operands inside a larger array of NaN: reading outside poisons the result, writing outside is seen.
public final class Frames {
    private static final int BEFORE = 5;
    private static final int AFTER = 3;

    private Frames() {}

    /// `length` numbers in [-1, 1).
    public static float[] random(RandomGenerator random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = random.nextFloat() * 2 - 1;
        }
        return values;
    }

    /// A place for `length` floats.
    public static Slice framed(int length) {
        float[] array = new float[BEFORE + length + AFTER];
        Arrays.fill(array, Float.NaN);
        return new Slice(array, BEFORE);
    }

    /// The values in a frame.
    public static Slice framed(float[] values) {
        Slice slice = framed(values.length);
        System.arraycopy(values, 0, slice.array(), BEFORE, values.length);
        return slice;
    }

    /// @throws AssertionError if something was written around the frame
    public static void checkFrame(Slice slice, int length, String what) {
        for (int i = 0; i < slice.array().length; i++) {
            if (i < slice.offset() || i >= slice.offset() + length) {
                assertThat(slice.array()[i]).as(what + " must not write at " + (i - slice.offset())).isNaN();
            }
        }
    }
}
