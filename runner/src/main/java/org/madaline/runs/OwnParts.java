package org.madaline.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.madaline.data.Dataset;
import org.madaline.table.TableData;

/// Parts of a table's data that come from files of their own. Columns and classes are those of the training part, found by
/// their names, and so is all that was fitted.
///
/// @param train what the rows are prepared by
/// @param progress gets a line for each thing that has to be known
record OwnParts(TrainSettings settings, TableData train, Consumer<String> progress) {
    Optional<Dataset> test() throws IOException {
        return Optional.of(read("--test", settings.split().testFile().orElseThrow()));
    }

    Optional<Dataset> validation() throws IOException {
        return Optional.of(read("--validation", settings.split().validationFile().orElseThrow()));
    }

    private TableData read(String flag, String file) throws IOException {
        Path path = Path.of(file);
        if (!Files.exists(path)) {
            throw new UsageError(flag + " " + file + ": there is no such file; a share is a number such as 0.2");
        }
        if (!InputFile.isStandard(Path.of(settings.data())) && Files.isSameFile(path, Path.of(settings.data()))) {
            throw new UsageError(flag + " " + file + " is the file that is trained on");
        }
        List<String> names = new ArrayList<>(Answers.names(train.features()));
        names.addAll(train.features().label().columns());
        try (InputFile input = InputFile.of(path)) {
            TableData rows = TrainData.weighted(
                    TableData.of(Tables.read(input, settings.table().options(), names), train.features(), train.targets()), settings);
            rows.report().forEach(line -> progress.accept(flag + ": " + line));
            return rows;
        }
    }
}
