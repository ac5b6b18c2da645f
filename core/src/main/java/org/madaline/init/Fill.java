package org.madaline.init;

import org.madaline.kernels.CounterRandom;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

/// Independent elements a + b r, where r is constant, uniform in [0, 1) or normal.
record Fill(Kind kind, double a, double b) implements Initializer {
    enum Kind {
        CONSTANT,
        UNIFORM,
        NORMAL
    }

    /// @throws IllegalArgumentException if a setting is not finite
    Fill {
        if (!Double.isFinite(a) || !Double.isFinite(b)) {
            throw new IllegalArgumentException("the settings of an initializer are finite numbers, not " + a + " and " + b);
        }
    }

    static Fill constant(double value) {
        return new Fill(Kind.CONSTANT, value, 0);
    }

    static Fill normal(double mean, double deviation) {
        if (!(deviation >= 0)) {
            throw new IllegalArgumentException("a standard deviation is at least 0, not " + deviation);
        }
        return new Fill(Kind.NORMAL, mean, deviation);
    }

    static Fill uniform(double low, double high) {
        if (!(low <= high)) {
            throw new IllegalArgumentException("uniform numbers need low <= high, not " + low + " and " + high);
        }
        return new Fill(Kind.UNIFORM, low, high - low);
    }

    /// Uniform around 0 with the given variance.
    static Fill centered(double variance) {
        double bound = StrictMath.sqrt(3 * variance);
        return uniform(-bound, bound);
    }

    @Override
    public Tensor initialize(Shape shape, long key) {
        float[] values = new float[shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (a + b * switch (kind) {
                case CONSTANT -> 0;
                case UNIFORM -> CounterRandom.uniform(key, 0, i);
                case NORMAL -> CounterRandom.normal(key, 0, i);
            });
        }
        return Tensor.wrap(shape, values);
    }
}
