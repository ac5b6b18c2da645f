package org.madaline.kernels.vector;

import static org.madaline.kernels.vector.Lanes.COUNT;
import static org.madaline.kernels.vector.Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import org.madaline.kernels.CounterRandom;

/// The uniform numbers of [CounterRandom] on vectors.
final class VectorRandom {
    private VectorRandom() {}

    /// y\[i] = uniform number `index` + i of the stream; `n` is a multiple of the lanes.
    static void uniform(long stream, int index, float[] y, int yo, int n) {
        IntVector spread = IntVector.zero(Lanes.INTS).addIndex(1).mul(CounterRandom.SPREAD);
        for (int i = 0; i < n; i += COUNT) {
            IntVector x = spread.add((index + i) * CounterRandom.SPREAD + (int) stream);
            x = x.lanewise(VectorOperators.XOR, x.lanewise(VectorOperators.LSHR, 16)).mul(CounterRandom.MIX_1);
            x = x.lanewise(VectorOperators.XOR, x.lanewise(VectorOperators.LSHR, 15)).add((int) (stream >>> 32));
            x = x.mul(CounterRandom.MIX_2);
            x = x.lanewise(VectorOperators.XOR, x.lanewise(VectorOperators.LSHR, 15));
            x = x.lanewise(VectorOperators.LSHR, 8);
            FloatVector u = (FloatVector) x.convertShape(VectorOperators.I2F, FLOATS, 0);
            u.mul(CounterRandom.UNIT).intoArray(y, yo + i);
        }
    }
}
