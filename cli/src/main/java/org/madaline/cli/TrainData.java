package org.madaline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.madaline.data.Dataset;
import org.madaline.data.Scaler;
import org.madaline.data.Split;
import org.madaline.data.Splits;
import org.madaline.datasets.Digits;
import org.madaline.datasets.FashionMnist;
import org.madaline.datasets.Mnist;
import org.madaline.formats.csv.CsvTable;
import org.madaline.formats.csv.TableEncoding;
import org.madaline.formats.image.ImageFolder;
import org.madaline.formats.image.ImagePreprocessing;
import org.madaline.formats.image.ImagePreprocessing.CenteredInk;
import org.madaline.tensor.Shape;

/// The data of a run, in three parts.
///
/// @param validation null where nothing is set aside
/// @param test null where nothing is set aside
/// @param image the shape in which an example is a picture, `[C, H, W]`; null where it is none
/// @param input how the examples were made of files
/// @param pictures the folder of pictures that the examples are from; null where they are from elsewhere
record TrainData(
        Dataset train, Dataset validation, Dataset test, Shape image, ModelInput input, ImageFolder pictures) {
    private static final List<String> NAMES = List.of("mnist", "fashion-mnist", "digits");

    /// How many broken pictures are named one by one.
    private static final int FAULTS = 10;

    /// The parts are the same for every seed of the training, so that runs can be compared.
    private static final long SPLIT_SEED = 0;

    /// @param directory where the files of a named data set are looked for first; may be null
    /// @param progress gets a line for each thing that takes time
    /// @throws UsageError if there are no such data
    static TrainData load(TrainSettings settings, Path directory, Consumer<String> progress) throws IOException {
        return switch (settings.data()) {
            case "mnist" -> images(Mnist.load(Optional.ofNullable(directory), progress), CenteredInk.MNIST, settings);
            case "fashion-mnist" ->
                images(
                        FashionMnist.load(Optional.ofNullable(directory), progress),
                        new CenteredInk(28, 28, CenteredInk.MNIST.polarity()),
                        settings);
            case "digits" ->
                images(
                        Splits.stratified(Digits.load(), settings.test(), SPLIT_SEED),
                        CenteredInk.DIGITS,
                        settings);
            default -> file(settings, progress);
        };
    }

    /// Of data that are no folder of pictures.
    TrainData(Dataset train, Dataset validation, Dataset test, Shape image, ModelInput input) {
        this(train, validation, test, image, input, null);
    }

    /// The pictures that could not be used so far.
    List<ImageFolder.Fault> leftOut() {
        return pictures == null ? List.of() : pictures.faults();
    }

    boolean classes() {
        return !train.classNames().isEmpty();
    }

    /// The same data with x in another shape of equal size.
    TrainData withInputShape(Shape shape) {
        return new TrainData(
                train.withInputShape(shape),
                validation == null ? null : validation.withInputShape(shape),
                test == null ? null : test.withInputShape(shape),
                image,
                input,
                pictures);
    }

    private static TrainData images(Split split, CenteredInk preprocessing, TrainSettings settings) {
        Split parts = validation(split.train(), settings);
        return new TrainData(
                settings.pictures().augmented(parts.train(), preprocessing.shape(), settings.seed()),
                settings.validation() == 0 ? null : parts.test(),
                split.test(),
                preprocessing.shape(),
                ModelInput.ofImages(preprocessing));
    }

    private static Split split(Dataset all, double share) {
        return all.classNames().isEmpty()
                ? Splits.random(all, share, SPLIT_SEED)
                : Splits.stratified(all, share, SPLIT_SEED);
    }

    /// Training and validation part; the latter means nothing where none is wanted.
    private static Split validation(Dataset all, TrainSettings settings) {
        return settings.validation() == 0 ? new Split(all, all) : split(all, settings.validation());
    }

    private static TrainData file(TrainSettings settings, Consumer<String> progress) throws IOException {
        Path path = Path.of(settings.data());
        if (!Files.exists(path)) {
            String nearest = Text.nearest(settings.data(), NAMES);
            throw new UsageError("there is no data set or file '" + settings.data() + "'"
                    + (nearest == null ? "; data sets are " + String.join(", ", NAMES) : "; did you mean " + nearest + "?"));
        }
        if (Files.isDirectory(path)) {
            return folder(path, settings, progress);
        }
        return table(CsvTable.read(path), settings, progress);
    }

    private static TrainData folder(Path path, TrainSettings settings, Consumer<String> progress) throws IOException {
        ImagePreprocessing preprocessing = settings.pictures().preprocessing(settings.choice().preprocessing());
        ImageFolder all = folder(path, preprocessing, settings.pictures().strict(), progress);
        Split outer = settings.test() == 0 ? new Split(all, all) : split(all, settings.test());
        Split inner = validation(outer.train(), settings);
        if (settings.test() != 0) {
            tellRepeats("test", all.repeats(outer.train(), outer.test()), progress);
        }
        if (settings.validation() != 0) {
            tellRepeats("validation", all.repeats(inner.train(), inner.test()), progress);
        }
        return new TrainData(
                preprocessing.normalized(settings.pictures().augmented(inner.train(), all.inputShape(), settings.seed())),
                settings.validation() == 0 ? null : preprocessing.normalized(inner.test()),
                settings.test() == 0 ? null : preprocessing.normalized(outer.test()),
                all.inputShape(),
                ModelInput.ofImages(preprocessing),
                all);
    }

    /// The pictures of a folder; those that cannot be used are named.
    static ImageFolder folder(Path path, ImagePreprocessing preprocessing, boolean strict, Consumer<String> progress)
            throws IOException {
        progress.accept("reading the pictures in " + path);
        ImageFolder all = ImageFolder.scan(path, preprocessing, strict ? ImageFolder.Broken.FAIL : ImageFolder.Broken.SKIP);
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
    static void tell(List<ImageFolder.Fault> faults, Consumer<String> progress) {
        faults.stream().limit(FAULTS).forEach(fault -> progress.accept("left out: " + fault.file() + ": " + fault.reason()));
        if (faults.size() > 1) {
            progress.accept("left out: " + Text.count(faults.size()) + " pictures in all");
        }
    }

    private static TrainData table(CsvTable table, TrainSettings settings, Consumer<String> progress) throws IOException {
        if (!settings.pictures().augment().isEmpty()) {
            throw new UsageError("--augment changes pictures; " + table.file() + " is a table");
        }
        if (settings.label() == null) {
            throw new UsageError("--label must name the column to predict, one of " + String.join(", ", table.columns()));
        }
        requireColumn(table, settings.label());
        for (String column : settings.ignore()) {
            requireColumn(table, column);
        }
        var encoding = TableEncoding.fit(
                table, settings.label(), settings.ignore(), TableEncoding.Kind.AUTO, TableEncoding.Missing.SUBSTITUTE);
        tellMissing(table, encoding, progress);
        Dataset all = encoding.dataset(table);
        Split outer = settings.test() == 0 ? new Split(all, all) : split(all, settings.test());
        Split inner = validation(outer.train(), settings);
        Scaler target = all.classNames().isEmpty() ? ModelInput.targetScale(inner.train()) : null;
        var input = new ModelInput(null, encoding, Scaler.standard(inner.train()), target);
        return new TrainData(
                input.scaled(inner.train()),
                settings.validation() == 0 ? null : input.scaled(inner.test()),
                settings.test() == 0 ? null : input.scaled(outer.test()),
                null,
                input);
    }

    private static void requireColumn(CsvTable table, String name) {
        if (!table.columns().contains(name)) {
            String nearest = Text.nearest(name, table.columns());
            throw new UsageError(table.file() + " has no column '" + name + "'"
                    + (nearest == null ? "" : "; did you mean " + nearest + "?") + " Its columns are "
                    + String.join(", ", table.columns()));
        }
    }

    /// Says how many cells are missing and what stands for them.
    private static void tellMissing(CsvTable table, TableEncoding encoding, Consumer<String> progress) throws IOException {
        for (TableEncoding.Feature feature : encoding.features()) {
            int missing = table.missing(feature.column());
            if (missing > 0) {
                progress.accept("column " + feature.column() + ": " + Text.count(missing) + " of " + Text.count(table.size())
                        + " cells are missing; " + switch (feature) {
                            case TableEncoding.Numeric numeric -> "the mean, " + Text.number(numeric.substitute()) + ", stands for them";
                            case TableEncoding.Categorical _ -> "they count as no category";
                        });
            }
        }
    }
}
