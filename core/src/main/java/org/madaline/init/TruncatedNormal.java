package org.madaline.init;

import org.madaline.kernels.CounterRandom;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

/// Normal numbers, drawn again while they lie further than `bound` standard deviations from the mean.
record TruncatedNormal(double mean, double deviation, double bound) implements Initializer {
    /// @throws IllegalArgumentException if a setting is impossible
    TruncatedNormal {
        if (!Double.isFinite(mean) || !(deviation >= 0) || Double.isInfinite(deviation) || !(bound >= 0.1)) {
            throw new IllegalArgumentException("a truncated normal distribution needs a finite mean, a deviation of at least 0 "
                    + "and a bound of at least 0.1 deviations, not " + mean + ", " + deviation + " and " + bound);
        }
    }

    @Override
    public Tensor initialize(Shape shape, long key) {
        float[] values = new float[shape.size()];
        for (int i = 0; i < values.length; i++) {
            double r = CounterRandom.normal(key, 0, i);
            for (int attempt = 1; Math.abs(r) > bound; attempt++) {
                r = CounterRandom.normal(key, attempt, i);
            }
            values[i] = (float) (mean + deviation * r);
        }
        return Tensor.wrap(shape, values);
    }
}
