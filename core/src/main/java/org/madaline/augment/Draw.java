package org.madaline.augment;

import org.madaline.kernels.CounterRandom;

/// The random numbers for one example in one epoch: a function of the key, the epoch and the example's index, and not of
/// the thread that draws, nor of what was drawn for other examples.
public final class Draw {
    private final long stream;
    private int next;

    /// The random numbers of one example in one epoch, from the first.
    ///
    /// @param key of the purpose, from [CounterRandom#key(long, String)]
    /// @param epoch from 0
    /// @param index of the example
    public Draw(long key, int epoch, int index) {
        stream = CounterRandom.stream(CounterRandom.key(key, epoch), index);
    }

    private int bits() {
        return CounterRandom.bits(stream, next++);
    }

    /// Uniform in [0, 1).
    ///
    /// @return a multiple of 2⁻²⁴
    public float uniform() {
        return (bits() >>> 8) * CounterRandom.UNIT;
    }

    /// Uniform between two numbers.
    ///
    /// @param low the least number
    /// @param high above all numbers
    /// @return one of them
    public double uniform(double low, double high) {
        return low + (high - low) * uniform();
    }

    /// Whether something of this probability happens.
    ///
    /// @param probability from 0, never, to 1, always
    /// @return whether
    public boolean happens(double probability) {
        return uniform() < probability;
    }

    /// Uniform among 0 ... bound - 1.
    ///
    /// @param bound at least 1
    /// @return a whole number
    public int below(int bound) {
        return (int) ((bits() & 0xFFFFFFFFL) * bound >>> 32);
    }

    /// Standard normal, by the method of Box and Muller.
    ///
    /// @return a number of mean 0 and variance 1
    public double normal() {
        double radius = ((bits() >>> 8) + 1) * 0x1p-24;
        return StrictMath.sqrt(-2 * StrictMath.log(radius)) * StrictMath.cos(2 * Math.PI * uniform());
    }

    /// Beta distributed with both parameters `alpha`: X / (X + Y) for two gamma distributed X and Y.
    ///
    /// @param alpha above 0; below 1 most numbers are near 0 or 1
    /// @return a number in [0, 1]
    public double beta(double alpha) {
        double x = gamma(alpha);
        double y = gamma(alpha);
        // Both may be as good as 0 for a small alpha; the distribution then has its mass at 0 and 1.
        return x + y > 0 ? x / (x + y) : below(2);
    }

    /// Gamma distributed with scale 1 (Marsaglia and Tsang 2000); for shapes below 1 with their boost.
    private double gamma(double shape) {
        if (shape < 1) {
            double u = 1 - uniform();
            return gamma(shape + 1) * StrictMath.pow(u, 1 / shape);
        }
        double d = shape - 1.0 / 3;
        double c = 1 / StrictMath.sqrt(9 * d);
        while (true) {
            double x = normal();
            double v = 1 + c * x;
            if (v > 0) {
                double cube = v * v * v;
                if (StrictMath.log(1 - uniform()) < 0.5 * x * x + d - d * cube + d * StrictMath.log(cube)) {
                    return d * cube;
                }
            }
        }
    }
}
