package org.madaline.runs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.madaline.table.SplitBy;

/// How examples come into the training, validation and test part, besides the shares of the two latter.
///
/// @param testFile a table of its own to test on
/// @param validationFile a table of its own to validate on
/// @param group the column whose values keep rows together
/// @param time the column by which the latest rows are set aside
/// @param folds of cross-validation; 0: there is none
public record SplitSettings(
        Optional<String> testFile, Optional<String> validationFile, Optional<String> group, Optional<String> time, int folds) {
    /// By chance, from one file.
    public static final SplitSettings NONE = new SplitSettings(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 0);

    /// Checks its components.
    ///
    /// @throws UsageError if both a group and a time are to decide
    public SplitSettings {
        if (group.isPresent() && time.isPresent()) {
            throw new UsageError("--group and --time cannot both decide which rows are set aside; choose one of them");
        }
        TrainSettings.require(folds == 0 || folds >= 2, "--folds", "at least 2", folds);
    }

    /// {@return what decides which rows are set aside}
    public SplitBy by() {
        return group.<SplitBy>map(SplitBy.ByGroup::new).or(() -> time.map(SplitBy.ByTime::new)).orElse(SplitBy.CHANCE);
    }

    /// Columns that are no features: what a group is called says nothing of another.
    List<String> noFeatures() {
        return group.stream().toList();
    }

    /// The same with the paths of files as they are seen from another folder than that in which they were given.
    SplitSettings located(Path folder) {
        return new SplitSettings(testFile.map(file -> located(folder, file)), validationFile.map(file -> located(folder, file)), group, time, folds);
    }

    /// The same parts without cross-validation.
    SplitSettings unfolded() {
        return new SplitSettings(testFile, validationFile, group, time, 0);
    }

    private static String located(Path folder, String file) {
        Path there = folder.resolve(file);
        return Files.exists(there) ? there.toString() : file;
    }

    /// @param what the data are
    /// @throws UsageError if something here is for tables only
    void requireNone(String what) {
        Stream.of(testFile.map(_ -> "--test FILE"), validationFile.map(_ -> "--validation FILE"), group.map(_ -> "--group"), time.map(_ -> "--time"))
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(flag -> {
                    throw new UsageError(flag + " is for tables; " + what);
                });
    }
}
