package org.madaline.runs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.madaline.features.PictureFeatures;
import org.madaline.table.LabelScale;
import org.madaline.table.MemberFolds;
import org.madaline.table.RealMlp;
import org.madaline.table.TableData;
import org.madaline.table.TableEncoding;
import org.madaline.table.TableFeatures;
import org.madaline.table.TableSettings;

/// Everything that decides which model a training run ends with: the same settings on the same data yield the same
/// bits on any machine. Kept in the run's folder as `settings.json`, from which `--resume` goes on.
///
/// @param data       the name of a data set, or the path of a table or of a folder of pictures
/// @param label      the column of a table that is to be predicted
/// @param ignore     columns of a table that are no features
/// @param table      how a table is read
/// @param test       the share that is set aside for testing where the data bring no test part of their own
/// @param validation the share of the training part that is set aside to watch the training; -1: as much as suits the model and the
///     rows, once settled
/// @param split      how else rows come into these parts
/// @param pictures   how pictures are read and changed
/// @param weights    how much examples count
/// @param basis      the basis functions before the model, as of [BasisChoice]
/// @param network    empty for a linear model; so is `descent`
/// @param descent    how a network is trained
/// @param linear     empty for a network
/// @param seed       of all random numbers but those of the split
public record TrainSettings(
        String data,
        Optional<String> label,
        List<String> ignore,
        TableReading table,
        double test,
        double validation,
        SplitSettings split,
        WeightSettings weights,
        PictureSettings pictures,
        List<String> basis,
        Optional<NetworkSettings> network,
        Optional<DescentSettings> descent,
        Optional<LinearSettings> linear,
        long seed) {
    /// The share of validation that follows from model and rows.
    public static final double OPEN = -1;

    /// What networks of tables are watched by where nothing is said.
    public static final double USUAL_VALIDATION = 0.1;

    /// Checks its components.
    ///
    /// @throws UsageError naming the flag of a value that cannot be
    public TrainSettings {
        ignore = List.copyOf(ignore);
        basis = List.copyOf(basis);
        if (network.isPresent() == linear.isPresent() || network.isPresent() != descent.isPresent()) {
            throw new UsageError("settings are for a network, trained by descent, or for a linear model; these are for "
                    + (linear.isPresent() ? "both" : "neither"));
        }
        basis.forEach(BasisChoice::parse);
        share("--test", test);
        if (validation != OPEN || !(choice(network, linear) instanceof ModelChoice.OfTables)) {
            share("--validation", validation);
        }
        if (descent.isPresent()) {
            descent.get().requireValidation(validation != 0 || split.validationFile().isPresent());
        }
        if (!basis.isEmpty() && choice(network, linear).takesPictures()) {
            throw new UsageError("--basis makes vectors, but --model " + network.orElseThrow().model() + " takes pictures");
        }
        if (!basis.isEmpty() && choice(network, linear) instanceof ModelChoice.OfTables) {
            throw new UsageError("--model " + network.orElseThrow().model() + " makes basis functions of its own; --basis is for others");
        }
    }

    private static ModelChoice choice(Optional<NetworkSettings> network, Optional<LinearSettings> linear) {
        return Choices.MODELS.get(linear.map(LinearSettings::model).orElseGet(() -> network.orElseThrow().model()));
    }

    /// {@return the model's name}
    public String model() {
        return linear.map(LinearSettings::model).orElseGet(() -> network.orElseThrow().model());
    }

    /// {@return what the name stands for}
    public ModelChoice choice() {
        return choice(network, linear);
    }

    /// What is made of the table: its form is that of the model, and the scale of its label is told from it for the default
    /// network alone.
    ///
    /// @param column the label
    /// @param ignored columns that are no features
    TableSettings tableSettings(String column, List<String> ignored) {
        TableSettings said = table.settings(column, ignored).withEncoding(isOfTables() ? TableEncoding.ROBUST : TableEncoding.STANDARD);
        return said.labelScale() == LabelScale.AUTO && !isOfTables() ? said.withLabelScale(LabelScale.LINEAR) : said;
    }

    /// The data in the form that the model takes: pictures `[C, H, W]` for a network that looks at them.
    ///
    /// @param data as they were loaded
    /// @return the same examples; x may have another shape of equal size
    /// @throws UsageError if the data are no pictures
    public TrainData arrange(TrainData data) {
        if (isOfTables() && !(data.features() instanceof TableFeatures)) {
            throw new UsageError("--model " + model() + " takes tables; these data are " + data.train().inputShape());
        }
        if (!choice().takesPictures()) {
            return data;
        }
        if (!(data.features() instanceof PictureFeatures pictures)) {
            throw new UsageError("--model " + model() + " takes pictures; these data are " + data.train().inputShape());
        }
        return data.withInputShape(pictures.preprocessing().shape());
    }

    TrainSettings with(NetworkSettings other) {
        return new TrainSettings(data, label, ignore, table, test, validation, split, weights, pictures, basis, Optional.of(other),
                descent, linear, seed);
    }

    TrainSettings with(DescentSettings other) {
        return new TrainSettings(data, label, ignore, table, test, validation, split, weights, pictures, basis, network,
                Optional.of(other), linear, seed);
    }

    TrainSettings seeded(long other) {
        return new TrainSettings(data, label, ignore, table, test, validation, split, weights, pictures, basis, network, descent, linear,
                other);
    }

    TrainSettings with(LinearSettings other) {
        return new TrainSettings(data, label, ignore, table, test, validation, split, weights, pictures, basis, network, descent,
                Optional.of(other), seed);
    }

    /// The same for a linear model of the inputs as they are, in place of a network.
    TrainSettings inPlace(LinearSettings other) {
        return new TrainSettings(data, label, ignore, table, test, validation, split, weights, pictures, List.of(), Optional.empty(),
                Optional.empty(), Optional.of(other), seed);
    }

    /// {@return the same settings for other data}
    ///
    /// @param other a name or a path, as the first component
    public TrainSettings on(String other) {
        return new TrainSettings(other, label, ignore, table, test, validation, split, weights, pictures, basis, network, descent, linear, seed);
    }

    /// The same settings with the paths of files as they are seen from another folder than that in which they were given.
    TrainSettings located(Path folder) {
        return new TrainSettings(data, label, ignore, table, test, validation, split.located(folder), weights, pictures, basis, network, descent, linear, seed);
    }

    /// The same settings without cross-validation, which whoever asks for the test part does not want.
    TrainSettings unfolded() {
        return new TrainSettings(data, label, ignore, table, test, validation, split.unfolded(), weights, pictures, basis, network, descent, linear, seed);
    }

    /// {@return the same settings, with those that depend on the number of examples}
    ///
    /// @param trained what they are trained on
    public TrainSettings settled(TrainData trained) {
        int examples = trained.train().size();
        if (isOfTables()) {
            var recipe = new TableRecipe(((ModelChoice.OfTables) choice()).kind(), trained);
            return validated(trained).with(network.map(recipe::settled), descent.map(recipe::settled));
        }
        var enough = trained.pictures().isPresent() ? DescentSettings.Enough.OF_PICTURES : DescentSettings.Enough.OF_ROWS;
        return with(network, descent.map(d -> d.settled(examples, enough)));
    }

    /// The share of the rows that watches the training: where nothing is said none, if each network can leave out a fold.
    ///
    /// @param rest the rows that are not tested on
    double validationOf(TableData rest) throws IOException {
        if (validation != OPEN) {
            return validation;
        }
        boolean classes = !rest.classNames().isEmpty();
        int asked = network.orElseThrow().members();
        // Without a look at the cells, which takes long where there are many.
        int most = asked > 0 ? asked : RealMlp.of(classes, rest.size(), Math.max(1, rest.columns().size())).members();
        if (!isRealMlp() || split.validationFile().isPresent() || most < MemberFolds.FEWEST) {
            return USUAL_VALIDATION;
        }
        int members = asked > 0 ? asked : RealMlp.of(rest).members();
        return MemberFolds.suit(members, rest, split.by()) ? 0 : USUAL_VALIDATION;
    }

    /// {@return whether each network of a RealMLP leaves out a fold of the rows, if there are enough}
    public boolean foldsMembers() {
        return isRealMlp() && validation == 0 && split.validationFile().isEmpty() && network.orElseThrow().members() >= MemberFolds.FEWEST;
    }

    private boolean isRealMlp() {
        return choice() instanceof ModelChoice.OfTables(var kind) && kind == ModelChoice.OfTables.Kind.REAL_MLP;
    }

    private TrainSettings validated(TrainData trained) {
        double share = validation != OPEN ? validation : trained.validation().isPresent() ? USUAL_VALIDATION : 0;
        return new TrainSettings(data, label, ignore, table, test, share, split, weights, pictures, basis, network, descent, linear, seed);
    }

    private TrainSettings with(Optional<NetworkSettings> nets, Optional<DescentSettings> descents) {
        return new TrainSettings(data, label, ignore, table, test, validation, split, weights, pictures, basis, nets, descents, linear, seed);
    }

    /// Whether the model is a network that is made for tables.
    boolean isOfTables() {
        return choice() instanceof ModelChoice.OfTables;
    }

    /// @param what the data are
    /// @throws UsageError if something was said of the columns and rows of a table
    void requireNoColumns(String what) {
        split.requireNone(what);
        weights.column().ifPresent(_ -> {
            throw new UsageError("--weight is for tables; " + what);
        });
        if (!table.quantiles().isEmpty()) {
            throw new UsageError("--quantiles is for tables; " + what);
        }
    }

    private static void share(String flag, double value) {
        require(value >= 0 && value < 1, flag, "a share in [0, 1)", value);
    }

    /// Checks a whole number that the user gave.
    ///
    /// @param flag  its name, for the message
    /// @param value what was given
    /// @param least that is possible
    /// @throws UsageError if the value is less
    public static void atLeast(String flag, int value, int least) {
        require(value >= least, flag, "at least " + least, value);
    }

    static void require(boolean holds, String flag, String expected, Number value) {
        if (!holds) {
            throw new UsageError(flag + " must be " + expected + ", not " + value);
        }
    }
}
