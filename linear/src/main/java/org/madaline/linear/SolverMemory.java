package org.madaline.linear;

import java.util.Locale;

/// What a solver needs, known before it begins.
final class SolverMemory {
    /// Points, gradients and partial sums that any solver holds at a time, in vectors of all parameters.
    private static final int VECTORS = 16;

    private SolverMemory() {}

    /// Refuses what would end in the middle for want of memory.
    ///
    /// @param parameters weights and intercepts together
    /// @throws IllegalArgumentException with the bytes needed and the bytes there are
    static void require(Solver solver, long parameters) {
        double needed = bytes(solver, parameters);
        if (needed > left()) {
            // What nobody uses any more counts as used until it is collected.
            System.gc();
        }
        if (needed > left()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "a linear model of %,d parameters needs about %,.0f MB for %s, and %,d MB are left; use fewer features or"
                            + " classes, %sor more memory (-Xmx)",
                    parameters, needed / 1e6, solver.getClass().getSimpleName(), left() / 1_000_000,
                    solver instanceof ProximalNewton ? "ProximalGradient, " : solver instanceof Newton || solver instanceof Lbfgs
                            ? "a network trained by batches, " : ""));
        }
    }

    private static long left() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
    }

    private static double bytes(Solver solver, double parameters) {
        double vectors = switch (solver) {
            case Lbfgs lbfgs -> VECTORS + 2.0 * lbfgs.history();
            // The triangle and its factors.
            case Newton newton -> VECTORS + (parameters <= newton.mostDense() ? parameters : 0);
            case ProximalNewton _ -> VECTORS + parameters;
            case GradientDescent _, StochasticGradientDescent _, ProximalGradient _ -> VECTORS;
        };
        return Double.BYTES * vectors * parameters;
    }
}
