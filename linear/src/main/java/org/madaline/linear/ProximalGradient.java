package org.madaline.linear;

/// The accelerated proximal gradient method (Beck and Teboulle 2009, FISTA) with a step size found by backtracking and
/// a restart whenever momentum points uphill (O'Donoghue and Candès 2015): no matrix, exact zeros, any size.
///
/// @param maxIterations most steps; default 20,000
/// @param tolerance ends where the violation of the optimality conditions is at most this; default 10⁻⁸
public record ProximalGradient(int maxIterations, double tolerance) implements Solver {

    /// Checks its components.
    ///
    /// @throws IllegalArgumentException if a bound is negative
    public ProximalGradient {
        Solver.requireSettings(maxIterations, tolerance);
    }

    /// The default settings.
    public ProximalGradient() {
        this(20_000, 1e-8);
    }

    @Override
    public Minimum minimize(Objective f, double[] start) {
        double[] x = start.clone();
        double[] y = x;
        double[] gradient = new double[x.length];
        double[] trialGradient = new double[x.length];
        double value = f.evaluate(y, gradient);
        int evaluations = 1;
        double lipschitz = 1;
        double momentum = 1;
        int iteration = 0;
        boolean done = f.residual(x, gradient) <= tolerance;
        for (; iteration < maxIterations && !done; iteration++) {
            double[] next = step(f, y, gradient, lipschitz);
            double nextValue = f.evaluate(next, trialGradient);
            evaluations++;
            while (!belowModel(f, value, gradient, y, next, nextValue, lipschitz)) {
                lipschitz *= 2;
                next = step(f, y, gradient, lipschitz);
                nextValue = f.evaluate(next, trialGradient);
                evaluations++;
            }
            done = f.residual(next, trialGradient) <= tolerance;
            double[] moved = Vectors.plus(next, -1, x);
            double uphill = Vectors.dot(Vectors.plus(y, -1, next), moved);
            double nextMomentum = uphill > 0 ? 1 : (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
            double[] ahead = uphill > 0 ? next : Vectors.plus(next, (momentum - 1) / nextMomentum, moved);
            momentum = nextMomentum;
            x = next;
            y = ahead;
            lipschitz *= 0.9;
            if (!done) {
                value = f.evaluate(y, gradient);
                evaluations++;
            }
        }
        value = f.evaluate(x, gradient) + f.l1Value(x);
        return Minimum.at(f, x, value, gradient, iteration, evaluations + 1, tolerance,
                "the " + maxIterations + " iterations allowed were used up");
    }

    private static double[] step(Objective f, double[] y, double[] gradient, double lipschitz) {
        double[] next = new double[y.length];
        for (int j = 0; j < y.length; j++) {
            next[j] = ProximalNewton.softThreshold(y[j] - gradient[j] / lipschitz, f.l1(j) / lipschitz);
        }
        return next;
    }

    /// Whether f at `next` is at most its quadratic model f(y) + gᵀd + L/2 |d|², up to rounding.
    private static boolean belowModel(
            Objective f, double value, double[] gradient, double[] y, double[] next, double nextValue, double lipschitz) {
        double[] d = Vectors.plus(next, -1, y);
        double model = value + Vectors.dot(gradient, d) + lipschitz / 2 * Vectors.dot(d, d);
        return nextValue <= model + f.noise(value) || lipschitz > 1e15;
    }
}
