package org.madaline.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.madaline.formats.csv.RowLimit;
import org.madaline.runs.Choices;
import org.madaline.runs.DescentSettings;
import org.madaline.runs.LinearSettings;
import org.madaline.runs.ModelChoice;
import org.madaline.runs.Recipe;
import org.madaline.runs.SolverChoice;
import org.madaline.runs.TableReading;
import org.madaline.runs.TableRecipe;
import org.madaline.runs.TrainData;
import org.madaline.runs.TrainSettings;
import org.madaline.runs.UsageError;
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

    /// What says nothing to the network for tables.
    private static final Set<String> OF_OTHER_NETWORKS = Set.of(
            "--activation", "--no-batch-norm", "--optimizer", "--momentum", "--schedule", "--clip-norm", "--patience", "--augment",
            "--test-augment", "--weights", "--freeze");

    /// What says nothing to several networks, of which each has its own.
    private static final Set<String> OF_ONE_NETWORK = Set.of(
            "--hidden", "--dropout", "--lr", "--weight-decay", "--label-smoothing", "--batch-size", "--search");

    /// What says something to networks for tables only.
    private static final String MEMBERS = "--members";

    /// What says something to some solvers of linear models.
    private static final Set<String> OF_SOLVERS = Set.of("--iterations", "--tolerance", "--lr", "--epochs", "--batch-size");

    @Parameters(
            arity = "0..1",
            paramLabel = "DATA",
            description = "mnist, fashion-mnist, digits, a table such as a CSV file (with --label), or a folder of pictures"
                    + " (root/class/*.png).")
    String data;

    @Option(names = "--label", paramLabel = "COLUMN", description = "The column of a table to predict; several columns of numbers: a,b,c.")
    Optional<String> label = Optional.empty();

    @Option(
            names = "--task",
            paramLabel = "TASK",
            defaultValue = "auto",
            description = "classify: each value of the label is a class; regress: it is a number; auto: told from the values, and said"
                    + " (default). outliers: no label is needed; which rows are unusual, and why.")
    String task;

    @Option(
            names = "--label-scale",
            paramLabel = "SCALE",
            defaultValue = "auto",
            description = "How a number is learnt: linear; log: by its logarithm, so that errors count in percent; auto: told from the"
                    + " values for the default network, linear for others (default).")
    String labelScale;

    @Option(
            names = "--quantiles",
            paramLabel = "SHARES",
            split = ",",
            description = "Learn quantiles of a number, such as 0.05,0.5,0.95, in place of its mean; the median, 0.5, is always among them.")
    List<Double> quantiles = List.of();

    @Option(
            names = "--types",
            paramLabel = "COLUMN=TYPE",
            split = ",",
            description = "What columns of a table hold, where it is told wrongly: number, category, boolean, date, text; identifier, ignored: left out.")
    Map<String, String> types = new LinkedHashMap<>();

    @Option(
            names = "--rows",
            paramLabel = "N|all",
            description = "Keep N rows of a longer table, drawn by their numbers (default: all; of more than 134 million cells as many rows"
                    + " as have so many).")
    Optional<String> rows = Optional.empty();

    @Option(
            names = "--missing",
            paramLabel = "WORDS",
            split = ",",
            description = "How a missing cell of a feature is written, besides the usual: an empty one, NA, ?, null and the like.")
    List<String> missing = List.of();

    @Option(
            names = "--ignore",
            paramLabel = "COLUMNS",
            split = ",",
            description = "Columns of a table that are no features, such as an identifier.")
    List<String> ignore = List.of();

    @Option(names = "--data", paramLabel = "DIR", description = "Where the files of a named data set are looked for first.")
    Optional<Path> directory = Optional.empty();

    @Mixin
    TableOptions table = new TableOptions();

    @Mixin
    SplitOptions split = new SplitOptions();

    @Mixin
    OutlierOptions outliers = new OutlierOptions();

    @Mixin
    WeightOptions weights = new WeightOptions();

    @Mixin
    NetworkOptions network = new NetworkOptions();

    @Mixin
    LinearOptions linear = new LinearOptions();

    @Option(
            names = "--basis",
            paramLabel = "NAMES",
            split = ",",
            completionCandidates = Candidates.Bases.class,
            description = "Basis functions before any model, one after another: ${COMPLETION-CANDIDATES}.")
    List<String> basis = List.of();

    @Mixin
    PictureOptions pictures = new PictureOptions();

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Default: of a RealMLP 256, at most 10,000 steps or 8 epochs; of a TabM at most 1,024 and 10,000 steps; else 20; on a table as many as make 3000 steps, at most 1000; on a folder of pictures"
                    + " 300 steps, at most 100. The networks that have settings of their own on mnist and fashion-mnist are"
                    + " the book's (60 epochs), lenet5, lenet5_relu (40 with --augment), small_cnn"
                    + " and small_resnet (12; on fashion-mnist 24 and 26).")
    Integer epochs;

    @Option(names = "--batch-size", paramLabel = "N", description = "Default: 64; of a RealMLP or TabM up to 256, so that batches are equal.")
    Integer batchSize;

    @Option(
            names = "--optimizer",
            paramLabel = "NAME",
            completionCandidates = Candidates.Optimizers.class,
            description = "${COMPLETION-CANDIDATES} (default: adam; where --epochs names the network, adamw, or nesterov for"
                    + " small_resnet).")
    String optimizer;

    @Option(
            names = "--lr",
            paramLabel = "RATE",
            description = "The learning rate (default: 0.001; of a RealMLP 0.04 for classes, 0.2 for numbers; of a TabM 0.002; where --epochs names the network 0.003, or 0.1 for"
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
            description = "Default: 0; of a RealMLP 0.02, of a TabM 0.0003; where --epochs names the network 0.1 or 0.2, or 0.0005 for small_resnet.")
    Double weightDecay;

    @Option(
            names = "--schedule",
            paramLabel = "NAME",
            completionCandidates = Candidates.Schedules.class,
            description = "Of the learning rate: ${COMPLETION-CANDIDATES} (default: cosine; one-cycle for small_resnet"
                    + " on mnist and fashion-mnist).")
    String schedule;

    @Option(
            names = "--label-smoothing",
            paramLabel = "E",
            description = "Default: 0; of a RealMLP for classes 0.1.")
    Double labelSmoothing;

    @Option(
            names = "--clip-norm",
            paramLabel = "C",
            defaultValue = "0",
            description = "Bound on the norm of all gradients together; 0: none (default).")
    double clipNorm;

    @Option(
            names = "--patience",
            paramLabel = "N",
            description = "Stop after N epochs without a better validation loss and keep the best model; 0: off (default; on a"
                    + " table a quarter of the epochs, at least 10; of a TabM 16).")
    Integer patience;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "One seed, one model (default: ${DEFAULT-VALUE}).")
    long seed;

    @Option(
            names = "--search",
            paramLabel = "N",
            description = "Try N settings around those given, by cross-validation on the rows that are not tested on, and train with the"
                    + " best; all but the first are drawn at random from the seed.")
    Optional<Integer> search = Optional.empty();

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Default: all cores. Does not change the result.")
    Optional<Integer> threads = Optional.empty();

    @Option(names = "--name", paramLabel = "NAME", description = "Of the run's folder (default: data and model).")
    Optional<String> name = Optional.empty();

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

    /// Whether the data are a table: neither a data set by name nor a folder.
    boolean isTable() {
        return !TrainData.NAMES.contains(data) && !Files.isDirectory(Path.of(data));
    }

    /// The settings, checked.
    ///
    /// @param given the flags that the user gave
    /// @throws UsageError naming the flag of a value that cannot be
    TrainSettings settings(Collection<String> given) {
        if (data == null) {
            throw new UsageError("what to train on is missing: mnist, fashion-mnist, digits, a table, or a folder of pictures");
        }
        String model = model(given);
        ModelChoice choice = Choices.MODELS.get(model);
        boolean isLinear = choice instanceof ModelChoice.Linear;
        boolean ofTables = choice instanceof ModelChoice.OfTables;
        Set<String> unheeded = isLinear ? NETWORK_ONLY : ofTables ? OF_OTHER_NETWORKS : LinearOptions.FLAGS;
        boolean patient = model.equals(Choices.TABM);
        given.stream().filter(flag -> (unheeded.contains(flag) || model.equals(Choices.BEST) && OF_ONE_NETWORK.contains(flag)) && !(patient && flag.equals("--patience")) || !ofTables && flag.equals(MEMBERS) || ofTables && LinearOptions.FLAGS.contains(flag)).findFirst().ifPresent(flag -> {
            throw new UsageError(flag + " says nothing to --model " + model + ", which is a "
                    + (isLinear ? "linear model" : ofTables ? "network with a recipe of its own" : "network"));
        });
        if (epochs != null) {
            TrainSettings.atLeast("--epochs", epochs, 1);
        }
        if (patience != null) {
            TrainSettings.atLeast("--patience", patience, 0);
        }
        if (lr != null && !(lr > 0)) {
            throw new UsageError("--lr must be positive, not " + lr);
        }
        if (labelSmoothing != null && !(labelSmoothing >= 0)) {
            throw new UsageError("--label-smoothing must be in [0, 1), not " + labelSmoothing);
        }
        if (batchSize != null) {
            TrainSettings.atLeast("--batch-size", batchSize, 1);
        }
        Recipe recipe = Recipe.of(data, model, network.hidden(), !pictures.augment.isEmpty()).with(optimizer);
        return new TrainSettings(
                data,
                label,
                ignore,
                table.reading(task, types, missing, labelScale, limit(), quantiles),
                split.test(),
                ofTables && isTable() ? split.validation(TrainSettings.OPEN) : validation(isLinear),
                split.settings(),
                weights.settings(isLinear),
                pictures.settings(data),
                basis,
                isLinear ? Optional.empty() : Optional.of(ofTables ? network.ofTable(model) : network.settings(model, recipe)),
                isLinear ? Optional.empty() : Optional.of(ofTables ? descentOfTable(model) : descent(recipe)),
                isLinear ? Optional.of(linear(model, given)) : Optional.empty(),
                seed);
    }

    /// The model that is asked for, or else suits the data and the other flags.
    private String model(Collection<String> given) {
        Optional<String> named = network.named();
        if (named.isPresent()) {
            return named.get();
        }
        boolean described = given.stream().anyMatch(flag -> flag.equals("--basis") || NETWORK_ONLY.contains(flag));
        return isTable() && !described ? Choices.REAL_MLP : NetworkOptions.MLP;
    }

    /// What is not said follows from the data.
    private DescentSettings descentOfTable(String model) {
        DescentSettings usual = TableRecipe.descent(model);
        return new DescentSettings(
                epochs == null ? 0 : epochs,
                batchSize == null ? 0 : batchSize,
                usual.optimizer(),
                lr == null ? 0 : lr,
                momentum,
                weightDecay == null ? usual.weightDecay() : weightDecay,
                usual.schedule(),
                labelSmoothing == null ? DescentSettings.OPEN : labelSmoothing,
                usual.clipNorm(),
                patience == null ? usual.patience() : patience);
    }

    private double validation(boolean isLinear) {
        return split.validation(!isLinear && (isTable() || patience != null && patience > 0) ? TrainSettings.USUAL_VALIDATION : 0);
    }

    private DescentSettings descent(Recipe recipe) {
        boolean watched = isTable() && (validation(false) > 0 || split.settings().validationFile().isPresent());
        return new DescentSettings(
                epochs != null ? epochs : TrainData.NAMES.contains(data) ? recipe.epochs() : 0,
                batchSize == null ? 64 : batchSize,
                recipe.optimizer(),
                lr == null ? recipe.lr() : lr,
                momentum,
                weightDecay == null ? recipe.weightDecay() : weightDecay,
                schedule == null ? recipe.schedule() : schedule,
                labelSmoothing == null ? 0 : labelSmoothing,
                clipNorm,
                patience != null ? patience : watched ? -1 : 0);
    }

    private LinearSettings linear(String model, Collection<String> given) {
        Set<String> heeded = SolverChoice.ALL.get(linear.solver).flags();
        given.stream().filter(flag -> OF_SOLVERS.contains(flag) && !heeded.contains(flag)).findFirst().ifPresent(flag -> {
            throw new UsageError(flag + " says nothing to --solver " + linear.solver + "; it is heeded by "
                    + String.join(", ", SolverChoice.heeding(flag)));
        });
        return linear.settings(model, weights.balanced(), lr, epochs, batchSize);
    }

    /// How many rows are kept of a long table.
    RowLimit limit() {
        if (rows.isEmpty()) {
            return TableReading.USUAL_ROWS;
        }
        try {
            return rows.get().equals("all") ? RowLimit.NONE : new RowLimit(Integer.parseInt(rows.get()), Long.MAX_VALUE);
        } catch (IllegalArgumentException e) {
            throw new UsageError("--rows must be a number of rows from 1 on, or all, not " + rows.get());
        }
    }
}
