package org.madaline.linear;

import java.util.List;

/// How well a fit converged.
///
/// @param iterations steps of the solver
/// @param evaluations how often the risk and its gradient were computed
/// @param risk the penalized empirical risk at the end, a mean over examples (book, eq. 2.13)
/// @param gradientNorm the largest component of the risk's gradient; with l1 the largest violation of the optimality
///        conditions
/// @param converged whether `gradientNorm` is at most the solver's tolerance
/// @param reason why the solver stopped
/// @param warnings what else a reader of the result has to know; above all that no maximum-likelihood estimate exists
public record Convergence(
        int iterations,
        int evaluations,
        double risk,
        double gradientNorm,
        boolean converged,
        String reason,
        List<String> warnings) {

    /// The warnings are copied.
    public Convergence {
        warnings = List.copyOf(warnings);
    }
}
