package org.madaline.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/// Finds the model that a command is given.
final class ModelFiles {
    private ModelFiles() {}

    /// The file itself, or the model in the folder of a run.
    ///
    /// @throws UsageError if there is none
    static Path find(Path given) {
        if (!Files.exists(given)) {
            throw new UsageError(given + ": no such file or folder");
        }
        if (!Files.isDirectory(given)) {
            return given;
        }
        Path model = new RunFolder(given).model();
        if (!Files.exists(model)) {
            throw new UsageError(given + " holds no model.safetensors; the run may not be complete");
        }
        return model;
    }
}
