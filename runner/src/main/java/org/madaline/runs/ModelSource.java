package org.madaline.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.madaline.pipeline.Pipeline;

/// A model that was asked for: a file, or the folder of a run.
///
/// @param file that holds it
public record ModelSource(Path file) {
    /// {@return the file itself, or the model in the folder of a run}
    ///
    /// @param given a file, or the folder of a run
    /// @throws UsageError if there is none
    public static ModelSource of(Path given) {
        if (!Files.exists(given)) {
            throw new UsageError(given + ": no such file or folder");
        }
        if (!Files.isDirectory(given)) {
            return new ModelSource(given);
        }
        var folder = new RunFolder(given);
        if (Files.exists(folder.model())) {
            return new ModelSource(folder.model());
        }
        throw new UsageError(given + (Files.exists(folder.path().resolve("settings.json"))
                ? " holds no model yet: the run is not complete; go on with it by: madaline train --resume " + given
                : " holds no model.safetensors; it is not the folder of a run"));
    }

    /// {@return what is in the file}
    ///
    /// @throws IOException if the file is missing, damaged, or holds no model
    public Pipeline<?> load() throws IOException {
        return Pipeline.load(file);
    }

    /// {@return the folder of the run that the file is in, where it is in one}
    public Optional<RunFolder> run() {
        var folder = new RunFolder(Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("")));
        return Files.exists(folder.path().resolve("settings.json")) ? Optional.of(folder) : Optional.empty();
    }
}
