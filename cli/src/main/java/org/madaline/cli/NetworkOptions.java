package org.madaline.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.madaline.runs.Choices;
import org.madaline.runs.NetworkSettings;
import org.madaline.runs.Recipe;
import org.madaline.runs.TableRecipe;
import org.madaline.runs.TrainSettings;
import org.madaline.runs.UsageError;
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

    @Option(names = "--fast", description = "Learn a table with less effort: one RealMLP, a quarter of the steps; the same as --model fast.")
    boolean fast;

    @Option(
            names = "--best",
            description = "Learn a table with more effort: RealMLPs and a TabM, one after another, answer by the weighted mean that is best on"
                    + " the validation rows; the same as --model best.")
    boolean best;

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
                    + " few rows, 1 where there are many; of a TabM, whose members share weights, 32); of --best how many networks"
                    + " are trained (4).")
    Integer members;

    /// The model that was named, or the effort; empty where neither was.
    ///
    /// @throws UsageError if they contradict each other
    Optional<String> named() {
        List<String> all = Stream.of(Optional.ofNullable(model), effort(fast, Choices.FAST), effort(best, Choices.BEST))
                .flatMap(Optional::stream).distinct().toList();
        if (all.size() > 1) {
            throw new UsageError("--model, --fast and --best name one model, not " + String.join(" and ", all));
        }
        return all.stream().findFirst();
    }

    private static Optional<String> effort(boolean asked, String name) {
        return asked ? Optional.of(name) : Optional.empty();
    }

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
        NetworkSettings usual = TableRecipe.network(name);
        if (members != null) {
            TrainSettings.atLeast("--members", members, 1);
        }
        if (dropout != null && dropout.size() != 1) {
            throw new UsageError("--dropout takes one probability for --model " + name + ", not " + dropout.size());
        }
        return new NetworkSettings(name, hidden == null ? usual.hidden() : hidden, usual.activation(), usual.batchNorm(),
                dropout == null ? usual.dropout() : dropout, members == null ? usual.members() : members);
    }
}
