package org.madaline.linear;

import java.util.Optional;

/// Where a [Solver] ended.
///
/// @param point the variables
/// @param value the objective there, penalties included
/// @param residual the largest component of the gradient; with an l1 penalty [Objective#residual]
/// @param iterations steps taken
/// @param evaluations how often the objective was evaluated
/// @param converged whether `residual` is at most the solver's tolerance, or no step lowered the objective any more and
///        `residual` is so small that its rounding errors hide what is left to gain
/// @param reason why the solver stopped, in words
public record Minimum(
        double[] point,
        double value,
        double residual,
        int iterations,
        int evaluations,
        boolean converged,
        String reason) {

    /// The reason of a solver that finds no lower point.
    static final String STUCK = "no step lowers the objective any more: the limit of its rounding errors";

    static Minimum at(
            Objective f, double[] x, double value, double[] gradient, int iterations, int evaluations,
            double tolerance, String otherwise) {
        double residual = f.residual(x, gradient);
        if (residual <= tolerance) {
            return new Minimum(x, value, residual, iterations, evaluations, true, "the gradient is below the tolerance of " + tolerance);
        }
        // A gradient g promises to lower the objective by g²/2h, where the curvature h of standardized inputs is about 1.
        boolean rounding = otherwise.equals(STUCK) && residual * residual / 2 <= f.rounding(value);
        return new Minimum(x, value, residual, iterations, evaluations, rounding,
                rounding ? "the gradient is as small as the objective's rounding errors let it become" : otherwise);
    }

    /// What a reader has to know of a minimum that was not reached.
    Optional<String> warning() {
        return converged ? Optional.empty() : Optional.of("the solver did not converge (gradient " + residual + "): " + reason
                + (reason.equals(STUCK)
                        ? "; use a penalty or a larger one, leave out columns that nearly depend on others, or take another solver"
                        : "; allow more iterations, or use a penalty or a larger one"));
    }
}
