package org.madaline.linear;

/// Gradient descent: θ ← θ - η ∇f(θ).
///
/// Where a step would raise f, the rate η is halved for that step and all later ones.
///
/// @param rate the first learning rate η
/// @param maxIterations most steps
/// @param tolerance ends where the largest component of the gradient is at most this
public record GradientDescent(double rate, int maxIterations, double tolerance) implements Solver {

    /// Checks its components.
    ///
    /// @throws IllegalArgumentException if the rate is not above 0, or a bound is negative
    public GradientDescent {
        Solver.requireSettings(maxIterations, tolerance);
        if (!(rate > 0) || Double.isInfinite(rate)) {
            throw new IllegalArgumentException("gradient descent needs a finite rate above 0, not " + rate);
        }
    }

    @Override
    public Minimum minimize(Objective f, double[] start) {
        Solver.requireSmooth(f, "Gradient descent");
        double[] x = start.clone();
        double[] gradient = new double[x.length];
        double value = f.evaluate(x, gradient);
        int evaluations = 1;
        double step = rate;
        int iteration = 0;
        String reason = "the " + maxIterations + " iterations allowed were used up";
        while (iteration < maxIterations && !(Vectors.normInf(gradient) <= tolerance)) {
            double[] next = Vectors.plus(x, -step, gradient);
            double[] nextGradient = new double[x.length];
            double nextValue = f.evaluate(next, nextGradient);
            evaluations++;
            if (nextValue <= value + f.noise(value)) {
                x = next;
                value = nextValue;
                gradient = nextGradient;
                iteration++;
            } else if (step < 1e-18 * rate) {
                reason = Minimum.STUCK;
                break;
            } else {
                step /= 2;
            }
        }
        return Minimum.at(f, x, value, gradient, iteration, evaluations, tolerance, reason);
    }
}
