package org.madaline.linear;

import java.util.Optional;
import java.util.function.DoubleConsumer;
import org.madaline.basis.Basis;

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

    /// These settings with another penalty.
    public Settings withPenalty(Penalty newPenalty) {
        return new Settings(newPenalty, classWeights, intercept, basis, solver, monitor);
    }

    /// These settings with other class weights.
    public Settings withClassWeights(ClassWeights newClassWeights) {
        return new Settings(penalty, newClassWeights, intercept, basis, solver, monitor);
    }

    /// These settings without an intercept.
    public Settings withoutIntercept() {
        return new Settings(penalty, classWeights, false, basis, solver, monitor);
    }

    /// These settings with a basis.
    public Settings withBasis(Basis newBasis) {
        return new Settings(penalty, classWeights, intercept, Optional.of(newBasis), solver, monitor);
    }

    /// These settings with a solver.
    public Settings withSolver(Solver newSolver) {
        return new Settings(penalty, classWeights, intercept, basis, Optional.of(newSolver), monitor);
    }

    /// These settings with something that watches the estimation.
    public Settings withMonitor(DoubleConsumer newMonitor) {
        return new Settings(penalty, classWeights, intercept, basis, solver, newMonitor);
    }

    /// The solver for m rows and a given number of parameters: Newton's method while its matrix is small enough, with
    /// an l1 penalty its proximal form; L-BFGS or the proximal gradient method beyond.
    public Solver solverFor(int rows, int parameters) {
        boolean dense = parameters <= MOST_DENSE && (double) rows * parameters * parameters <= MOST_WORK;
        boolean smooth = penalty.l1() == 0;
        return solver.orElseGet(() -> dense
                ? (smooth ? new Newton() : new ProximalNewton())
                : (smooth ? new Lbfgs() : new ProximalGradient()));
    }
}
