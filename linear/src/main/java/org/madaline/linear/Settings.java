package org.madaline.linear;

import java.util.Optional;
import java.util.function.DoubleConsumer;
import org.madaline.basis.Basis;
import org.madaline.train.Penalty;

/// How a linear model is estimated.
///
/// @param penalty default none: maximum likelihood
/// @param classWeights default equal
/// @param intercept whether there is an intercept b, which no penalty touches; default true
/// @param basis what turns objects into feature vectors (book, eq. 2.18); default none: x itself
/// @param solver default: chosen by size and penalty, see [#solverFor]
/// @param monitor is told the penalized risk at each of its evaluations over all examples; default: nothing
public record Settings(
        Penalty penalty, ClassWeights classWeights, boolean intercept, Optional<Basis> basis, Optional<Solver> solver,
        DoubleConsumer monitor) {
    /// All defaults.
    public static final Settings DEFAULT =
            new Settings(Penalty.NONE, ClassWeights.EQUAL, true, Optional.empty(), Optional.empty(), _ -> {});

    static final int MOST_DENSE = 1024;
    private static final double MOST_WORK = 2e10;

    /// Beyond so many parameters the last digits of a minimum cost most of the time, and no answer changes by them.
    private static final int MOST_EXACT = 1 << 18;
    private static final double INEXACT = 1e-5;

    /// {@return these settings with another penalty}
    ///
    /// @param newPenalty [Penalty#NONE] by default
    public Settings withPenalty(Penalty newPenalty) {
        return new Settings(newPenalty, classWeights, intercept, basis, solver, monitor);
    }

    /// {@return these settings with other class weights}
    ///
    /// @param newClassWeights [ClassWeights#EQUAL] by default
    public Settings withClassWeights(ClassWeights newClassWeights) {
        return new Settings(penalty, newClassWeights, intercept, basis, solver, monitor);
    }

    /// {@return these settings without an intercept}
    public Settings withoutIntercept() {
        return new Settings(penalty, classWeights, false, basis, solver, monitor);
    }

    /// {@return these settings with a basis}
    ///
    /// @param newBasis of as many inputs as the data have features
    public Settings withBasis(Basis newBasis) {
        return new Settings(penalty, classWeights, intercept, Optional.of(newBasis), solver, monitor);
    }

    /// {@return these settings with a solver}
    ///
    /// @param newSolver used whatever size and penalty are
    public Settings withSolver(Solver newSolver) {
        return new Settings(penalty, classWeights, intercept, basis, Optional.of(newSolver), monitor);
    }

    /// {@return these settings with something that watches the estimation}
    ///
    /// @param newMonitor gets the penalized risk at each of its evaluations over all examples
    public Settings withMonitor(DoubleConsumer newMonitor) {
        return new Settings(penalty, classWeights, intercept, basis, solver, newMonitor);
    }

    /// {@return the solver for m rows and a given number of parameters: Newton's method while its matrix is small enough, with
    /// an l1 penalty its proximal form; L-BFGS or the proximal gradient method beyond; of more than 262,144 parameters L-BFGS ends at a
    /// gradient of 10⁻⁵}
    ///
    /// @param rows       m
    /// @param parameters weights and intercepts together
    public Solver solverFor(int rows, int parameters) {
        boolean dense = parameters <= MOST_DENSE && (double) rows * parameters * parameters <= MOST_WORK;
        boolean smooth = penalty.l1() == 0;
        var lbfgs = parameters > MOST_EXACT ? new Lbfgs().withTolerance(INEXACT) : new Lbfgs();
        return solver.orElseGet(() -> dense
                ? (smooth ? new Newton() : new ProximalNewton())
                : (smooth ? lbfgs : new ProximalGradient()));
    }
}
