package org.madaline.cli;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;

/// The flags of `train`.
final class TrainOptions {
    /// What says nothing to a linear model.
    private static final Set<String> NETWORK_ONLY = Set.of(
            "--hidden", "--activation", "--no-batch-norm", "--dropout", "--optimizer", "--momentum", "--weight-decay",
            "--schedule", "--label-smoothing", "--clip-norm", "--patience", "--augment", "--test-augment", "--weights", "--freeze");

    /// What says something to some solvers of linear models.
    private static final Set<String> OF_SOLVERS = Set.of("--iterations", "--tolerance", "--lr", "--epochs", "--batch-size");

    @Parameters(
            arity = "0..1",
            paramLabel = "DATA",
            description = "mnist, fashion-mnist, digits, a CSV file (with --label), or a folder of images (root/class/*.png).")
    String data;

    @Option(names = "--label", paramLabel = "COLUMN", description = "The column of a CSV file to predict.")
    String label;

    @Option(
            names = "--ignore",
            paramLabel = "COLUMNS",
            split = ",",
            description = "Columns of a CSV file that are no features, such as an identifier.")
    List<String> ignore = List.of();

    @Option(names = "--data", paramLabel = "DIR", description = "Where the files of a named data set are looked for first.")
    Path directory;

    @Option(
            names = "--test",
            paramLabel = "SHARE",
            defaultValue = "0.2",
            description = "Set aside for testing where the data have no test part (default: ${DEFAULT-VALUE}).")
    double test;

    @Option(
            names = "--validation",
            paramLabel = "SHARE",
            defaultValue = "0",
            description = "Set aside from the training part to watch the training (default: ${DEFAULT-VALUE}).")
    double validation;

    @Mixin
    NetworkOptions network = new NetworkOptions();

    @Mixin
    LinearOptions linear = new LinearOptions();

    @Option(
            names = "--basis",
            paramLabel = "NAMES",
            split = ",",
            completionCandidates = BasisChoice.Usages.class,
            description = "Basis functions before any model, one after another: ${COMPLETION-CANDIDATES}.")
    List<String> basis = List.of();

    @Mixin
    PictureOptions pictures = new PictureOptions();

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Default: 20. The networks that have settings of their own on mnist and fashion-mnist are"
                    + " the book's (60 epochs), lenet5, lenet5_relu (40 with --augment), small_cnn"
                    + " and small_resnet (12; on fashion-mnist 24 and 26).")
    Integer epochs;

    @Option(names = "--batch-size", paramLabel = "N", description = "Default: 64.")
    Integer batchSize;

    @Option(
            names = "--optimizer",
            paramLabel = "NAME",
            completionCandidates = Choices.OptimizerNames.class,
            description = "${COMPLETION-CANDIDATES} (default: adam; where --epochs names the network, adamw, or nesterov for"
                    + " small_resnet).")
    String optimizer;

    @Option(
            names = "--lr",
            paramLabel = "RATE",
            description = "The learning rate (default: 0.001; where --epochs names the network 0.003, or 0.1 for"
                    + " small_resnet).")
    Double lr;

    @Option(
            names = "--momentum",
            paramLabel = "M",
            defaultValue = "0.9",
            description = "Of sgd, nesterov and rmsprop (default: ${DEFAULT-VALUE}).")
    double momentum;

    @Option(
            names = "--weight-decay",
            paramLabel = "D",
            description = "Default: 0; where --epochs names the network 0.1 or 0.2, or 0.0005 for small_resnet.")
    Double weightDecay;

    @Option(
            names = "--schedule",
            paramLabel = "NAME",
            completionCandidates = Choices.ScheduleNames.class,
            description = "Of the learning rate: ${COMPLETION-CANDIDATES} (default: cosine; one-cycle for small_resnet"
                    + " on mnist and fashion-mnist).")
    String schedule;

    @Option(
            names = "--label-smoothing",
            paramLabel = "E",
            defaultValue = "0",
            description = "Default: ${DEFAULT-VALUE}.")
    double labelSmoothing;

    @Option(
            names = "--clip-norm",
            paramLabel = "C",
            defaultValue = "0",
            description = "Bound on the norm of all gradients together; 0: none (default).")
    double clipNorm;

    @Option(
            names = "--patience",
            paramLabel = "N",
            defaultValue = "0",
            description = "Stop after N epochs without a better validation loss and keep the best model; 0: off (default).")
    int patience;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "One seed, one model (default: ${DEFAULT-VALUE}).")
    long seed;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Default: all cores. Does not change the result.")
    Integer threads;

    @Option(names = "--name", paramLabel = "NAME", description = "Of the run's folder (default: data and model).")
    String name;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "runs",
            description = "Where runs are kept (default: ${DEFAULT-VALUE}).")
    Path out;

    @Option(
            names = "--resume",
            arity = "0..1",
            paramLabel = "RUN",
            fallbackValue = "",
            description = "Go on with an interrupted run, with the settings it was started with: the run's folder, or the latest run.")
    String resume;

    @Option(names = "--force", description = "Overwrite the run of that name.")
    boolean force;

    /// The flags that the user gave, by their long names.
    static List<String> given(ParseResult parsed) {
        return parsed.matchedOptions().stream().map(option -> option.longestName()).toList();
    }

    /// The settings, checked.
    ///
    /// @param given the flags that the user gave
    /// @throws UsageError naming the flag of a value that cannot be
    TrainSettings settings(Collection<String> given) {
        if (data == null) {
            throw new UsageError("what to train on is missing: mnist, fashion-mnist, digits, a CSV file, or a folder of images");
        }
        boolean isLinear = Choices.MODELS.get(network.model) instanceof ModelChoice.Linear;
        given.stream().filter(isLinear ? NETWORK_ONLY::contains : LinearOptions.FLAGS::contains).findFirst().ifPresent(flag -> {
            throw new UsageError(flag + " says nothing to --model " + network.model + ", which is a "
                    + (isLinear ? "linear model" : "network"));
        });
        Recipe recipe = Recipe.of(data, network, !pictures.augment.isEmpty()).with(optimizer);
        return new TrainSettings(
                data,
                label,
                ignore,
                test,
                validation == 0 && patience > 0 ? 0.1 : validation,
                pictures.settings(data),
                basis,
                isLinear ? null : network.settings(recipe),
                isLinear ? null : descent(recipe),
                isLinear ? linear(given) : null,
                seed);
    }

    private DescentSettings descent(Recipe recipe) {
        return new DescentSettings(
                epochs == null ? recipe.epochs() : epochs,
                batchSize == null ? 64 : batchSize,
                recipe.optimizer(),
                lr == null ? recipe.lr() : lr,
                momentum,
                weightDecay == null ? recipe.weightDecay() : weightDecay,
                schedule == null ? recipe.schedule() : schedule,
                labelSmoothing,
                clipNorm,
                patience);
    }

    private LinearSettings linear(Collection<String> given) {
        Set<String> heeded = SolverChoice.ALL.get(linear.solver).flags();
        given.stream().filter(flag -> OF_SOLVERS.contains(flag) && !heeded.contains(flag)).findFirst().ifPresent(flag -> {
            throw new UsageError(flag + " says nothing to --solver " + linear.solver + "; it is heeded by "
                    + String.join(", ", SolverChoice.heeding(flag)));
        });
        return linear.settings(network.model, lr, epochs, batchSize);
    }
}
