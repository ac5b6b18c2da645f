package org.madaline.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.madaline.data.Dataset;
import org.madaline.data.Split;
import org.madaline.data.Splits;
import org.madaline.datasets.Digits;
import org.madaline.datasets.FashionMnist;
import org.madaline.datasets.Mnist;
import org.madaline.features.Features;
import org.madaline.features.PictureFeatures;
import org.madaline.formats.csv.RawTable;
import org.madaline.formats.image.ImageFolder;
import org.madaline.formats.image.ImagePreprocessing;
import org.madaline.formats.image.ImagePreprocessing.CenteredInk;
import org.madaline.table.SplitBy;
import org.madaline.table.TableData;
import org.madaline.table.TableParts;
import org.madaline.table.TableSettings;
import org.madaline.tensor.Shape;

/// The data of a run, in three parts.
///
/// @param train      what is trained on
/// @param validation empty where nothing is set aside; so with `test`
/// @param test       empty where nothing is set aside
/// @param features   what makes the x of raw input
/// @param pictures   the folder that the examples are from; empty where they are from elsewhere
/// @param folding    cuts what is not tested on, for cross-validation
public record TrainData(
        Dataset train, Optional<Dataset> validation, Optional<Dataset> test, Features features, Optional<ImageFolder> pictures,
        Folding folding) {
    /// The data sets that have names.
    public static final List<String> NAMES = List.of("mnist", "fashion-mnist", "digits");

    private static final int MOST_LINES = 60;

    /// How many broken pictures are named one by one.
    private static final int FAULTS = 10;

    /// The parts are the same for every seed of the training, so that runs can be compared.
    private static final long SPLIT_SEED = 0;

    /// Cuts examples for cross-validation.
    @FunctionalInterface
    public interface Folding {
        /// {@return k times a training and a validation part, and a test part that is another each time}
        ///
        /// @param k at least 2
        /// @throws UsageError if there are too few examples
        /// @throws IOException if a file of the data cannot be read any more
        List<TrainData> of(int k) throws IOException;
    }

    /// Makes the data of their parts.
    private interface Assembly {
        TrainData of(Dataset train, Optional<Dataset> validation, Optional<Dataset> test, Folding folding);
    }

    /// @throws UsageError before anything is trained, if the examples do not make the folds that the settings ask for
    private static Folding folding(Dataset rest, TrainSettings settings, Assembly assembly) throws IOException {
        double validation = settings.validation();
        Folding folding = k -> {
            List<TrainData> folds = new ArrayList<>();
            for (Split split : folded(() -> Splits.folds(rest, k, SPLIT_SEED))) {
                Parts inner = Parts.of(split.train(), validation);
                folds.add(assembly.of(inner.train, inner.rest, Optional.of(split.test()), _ -> List.of()));
            }
            return folds;
        };
        int asked = settings.split().folds();
        if (asked > 0) {
            for (Split split : folded(() -> Splits.folds(rest, asked, SPLIT_SEED))) {
                Parts.of(split.train(), validation);
            }
        }
        return folding;
    }

    /// Two parts, of which the second may be missing.
    private record Parts(Dataset train, Optional<Dataset> rest) {
        static Parts of(Dataset all, double share) throws IOException {
            if (share == 0) {
                return new Parts(all, Optional.empty());
            }
            Split split = parted(() -> all.classNames().isEmpty()
                    ? Splits.random(all, share, SPLIT_SEED)
                    : Splits.stratified(all, share, SPLIT_SEED));
            return new Parts(split.train(), Optional.of(split.test()));
        }
    }

    /// A data set that has a name.
    record Named(Dataset train, Optional<Dataset> test, CenteredInk preprocessing) {
        /// @param share set aside for testing where it brings no test part of its own
        /// @return empty if there is none of this name
        static Optional<Named> of(String name, double share, Optional<Path> directory, Consumer<String> progress) throws IOException {
            return switch (name) {
                case "mnist" -> Optional.of(of(Mnist.load(directory, progress), CenteredInk.MNIST));
                case "fashion-mnist" -> Optional.of(
                        of(FashionMnist.load(directory, progress), new CenteredInk(28, 28, CenteredInk.MNIST.polarity())));
                case "digits" -> {
                    Parts parts = Parts.of(Digits.load(), share);
                    yield Optional.of(new Named(parts.train, parts.rest, CenteredInk.DIGITS));
                }
                default -> Optional.empty();
            };
        }

        private static Named of(Split split, CenteredInk preprocessing) {
            return new Named(split.train(), Optional.of(split.test()), preprocessing);
        }
    }

    /// The data that settings name, with the parts set aside as they say.
    ///
    /// @param settings of which the data are told
    /// @param directory where the files of a named data set are looked for first
    /// @param progress gets a line for each thing that takes time, and for each thing that has to be known of the data
    /// @return the parts, prepared by what is fitted to the training part alone
    /// @throws UsageError if there are no such data
    /// @throws IOException if the data cannot be read
    public static TrainData load(TrainSettings settings, Optional<Path> directory, Consumer<String> progress) throws IOException {
        Optional<Named> named = Named.of(settings.data(), settings.test(), directory, progress);
        return named.isPresent() ? images(named.get(), settings) : file(settings, progress);
    }

    /// {@return the pictures that could not be used so far}
    public List<ImageFolder.Fault> leftOut() {
        return pictures.map(ImageFolder::faults).orElse(List.of());
    }

    /// {@return what makes scores on the parts of a table doubtful, a line each; see [TableParts#doubts()]}
    ///
    /// @param by what the parts were made by
    public List<String> doubts(SplitBy by) {
        if (!(train instanceof TableData rows)) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(ofLabel(by, rows.features().label().columns()));
        lines.addAll(new TableParts(rows, rows(validation), rows(test)).doubts(by));
        return lines;
    }

    /// What is to be told from others cannot tell which rows these are.
    private static List<String> ofLabel(SplitBy by, List<String> labels) {
        return switch (by) {
            case SplitBy.ByTime(String column) when labels.contains(column) -> List.of("the rows are parted by " + column + ", which is the label: all"
                    + " that is tested on lies beyond all that is trained on; say another --time, or none");
            case SplitBy.ByGroup(String column) when labels.contains(column) -> List.of("the rows are grouped by " + column + ", which is the label:"
                    + " nothing that is tested on is met in training; say another --group, or none");
            case SplitBy.ByChance _, SplitBy.ByTime _, SplitBy.ByGroup _ -> List.of();
        };
    }

    private static Optional<TableData> rows(Optional<Dataset> part) {
        return part.filter(TableData.class::isInstance).map(TableData.class::cast);
    }

    /// {@return whether y is a class}
    public boolean classes() {
        return !train.classNames().isEmpty();
    }

    /// {@return the shape in which an example is a picture, `[C, H, W]`; empty where it is none}
    public Optional<Shape> image() {
        return features instanceof PictureFeatures picture ? Optional.of(picture.preprocessing().shape()) : Optional.empty();
    }

    /// The same pictures with x in another shape of equal size.
    TrainData withInputShape(Shape shape) {
        return new TrainData(
                train.withInputShape(shape),
                validation.map(part -> part.withInputShape(shape)),
                test.map(part -> part.withInputShape(shape)),
                new PictureFeatures(((PictureFeatures) features).preprocessing(), shape),
                pictures,
                k -> folding.of(k).stream().map(fold -> fold.withInputShape(shape)).toList());
    }

    private static TrainData images(Named data, TrainSettings settings) throws IOException {
        settings.requireNoColumns(settings.data() + " is a data set of pictures");
        Parts parts = Parts.of(data.train, settings.validation());
        Assembly assembly = (train, validation, test, folding) -> new TrainData(
                settings.pictures().augmented(train, data.preprocessing.shape(), settings.seed()),
                validation,
                test,
                new PictureFeatures(data.preprocessing, data.train.inputShape()),
                Optional.empty(),
                folding);
        return assembly.of(parts.train, parts.rest, data.test, folding(data.train, settings, assembly));
    }

    private static TrainData file(TrainSettings settings, Consumer<String> progress) throws IOException {
        Path path = Path.of(settings.data());
        if (InputFile.isStandard(path)) {
            progress.accept("reading standard input");
        } else if (!Files.exists(path)) {
            String nearest = Text.nearest(settings.data(), NAMES);
            throw new UsageError("there is no data set or file '" + settings.data() + "'"
                    + (nearest == null ? "; data sets are " + String.join(", ", NAMES) : "; did you mean " + nearest + "?"));
        }
        return Files.isDirectory(path) ? folder(path, settings, progress) : table(path, settings, progress);
    }

    private static TrainData folder(Path path, TrainSettings settings, Consumer<String> progress) throws IOException {
        settings.label().ifPresent(label -> {
            throw new UsageError("--label " + label + " names a column of a table; " + path + " is a folder, whose folders are the classes");
        });
        settings.requireNoColumns(path + " is a folder of pictures");
        ImagePreprocessing preprocessing = settings.pictures().preprocessing(settings.choice().preprocessing());
        var broken = settings.pictures().strict() ? ImageFolder.Broken.FAIL : ImageFolder.Broken.SKIP;
        ImageFolder all = scanned(path, () -> ImageFolder.scan(path, preprocessing, broken), progress);
        Parts outer = Parts.of(all, settings.test());
        Parts inner = Parts.of(outer.train, settings.validation());
        outer.rest.ifPresent(test -> tellRepeats("test", all.repeats(outer.train, test), progress));
        inner.rest.ifPresent(part -> tellRepeats("validation", all.repeats(inner.train, part), progress));
        Assembly assembly = (train, validation, test, folding) -> new TrainData(
                preprocessing.normalized(settings.pictures().augmented(train, all.inputShape(), settings.seed())),
                validation.map(preprocessing::normalized),
                test.map(preprocessing::normalized),
                new PictureFeatures(preprocessing),
                Optional.of(all),
                folding);
        return assembly.of(inner.train, inner.rest, outer.rest, folding(outer.train, settings, assembly));
    }

    interface Scan {
        ImageFolder run() throws IOException;
    }

    /// The pictures of a folder; those that cannot be used are named.
    static ImageFolder scanned(Path path, Scan scan, Consumer<String> progress) throws IOException {
        progress.accept("reading the pictures in " + path);
        ImageFolder all = scan.run();
        tell(all.faults(), progress);
        return all;
    }

    /// Names pictures that a part shares with what is trained on.
    private static void tellRepeats(String part, List<ImageFolder.Repeat> repeats, Consumer<String> progress) {
        if (!repeats.isEmpty()) {
            ImageFolder.Repeat first = repeats.getFirst();
            progress.accept(Text.count(repeats.size()) + " pictures of the " + part + " part show the same as pictures that are"
                    + " trained on, so its accuracy says too much; the first is " + first.name() + ", the same as " + first.other());
        }
    }

    /// Names pictures that are left out.
    ///
    /// @param faults   what was found
    /// @param progress gets a line for each of the first ten, and their number
    public static void tell(List<ImageFolder.Fault> faults, Consumer<String> progress) {
        faults.stream().limit(FAULTS).forEach(fault -> progress.accept("left out: " + fault.file() + ": " + fault.reason()));
        if (faults.size() > 1) {
            progress.accept("left out: " + Text.count(faults.size()) + " pictures in all");
        }
    }

    private interface Parting<T> {
        T get() throws IOException;
    }

    private static <T> T folded(Parting<T> folds) throws IOException {
        try {
            return folds.get();
        } catch (IllegalArgumentException e) {
            throw new UsageError("--folds: " + e.getMessage());
        }
    }

    private static <T> T parted(Parting<T> split) throws IOException {
        try {
            return split.get();
        } catch (IllegalArgumentException e) {
            throw new UsageError("--test, --validation: " + e.getMessage() + "; --test 0 and --validation 0 set nothing aside");
        }
    }

    /// What was found in a table; of very many columns the first ones.
    private static void tellColumns(List<String> lines, Consumer<String> progress) {
        lines.stream().limit(MOST_LINES).forEach(progress);
        if (lines.size() > MOST_LINES) {
            progress.accept("... and " + Text.count(lines.size() - MOST_LINES) + " more columns, which the report names");
        }
    }

    private static TrainData table(Path path, TrainSettings settings, Consumer<String> progress) throws IOException {
        if (!settings.pictures().augment().isEmpty()) {
            throw new UsageError("--augment changes pictures; " + path + " is a table");
        }
        RawTable table;
        try (InputFile input = InputFile.of(path)) {
            table = Tables.read(input, settings.table().options(), settings.label());
        }
        String label = settings.label().orElseThrow(() -> new UsageError(
                "--label must name the column to predict, one of " + Tables.columns(table)));
        (table.has(label) ? List.of(label) : TableSettings.parts(label)).forEach(column -> Tables.requireColumn("--label", table, column));
        settings.ignore().forEach(column -> Tables.requireColumn("--ignore", table, column));
        settings.table().types().keySet().forEach(column -> Tables.requireColumn("--types", table, column));
        SplitSettings split = settings.split();
        split.group().ifPresent(column -> Tables.requireColumn("--group", table, column));
        split.time().ifPresent(column -> Tables.requireColumn("--time", table, column));
        Optional<String> weight = settings.weights().column();
        weight.ifPresent(column -> Tables.requireColumn("--weight", table, column));
        List<String> ignored = Stream.of(settings.ignore().stream(), split.noFeatures().stream(), weight.stream()).flatMap(s -> s).toList();
        TableData all = weighted(TableData.of(table, settings.tableSettings(label, ignored)), settings);
        tellColumns(all.report(), progress);
        weight.ifPresent(column -> progress.accept("rows count as " + column + " says, in training and in all figures"));
        TableData rest = parted(() -> settings.test() == 0 ? all : (TableData) split.by().split(all, settings.test(), SPLIT_SEED).train());
        double validation = settings.validationOf(rest);
        TableParts parts = parted(() -> TableParts.of(all, settings.test(), validation, split.by(), SPLIT_SEED));
        if (split.folds() > 0) {
            // Said before anything is trained.
            folded(() -> TableParts.folds(rest, split.folds(), validation, split.by(), SPLIT_SEED));
        }
        split.by().describe(parts).ifPresent(progress);
        parts.train().features().texts().forEach(progress);
        var own = new OwnParts(settings, parts.train(), progress);
        Optional<Dataset> test = split.testFile().isPresent() ? own.test() : parts.test().map(part -> part);
        TrainData data = table(settings, parts, test, progress, k -> {
            List<TrainData> folds = new ArrayList<>();
            for (TableParts fold : folded(() -> TableParts.folds(rest, k, validation, split.by(), SPLIT_SEED))) {
                folds.add(table(settings, fold, fold.test().map(part -> part), _ -> {}, _ -> List.of()));
            }
            return folds;
        });
        data.doubts(split.by()).forEach(line -> progress.accept("note: " + line));
        return data;
    }

    /// Rows that count what their column of weights says, where there is one.
    static TableData weighted(TableData rows, TrainSettings settings) throws IOException {
        Optional<String> column = settings.weights().column();
        return column.isPresent() ? rows.weightedBy(column.get()) : rows;
    }

    private static TrainData table(
            TrainSettings settings, TableParts parts, Optional<Dataset> test, Consumer<String> progress, Folding folding) throws IOException {
        Optional<Dataset> validation = settings.split().validationFile().isPresent()
                ? new OwnParts(settings, parts.train(), progress).validation()
                : parts.validation().map(part -> part);
        return new TrainData(parts.train(), validation, test, parts.train().features(), Optional.empty(), folding);
    }
}
