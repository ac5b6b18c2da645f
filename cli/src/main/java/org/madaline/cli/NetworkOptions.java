package org.madaline.cli;

import java.util.List;
import org.madaline.runs.NetworkSettings;
import org.madaline.runs.Recipe;
import picocli.CommandLine.Option;

/// The flags that choose a network.
final class NetworkOptions {
    @Option(
            names = "--model",
            paramLabel = "NAME",
            defaultValue = "mlp",
            completionCandidates = Candidates.Models.class,
            description = "The architecture: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    String model;

    @Option(
            names = "--hidden",
            paramLabel = "WIDTHS",
            split = ",",
            defaultValue = "100,50",
            description = "The widths of an MLP's hidden layers (default: ${DEFAULT-VALUE}).")
    List<Integer> hidden;

    @Option(
            names = "--activation",
            paramLabel = "NAME",
            defaultValue = "relu",
            completionCandidates = Candidates.Activations.class,
            description = "Of an MLP's hidden layers: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    String activation;

    @Option(
            names = "--no-batch-norm",
            description = "Without batch normalization in an MLP.")
    boolean noBatchNorm;

    @Option(
            names = "--dropout",
            paramLabel = "P",
            split = ",",
            description = "After each hidden layer of an MLP: one probability for all, or one for each (default: 0.2).")
    List<Double> dropout;

    /// The settings, checked.
    ///
    /// @throws UsageError naming the flag of a value that cannot be
    NetworkSettings settings() {
        return settings(Recipe.USUAL);
    }

    /// The settings, with those of a recipe where no flag says otherwise.
    NetworkSettings settings(Recipe recipe) {
        return new NetworkSettings(model, hidden, activation, !noBatchNorm, dropout == null ? recipe.dropout() : dropout);
    }
}
