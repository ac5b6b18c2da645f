package org.madaline.cli;

import java.util.List;
import org.madaline.runs.Choices;
import org.madaline.runs.NetworkSettings;
import org.madaline.runs.Recipe;
import org.madaline.runs.TrainSettings;
import org.madaline.runs.UsageError;
import org.madaline.table.RealMlp;
import org.madaline.table.TabM;
import picocli.CommandLine.Option;

/// The flags that choose a network.
final class NetworkOptions {
    static final String MLP = "mlp";
    private static final List<Integer> USUAL_WIDTHS = List.of(100, 50);

    @Option(
            names = "--model",
            paramLabel = "NAME",
            completionCandidates = Candidates.Models.class,
            description = "The architecture: ${COMPLETION-CANDIDATES} (default: realmlp for a table, else mlp; mlp for a table, too,"
                    + " where flags are given that describe one, such as --hidden or --optimizer).")
    String model;

    @Option(
            names = "--hidden",
            paramLabel = "WIDTHS",
            split = ",",
            description = "The widths of the hidden layers of an MLP (default: 100,50), a RealMLP (256,256,256) or a TabM (512,512).")
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
            description = "After each hidden layer of an MLP: one probability for all, or one for each (default: 0.2); of a"
                    + " RealMLP (0.15) or a TabM (0.1) one for all.")
    List<Double> dropout;

    @Option(
            names = "--members",
            paramLabel = "N",
            description = "How many networks of a RealMLP or TabM learn side by side and answer together (default: 8 where there are"
                    + " few rows, 1 where there are many; of a TabM, whose members share weights, 32).")
    Integer members;

    /// The settings, checked.
    ///
    /// @throws UsageError naming the flag of a value that cannot be
    NetworkSettings settings() {
        return settings(model == null ? MLP : model, Recipe.USUAL);
    }

    /// The settings, with those of a recipe where no flag says otherwise.
    NetworkSettings settings(String name, Recipe recipe) {
        return new NetworkSettings(name, hidden(), activation, !noBatchNorm, dropout == null ? recipe.dropout() : dropout, 1);
    }

    /// The widths of an MLP.
    List<Integer> hidden() {
        return hidden == null ? USUAL_WIDTHS : hidden;
    }

    /// The settings of a network for tables; the rest of them follow from the data.
    NetworkSettings ofTable(String name) {
        RealMlp usual = RealMlp.of(true, 1, 1);
        TabM many = TabM.of(1, 1);
        boolean tabM = name.equals(Choices.TABM);
        if (members != null) {
            TrainSettings.atLeast("--members", members, 1);
        }
        if (dropout != null && dropout.size() != 1) {
            throw new UsageError("--dropout takes one probability for --model " + name + ", not " + dropout.size());
        }
        return new NetworkSettings(name, hidden == null ? tabM ? many.hidden() : usual.hidden() : hidden, tabM ? "relu" : "selu", false,
                dropout == null ? List.of(tabM ? many.dropout() : usual.dropout()) : dropout, members == null ? 0 : members);
    }
}
