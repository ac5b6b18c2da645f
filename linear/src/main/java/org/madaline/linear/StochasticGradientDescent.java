package org.madaline.linear;

import org.madaline.kernels.CounterRandom;

/// Stochastic gradient descent: each step follows the gradient of a few examples, in a new random order each epoch.
///
/// The rate of epoch e = 0, 1, ... is rate / (1 + decay e). The result is the average of the points of the last half
/// of the epochs (Polyak and Ruppert), whose noise is smaller than the last point's.
///
/// @param rate the first learning rate
/// @param decay how fast the rate falls
/// @param epochs passes over the data
/// @param batch examples a step; the last step of an epoch takes what is left
/// @param seed of the order of examples: the same seed gives the same result
/// @param tolerance for `converged` only: the largest component of the full gradient at the end
public record StochasticGradientDescent(double rate, double decay, int epochs, int batch, long seed, double tolerance)
        implements Solver {

    /// Checks its components.
    ///
    /// @throws IllegalArgumentException if the rate is not above 0, the decay is negative or a batch is empty
    public StochasticGradientDescent {
        Solver.requireSettings(epochs, tolerance);
        if (!(rate > 0) || Double.isInfinite(rate) || !(decay >= 0) || batch < 1) {
            throw new IllegalArgumentException("stochastic gradient descent needs rate > 0, decay >= 0 and batch >= 1, "
                    + "not " + rate + ", " + decay + " and " + batch);
        }
    }

    @Override
    public Minimum minimize(Objective objective, double[] start) {
        Solver.requireSmooth(objective, "Stochastic gradient descent");
        if (!(objective instanceof Objective.Sampled f)) {
            throw new IllegalArgumentException("stochastic gradient descent needs an objective that is a mean over "
                    + "examples");
        }
        double[] x = start.clone();
        double[] gradient = new double[x.length];
        double[] average = new double[x.length];
        int averaged = 0;
        int steps = 0;
        long key = CounterRandom.key(seed, "sgd");
        for (int epoch = 0; epoch < epochs; epoch++) {
            int[] order = CounterRandom.permutation(key, epoch, f.examples());
            double step = rate / (1 + decay * epoch);
            for (int from = 0; from < order.length; from += batch) {
                f.evaluate(x, order, from, Math.min(order.length, from + batch), gradient);
                Vectors.add(x, -step, gradient);
                steps++;
                if (epoch >= epochs / 2) {
                    averaged++;
                    Vectors.add(average, 1.0 / averaged, Vectors.plus(x, -1, average));
                }
            }
        }
        double[] result = averaged > 0 ? average : x;
        double value = f.evaluate(result, gradient);
        return Minimum.at(f, result, value, gradient, steps, steps + 1, tolerance,
                Double.isFinite(value) ? "all epochs are done" : "it diverged: use a smaller rate");
    }
}
