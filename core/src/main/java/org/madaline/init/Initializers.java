package org.madaline.init;

import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

/// The usual first values. Fans follow PyTorch: for a weight `[out, in, ...]`, fan-in is the product of all axes but
/// the first, fan-out that of all but the second.
///
/// Each element is a function of the key and its index alone, the same on every machine.
public enum Initializers implements Initializer {
    /// 0 everywhere, for biases
    ZEROS(shape -> Fill.constant(0)),
    /// 1 everywhere, for the factors of normalizations
    ONES(shape -> Fill.constant(1)),
    /// Normal with variance 2 / (fan-in + fan-out), for sigmoid and tanh (Glorot and Bengio 2010)
    GLOROT_NORMAL(shape -> Fill.normal(0, StrictMath.sqrt(2.0 / (fanIn(shape) + fanOut(shape))))),
    /// Uniform with variance 2 / (fan-in + fan-out)
    GLOROT_UNIFORM(shape -> Fill.centered(2.0 / (fanIn(shape) + fanOut(shape)))),
    /// Normal with variance 2 / fan-in, for ReLU (He et al. 2015)
    HE_NORMAL(shape -> Fill.normal(0, StrictMath.sqrt(2.0 / fanIn(shape)))),
    /// Uniform with variance 2 / fan-in
    HE_UNIFORM(shape -> Fill.centered(2.0 / fanIn(shape))),
    /// Normal with variance 2 / fan-out, as residual networks start
    HE_NORMAL_OUT(shape -> Fill.normal(0, StrictMath.sqrt(2.0 / fanOut(shape)))),
    /// Normal with variance 1 / fan-in, for SELU (LeCun et al. 1998)
    LECUN_NORMAL(shape -> Fill.normal(0, StrictMath.sqrt(1.0 / fanIn(shape)))),
    /// Uniform with variance 1 / fan-in
    LECUN_UNIFORM(shape -> Fill.centered(1.0 / fanIn(shape)));

    private final java.util.function.Function<Shape, Fill> fill;

    Initializers(java.util.function.Function<Shape, Fill> fill) {
        this.fill = fill;
    }

    @Override
    public Tensor initialize(Shape shape, long key) {
        return fill.apply(shape).initialize(shape, key);
    }

    /// The same value everywhere.
    ///
    /// @param value rounded to single precision
    /// @return the initializer
    public static Initializer constant(double value) {
        return Fill.constant(value);
    }

    /// Normal numbers.
    ///
    /// @param mean of the distribution
    /// @param deviation the standard deviation
    /// @return the initializer
    public static Initializer normal(double mean, double deviation) {
        return Fill.normal(mean, deviation);
    }

    /// Uniform numbers in [low, high).
    ///
    /// @param low the least value
    /// @param high above all values
    /// @return the initializer
    public static Initializer uniform(double low, double high) {
        return Fill.uniform(low, high);
    }

    /// Normal numbers no further than `bound` standard deviations from the mean.
    ///
    /// @param mean of the normal distribution that is cut
    /// @param deviation its standard deviation before it is cut
    /// @param bound in standard deviations, usually 2
    /// @return the initializer
    public static Initializer truncatedNormal(double mean, double deviation, double bound) {
        return new TruncatedNormal(mean, deviation, bound);
    }

    /// A weight `[out, in, ...]` whose rows, or columns if there are fewer, are orthogonal and of length `gain`
    /// (Saxe et al. 2014).
    ///
    /// @param gain the length of rows or columns; 1 for linear layers, √2 for ReLU
    /// @return the initializer
    public static Initializer orthogonal(double gain) {
        return new Orthogonal(gain);
    }

    /// The inputs of one output, at least 1.
    ///
    /// @param shape of a weight `[out, in, ...]`
    /// @return in times the size of the kernel; for a vector its length
    public static int fanIn(Shape shape) {
        return Math.max(1, shape.rank() < 2 ? shape.size() : shape.size() / Math.max(1, shape.dim(0)));
    }

    /// The outputs of one input, at least 1.
    ///
    /// @param shape of a weight `[out, in, ...]`
    /// @return out times the size of the kernel; for a vector its length
    public static int fanOut(Shape shape) {
        return Math.max(1, shape.rank() < 2 ? shape.size() : shape.size() / Math.max(1, shape.dim(1)));
    }
}
