package org.madaline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.madaline.model.Model;

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

    static Model load(Path given) throws IOException {
        return Model.load(find(given));
    }
}
