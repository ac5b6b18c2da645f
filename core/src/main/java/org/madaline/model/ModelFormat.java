package org.madaline.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ServiceLoader;

/// How models are written to files; the module `pipeline` provides one.
public interface ModelFormat {
    /// Writes the file beside its place, then renames it: a crash leaves the old file or the new one.
    void save(Model model, Path file) throws IOException;

    /// @throws IOException if the file is missing, damaged or not a model
    Model load(Path file) throws IOException;

    /// The format that is on the path.
    ///
    /// @throws IllegalStateException if there is none
    static ModelFormat installed() {
        return ServiceLoader.load(ModelFormat.class, ModelFormat.class.getClassLoader()).findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "no file format for models is installed; add the module madaline-pipeline to the path"));
    }
}
