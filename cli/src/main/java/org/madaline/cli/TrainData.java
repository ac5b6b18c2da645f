package org.madaline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.madaline.data.Dataset;
import org.madaline.data.Split;
import org.madaline.data.Splits;
import org.madaline.formats.datasets.Digits;
import org.madaline.formats.datasets.FashionMnist;
import org.madaline.formats.datasets.Mnist;
import org.madaline.tensor.Shape;

/// The data of a run, in three parts.
///
/// @param validation null where nothing is set aside
/// @param test null where nothing is set aside
/// @param image the shape in which an example is a picture, `[C, H, W]`; null where it is none
record TrainData(Dataset train, Dataset validation, Dataset test, Shape image) {
    private static final List<String> NAMES = List.of("mnist", "fashion-mnist", "digits");

    /// The parts are the same for every seed of the training, so that runs can be compared.
    private static final long SPLIT_SEED = 0;

    /// @param directory where the files of a named data set are looked for first; may be null
    /// @param progress gets a line for each thing that takes time
    /// @throws UsageError if there are no such data
    static TrainData load(TrainSettings settings, Path directory, Consumer<String> progress) throws IOException {
        return switch (settings.data()) {
            case "mnist" -> images(Mnist.load(Optional.ofNullable(directory), progress), settings);
            case "fashion-mnist" -> images(FashionMnist.load(Optional.ofNullable(directory), progress), settings);
            case "digits" -> images(Splits.stratified(Digits.load(), settings.test(), SPLIT_SEED), settings);
            default -> file(settings);
        };
    }

    boolean classes() {
        return !train.classNames().isEmpty();
    }

    private static TrainData images(Split split, TrainSettings settings) {
        int side = (int) Math.sqrt(split.train().inputShape().size());
        return of(split.train(), split.test(), Shape.of(1, side, side), settings);
    }

    private static TrainData of(Dataset all, Dataset test, Shape image, TrainSettings settings) {
        if (settings.validation() == 0) {
            return new TrainData(all, null, test, image);
        }
        Split split = all.classNames().isEmpty()
                ? Splits.random(all, settings.validation(), SPLIT_SEED)
                : Splits.stratified(all, settings.validation(), SPLIT_SEED);
        return new TrainData(split.train(), split.test(), test, image);
    }

    private static TrainData file(TrainSettings settings) throws IOException {
        Path path = Path.of(settings.data());
        if (!Files.exists(path)) {
            String nearest = Text.nearest(settings.data(), NAMES);
            throw new UsageError("there is no data set or file '" + settings.data() + "'"
                    + (nearest == null ? "; data sets are " + String.join(", ", NAMES) : "; did you mean " + nearest + "?"));
        }
        throw new UsageError(path + ": only " + String.join(", ", NAMES) + " can be trained on so far");
    }
}
