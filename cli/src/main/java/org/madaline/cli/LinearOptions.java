package org.madaline.cli;

import java.util.Optional;
import java.util.Set;
import org.madaline.runs.LinearSettings;
import org.madaline.runs.SolverChoice;
import picocli.CommandLine.Option;

/// The flags of `train` for linear models.
final class LinearOptions {
    /// What says nothing to a network.
    static final Set<String> FLAGS =
            Set.of("--l1", "--l2", "--solver", "--iterations", "--tolerance");

    @Option(
            names = "--l1",
            paramLabel = "S",
            defaultValue = "0",
            description = "Of linear models: factor of the sum of |w|, which makes weights exactly zero (default: 0).")
    double l1;

    @Option(
            names = "--l2",
            paramLabel = "S",
            description = "Of linear models: factor of half the sum of w²; 0: maximum likelihood (default: 1; 0 with --l1).")
    Double l2;

    @Option(
            names = "--solver",
            paramLabel = "NAME",
            defaultValue = SolverChoice.AUTO,
            completionCandidates = Candidates.Solvers.class,
            description = "Of linear models: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}, by size and penalty).")
    String solver;

    @Option(names = "--iterations", paramLabel = "N", description = "Most steps of the solver (default: its own).")
    Optional<Integer> iterations = Optional.empty();

    @Option(
            names = "--tolerance",
            paramLabel = "T",
            description = "The solver ends where no component of the gradient is larger (default: its own).")
    Optional<Double> tolerance = Optional.empty();

    /// The settings, checked.
    ///
    /// @param balanced whether all classes count the same
    /// @param lr null where it was not given; so with `epochs` and `batchSize`
    /// @throws UsageError naming the flag of a value that cannot be
    LinearSettings settings(String model, boolean balanced, Double lr, Integer epochs, Integer batchSize) {
        return new LinearSettings(
                model, l1, l2 != null ? l2 : l1 > 0 ? 0 : 1, balanced, solver, iterations, tolerance,
                Optional.ofNullable(lr), Optional.ofNullable(epochs), Optional.ofNullable(batchSize));
    }
}
