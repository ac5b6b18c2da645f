package org.madaline.linear;

/// Newton's method; for logistic regression this is iteratively reweighted least squares.
///
/// Each step solves ∇²f d = -∇f, by Cholesky's factors up to `mostDense` variables and by conjugate gradients beyond
/// (truncated Newton, no matrix is stored), and is halved until f falls enough. A singular Hessian is treated as if
/// its diagonal were a trifle larger, which yields a step of small norm.
///
/// @param maxIterations most steps; default 200
/// @param tolerance ends where the largest component of the gradient is at most this; default 10⁻¹¹
/// @param mostDense the most variables for which the Hessian is stored; default 2048
public record Newton(int maxIterations, double tolerance, int mostDense) implements Solver {

    /// Checks its components.
    ///
    /// @throws IllegalArgumentException if a bound is negative
    public Newton {
        Solver.requireSettings(maxIterations, tolerance);
    }

    /// The default settings.
    public Newton() {
        this(200, 1e-11, 2048);
    }

    /// {@return these settings with another tolerance}
    ///
    /// @param newTolerance at least 0
    public Newton withTolerance(double newTolerance) {
        return new Newton(maxIterations, newTolerance, mostDense);
    }

    @Override
    public Minimum minimize(Objective objective, double[] start) {
        Solver.requireSmooth(objective, "Newton's method");
        if (!(objective instanceof Objective.TwiceDifferentiable f)) {
            throw new IllegalArgumentException("Newton's method needs second derivatives; use L-BFGS");
        }
        double[] x = start.clone();
        double[] gradient = new double[x.length];
        double value = f.evaluate(x, gradient);
        int evaluations = 1;
        String reason = "the " + maxIterations + " iterations allowed were used up";
        int iteration = 0;
        for (; iteration < maxIterations; iteration++) {
            double residual = Vectors.normInf(gradient);
            if (residual <= tolerance) {
                break;
            }
            double[] d = x.length <= mostDense ? direct(f, x, gradient) : conjugateGradients(f, x, gradient);
            double slope = Vectors.dot(gradient, d);
            // Below its rounding error the value says nothing: there the gradient has to shrink.
            double noise = f.noise(value);
            double[] next = null;
            double[] nextGradient = new double[x.length];
            double nextValue = value;
            for (double t = 1; t > 1e-10 && next == null; t /= 2) {
                double[] trial = Vectors.plus(x, t, d);
                nextValue = f.evaluate(trial, nextGradient);
                evaluations++;
                boolean lower = nextValue <= value + 1e-4 * t * slope;
                boolean level = nextValue <= value + noise && Vectors.normInf(nextGradient) < residual;
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

    /// The Newton step -∇²f(x)⁻¹ ∇f(x), by Cholesky's factors.
    static double[] direct(Objective.TwiceDifferentiable f, double[] x, double[] gradient) {
        double[][] h = triangle(x.length);
        f.hessian(x, h);
        double[] d = Cholesky.of(h).solve(gradient);
        for (int j = 0; j < d.length; j++) {
            d[j] = -d[j];
        }
        return d;
    }

    /// A lower triangle of zeros.
    static double[][] triangle(int n) {
        double[][] h = new double[n][];
        for (int j = 0; j < n; j++) {
            h[j] = new double[j + 1];
        }
        return h;
    }

    /// Solves ∇²f d = -∇f until |residual| ≤ min(1/2, √|∇f|) |∇f|: superlinear convergence of the outer method.
    private static double[] conjugateGradients(Objective.TwiceDifferentiable f, double[] x, double[] gradient) {
        Objective.HessianProduct hessian = f.hessianAt(x);
        double[] d = new double[x.length];
        double[] r = Vectors.plus(new double[x.length], -1, gradient);
        double[] p = r.clone();
        double[] hp = new double[x.length];
        double square = Vectors.dot(r, r);
        double norm = Math.sqrt(square);
        double enough = Math.min(0.5, Math.sqrt(norm)) * norm;
        for (int i = 0; i < 10 * x.length && Math.sqrt(square) > enough; i++) {
            hessian.times(p, hp);
            double curvature = Vectors.dot(p, hp);
            if (!(curvature > 1e-15 * Vectors.dot(p, p))) {
                break;
            }
            double a = square / curvature;
            Vectors.add(d, a, p);
            Vectors.add(r, -a, hp);
            double next = Vectors.dot(r, r);
            p = Vectors.plus(r, next / square, p);
            square = next;
        }
        return Vectors.dot(d, d) > 0 ? d : r;
    }
}
