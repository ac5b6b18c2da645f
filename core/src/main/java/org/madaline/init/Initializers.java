package org.madaline.init;

import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

/// The usual first values. Fans follow PyTorch: for a weight `[out, in, ...]`, fan-in is the product of all axes but
/// the first, fan-out that of all but the second.
public enum Initializers implements Initializer {
    ZEROS,
    ONES,
    /// Normal with variance 2 / fan-in, for ReLU (He et al. 2015)
    HE_NORMAL;

    @Override
    public Tensor initialize(Shape shape, long key) {
        float[] values = new float[shape.size()];
        double deviation = Math.sqrt(2.0 / Math.max(1, fanIn(shape)));
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (this) {
                case ZEROS -> 0;
                case ONES -> 1;
                case HE_NORMAL -> (float) (deviation * org.madaline.kernels.CounterRandom.normal(key, 0, i));
            };
        }
        return Tensor.wrap(shape, values);
    }

    static int fanIn(Shape shape) {
        return shape.rank() < 2 ? shape.size() : shape.size() / shape.dim(0);
    }
}
