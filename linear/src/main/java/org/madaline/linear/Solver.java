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
    /// @throws IllegalArgumentException if this solver cannot treat such an objective
    Minimum minimize(Objective f, double[] start);

    /// Checks that `f` is smooth, for the solver `name`.
    static void requireSmooth(Objective f, String name) {
        if (!f.smooth()) {
            throw new IllegalArgumentException(name + " needs a smooth objective and this one has an l1 penalty; "
                    + "use ProximalNewton or ProximalGradient, which yield exact zeros");
        }
    }

    /// Checks that a solver's number of steps and tolerance make sense.
    static void requireSettings(int maxIterations, double tolerance) {
        if (maxIterations < 0 || !(tolerance >= 0)) {
            throw new IllegalArgumentException("a solver needs maxIterations >= 0 and tolerance >= 0, not "
                    + maxIterations + " and " + tolerance);
        }
    }
}
