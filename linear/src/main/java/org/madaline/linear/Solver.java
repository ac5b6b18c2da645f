package org.madaline.linear;

/// A method of minimizing an [Objective].
///
/// | solver | for |
/// |---|---|
/// | [Newton] | smooth objectives of up to some thousand variables: few iterations, full accuracy |
/// | [Lbfgs] | smooth objectives of any size |
/// | [GradientDescent] | smooth objectives; slow, for learning and comparison |
/// | [StochasticGradientDescent] | very many examples; approximate |
/// | [ProximalNewton] | l1 and elastic net, up to some thousand variables |
/// | [ProximalGradient] | l1 and elastic net of any size |
public sealed interface Solver
        permits Lbfgs, Newton, GradientDescent, StochasticGradientDescent, ProximalNewton, ProximalGradient {

    /// Minimizes `f` from `start`, which is not changed.
    ///
    /// @param f     what is to become small
    /// @param start where the search begins
    /// @return the point reached, and whether it is a minimum
    /// @throws IllegalArgumentException if this solver cannot treat such an objective
    Minimum minimize(Objective f, double[] start);

    /// Checks that `f` is smooth, for the solver `name`.
    ///
    /// @param f    what a solver was given
    /// @param name the solver's, for the message
    /// @throws IllegalArgumentException if it has an l1 penalty
    static void requireSmooth(Objective f, String name) {
        if (!f.smooth()) {
            throw new IllegalArgumentException(name + " needs a smooth objective and this one has an l1 penalty; "
                    + "use ProximalNewton or ProximalGradient, which yield exact zeros");
        }
    }

    /// Checks that a solver's number of steps and tolerance make sense.
    ///
    /// @param maxIterations at least 0
    /// @param tolerance     at least 0
    /// @throws IllegalArgumentException if one is below
    static void requireSettings(int maxIterations, double tolerance) {
        if (maxIterations < 0 || !(tolerance >= 0)) {
            throw new IllegalArgumentException("a solver needs maxIterations >= 0 and tolerance >= 0, not "
                    + maxIterations + " and " + tolerance);
        }
    }
}
