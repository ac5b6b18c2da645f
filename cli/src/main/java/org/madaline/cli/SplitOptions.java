package org.madaline.cli;

import java.util.Optional;
import org.madaline.runs.SplitSettings;
import org.madaline.runs.TrainSettings;
import org.madaline.runs.UsageError;
import picocli.CommandLine.Option;

/// The flags that say which examples are trained on, validated on and tested on.
final class SplitOptions {
    private static final double TEST = 0.2;

    @Option(
            names = "--test",
            paramLabel = "SHARE|FILE",
            description = "Set aside for testing where the data have no test part (default: 0.2), or a table of its own; a file with"
                    + " the name of a number is written ./0.2")
    Optional<String> test = Optional.empty();

    @Option(
            names = "--validation",
            paramLabel = "SHARE|FILE",
            description = "Set aside from the training part to watch the training (default: 0; 0.1 for a network on a table, but"
                    + " none where eight learn few rows, each without a part of its own), or a table of its own.")
    Optional<String> validation = Optional.empty();

    @Option(
            names = "--group",
            paramLabel = "COLUMN",
            description = "Rows of a table with the same value here are set aside together, as those of one patient; it is no feature.")
    Optional<String> group = Optional.empty();

    @Option(names = "--time", paramLabel = "COLUMN", description = "The latest rows of a table by this column of dates or numbers are set aside.")
    Optional<String> time = Optional.empty();

    @Option(
            names = "--folds",
            paramLabel = "K",
            description = "Cross-validation: K models more, each trained on all but one fold, and judged on it, tell what such a model"
                    + " is worth; the run's own is trained on all rows, unless --test sets some aside.")
    Optional<Integer> folds = Optional.empty();

    /// The share set aside for testing.
    double test() {
        return share(test, folds.isPresent() ? 0 : TEST);
    }

    /// The share set aside to watch the training.
    ///
    /// @param usual where nothing is said
    double validation(double usual) {
        double share = share(validation, usual);
        if (validation.isPresent() && share < 0) {
            throw new UsageError("--validation must be a share in [0, 1), or a file, not " + validation.get());
        }
        return share;
    }

    private static double share(Optional<String> given, double usual) {
        return given.isEmpty() ? usual : number(given.get()).orElse(0.0);
    }

    private static Optional<Double> number(String text) {
        try {
            return Optional.of(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> file(Optional<String> given) {
        return given.filter(text -> number(text).isEmpty());
    }

    /// The settings, checked.
    ///
    /// @throws UsageError naming flags that do not go together
    SplitSettings settings() {
        folds.ifPresent(k -> TrainSettings.atLeast("--folds", k, 2));
        return new SplitSettings(file(test), file(validation), group, time, folds.orElse(0));
    }
}
