package org.madaline.linear;

/// Where a [Solver] ended.
///
/// @param point the variables
/// @param value the objective there, penalties included
/// @param residual the largest component of the gradient; with an l1 penalty [Objective#residual]
/// @param iterations steps taken
/// @param evaluations how often the objective was evaluated
/// @param converged whether `residual` is at most the solver's tolerance
/// @param reason why the solver stopped, in words
public record Minimum(
        double[] point,
        double value,
        double residual,
        int iterations,
        int evaluations,
        boolean converged,
        String reason) {

    static Minimum at(
            Objective f, double[] x, double value, double[] gradient, int iterations, int evaluations,
            double tolerance, String otherwise) {
        double residual = f.residual(x, gradient);
        boolean converged = residual <= tolerance;
        return new Minimum(
                x, value, residual, iterations, evaluations, converged,
                converged ? "the gradient is below the tolerance of " + tolerance : otherwise);
    }
}
