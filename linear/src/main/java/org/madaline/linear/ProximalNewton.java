package org.madaline.linear;

/// Newton's method for objectives with an l1 penalty: each step minimizes the quadratic model of f plus the penalty,
/// coordinate by coordinate, each of which has the closed form of soft thresholding; coordinates that the penalty
/// holds at zero are exactly zero (Friedman, Hastie and Tibshirani 2010; Yuan, Ho and Lin 2012).
///
/// @param maxIterations most steps; default 200
/// @param tolerance ends where the violation of the optimality conditions is at most this; default 10⁻¹¹
public record ProximalNewton(int maxIterations, double tolerance) implements Solver {
    private static final int MOST_SWEEPS = 2000;

    /// Checks its components.
    ///
    /// @throws IllegalArgumentException if a bound is negative
    public ProximalNewton {
        Solver.requireSettings(maxIterations, tolerance);
    }

    /// The default settings.
    public ProximalNewton() {
        this(200, 1e-11);
    }

    @Override
    public Minimum minimize(Objective objective, double[] start) {
        if (!(objective instanceof Objective.TwiceDifferentiable f)) {
            throw new IllegalArgumentException("the proximal Newton method needs second derivatives; "
                    + "use ProximalGradient");
        }
        double[] x = start.clone();
        double[] gradient = new double[x.length];
        double value = f.evaluate(x, gradient) + f.l1Value(x);
        int evaluations = 1;
        String reason = "the " + maxIterations + " iterations allowed were used up";
        int iteration = 0;
        for (; iteration < maxIterations; iteration++) {
            double residual = f.residual(x, gradient);
            if (residual <= tolerance) {
                break;
            }
            double[] target = minimizeModel(f, x, gradient, residual);
            double[] d = Vectors.plus(target, -1, x);
            double decrease = Vectors.dot(gradient, d) + f.l1Value(target) - f.l1Value(x);
            double noise = f.noise(value);
            double[] next = null;
            double[] nextGradient = new double[x.length];
            double nextValue = value;
            for (double t = 1; t > 1e-10 && next == null; t /= 2) {
                double[] trial = t == 1 ? target : Vectors.plus(x, t, d);
                nextValue = f.evaluate(trial, nextGradient) + f.l1Value(trial);
                evaluations++;
                boolean lower = nextValue <= value + 1e-4 * t * decrease;
                boolean level = nextValue <= value + noise && f.residual(trial, nextGradient) < residual;
                next = lower || level ? trial : null;
            }
            if (next == null) {
                reason = Minimum.STUCK;
                break;
            }
            x = next;
            value = nextValue;
            gradient = nextGradient;
        }
        return Minimum.at(f, x, value, gradient, iteration, evaluations, tolerance, reason);
    }

    /// Minimizes gᵀd + ½ dᵀH d + Σ l1(j) |xⱼ + dⱼ| over d by cyclic coordinate descent; returns x + d.
    private static double[] minimizeModel(
            Objective.TwiceDifferentiable f, double[] x, double[] gradient, double residual) {
        int n = x.length;
        double[][] h = full(f, x);
        double[] target = x.clone();
        double[] slope = gradient.clone();
        double enough = 1e-4 * residual * Math.min(1, residual);
        double floor = 1e-15 * Vectors.normInf(gradient);
        for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
            double largest = 0;
            for (int j = 0; j < n; j++) {
                double curvature = h[j][j];
                if (!(curvature > 0)) {
                    continue;
                }
                double moved = softThreshold(target[j] - slope[j] / curvature, f.l1(j) / curvature);
                double change = moved - target[j];
                if (change != 0) {
                    target[j] = moved;
                    Vectors.add(slope, change, h[j]);
                    largest = Math.max(largest, Math.abs(change) * curvature);
                }
            }
            if (largest <= Math.max(enough, floor)) {
                break;
            }
        }
        return target;
    }

    /// The proximal map of t |x|: x moved by t towards 0, and 0 if that is nearer.
    static double softThreshold(double x, double t) {
        return x > t ? x - t : x < -t ? x + t : 0;
    }

    private static double[][] full(Objective.TwiceDifferentiable f, double[] x) {
        int n = x.length;
        double[][] h = new double[n][n];
        f.hessian(x, h);
        for (int j = 0; j < n; j++) {
            for (int l = 0; l < j; l++) {
                h[l][j] = h[j][l];
            }
        }
        return h;
    }
}
