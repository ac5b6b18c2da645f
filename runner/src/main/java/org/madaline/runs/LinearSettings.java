package org.madaline.runs;

import java.util.Optional;
import org.madaline.basis.Basis;
import org.madaline.linear.ClassWeights;
import org.madaline.linear.LinearModel;
import org.madaline.linear.Settings;
import org.madaline.train.Penalty;

/// What decides how a linear model is estimated. What is empty is the solver's own default.
///
/// @param model      the kind of model
/// @param l1         factor of the sum of the weights' magnitudes
/// @param l2         factor of half the sum of their squares
/// @param balanced   whether all classes count the same in all
/// @param solver     a name of [SolverChoice#ALL]
/// @param iterations most steps of the solver
/// @param tolerance  the largest component of the gradient at which it ends
/// @param lr         the first rate, of the solvers that have one
/// @param epochs     passes over the data, of stochastic gradient descent
/// @param batchSize  examples a step, of stochastic gradient descent
public record LinearSettings(
        String model,
        double l1,
        double l2,
        boolean balanced,
        String solver,
        Optional<Integer> iterations,
        Optional<Double> tolerance,
        Optional<Double> lr,
        Optional<Integer> epochs,
        Optional<Integer> batchSize) {

    /// What the label asks for, with the usual penalty.
    static final LinearSettings USUAL = new LinearSettings("linear", 0, 1, false, SolverChoice.AUTO, Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty(), Optional.empty());

    /// Checks its components.
    ///
    /// @throws UsageError naming the flag of a value that cannot be
    public LinearSettings {
        TrainSettings.require(l1 >= 0 && l1 < Double.POSITIVE_INFINITY, "--l1", "0 or more", l1);
        TrainSettings.require(l2 >= 0 && l2 < Double.POSITIVE_INFINITY, "--l2", "0 or more", l2);
        SolverChoice.ALL.get(solver);
        atLeastOne("--iterations", iterations);
        atLeastOne("--epochs", epochs);
        atLeastOne("--batch-size", batchSize);
        positive("--tolerance", tolerance);
        positive("--lr", lr);
        if (l1 > 0 && !solver.equals(SolverChoice.AUTO) && !solver.startsWith("proximal")) {
            throw new UsageError("--l1 needs a solver that yields exact zeros: --solver proximal-newton or proximal-gradient,"
                    + " not " + solver);
        }
    }

    private static void atLeastOne(String flag, Optional<Integer> value) {
        value.ifPresent(v -> TrainSettings.atLeast(flag, v, 1));
    }

    private static void positive(String flag, Optional<Double> value) {
        value.ifPresent(v -> TrainSettings.require(v > 0 && v < Double.POSITIVE_INFINITY, flag, "positive", v));
    }

    LinearSettings withBalanced(boolean newBalanced) {
        return new LinearSettings(model, l1, l2, newBalanced, solver, iterations, tolerance, lr, epochs, batchSize);
    }

    LinearSettings withPenalty(double first, double second) {
        return new LinearSettings(model, first, second, balanced, solver, iterations, tolerance, lr, epochs, batchSize);
    }

    int iterations(int usual) {
        return iterations.orElse(usual);
    }

    double tolerance(double usual) {
        return tolerance.orElse(usual);
    }

    double rate(double usual) {
        return lr.orElse(usual);
    }

    int passes(int usual) {
        return epochs.orElse(usual);
    }

    int batch(int usual) {
        return batchSize.orElse(usual);
    }

    /// {@return the kind that the model's name tells; empty where the label decides}
    ///
    /// @throws UsageError if it is no linear model
    public Optional<LinearModel.Kind> kind() {
        if (Choices.MODELS.get(model) instanceof ModelChoice.Linear(Optional<LinearModel.Kind> kind)) {
            return kind;
        }
        throw new UsageError("--model " + model + " is no linear model");
    }

    /// The settings of the estimation.
    Settings settings(Optional<Basis> basis, long seed) {
        Settings chosen = Settings.DEFAULT
                .withPenalty(new Penalty(l1, l2))
                .withClassWeights(balanced ? ClassWeights.BALANCED : ClassWeights.EQUAL);
        Settings based = basis.map(chosen::withBasis).orElse(chosen);
        return SolverChoice.ALL.get(solver).maker().make(this, seed).map(based::withSolver).orElse(based);
    }

    /// {@return the penalty in words: `l2 = 1`, `l1 = 0.5`, or that there is none}
    public String penalty() {
        if (l1 == 0 && l2 == 0) {
            return "maximum likelihood, no penalty";
        }
        return (l1 > 0 ? "l1 = " + plain(l1) : "") + (l1 > 0 && l2 > 0 ? ", " : "") + (l2 > 0 ? "l2 = " + plain(l2) : "");
    }

    private static String plain(double x) {
        return x == Math.rint(x) && x < 1e9 ? Long.toString((long) x) : Double.toString(x);
    }
}
