package org.madaline.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ServiceLoader;

/// How models are written to files; the module `pipeline` provides one.
public interface ModelFormat {
    /// Writes the file beside its place, then renames it: a crash leaves the old file or the new one.
    ///
    /// @param model what is written
    /// @param file is replaced if it exists
    /// @throws IOException if the file cannot be written
    void save(Model model, Path file) throws IOException;

    /// Reads a model.
    ///
    /// @param file that [#save] wrote
    /// @return the model
    /// @throws IOException if the file is missing, damaged or not a model
    Model load(Path file) throws IOException;

    /// The format that is on the path.
    ///
    /// @return the first that the service loader finds
    /// @throws IllegalStateException if there is none
    static ModelFormat installed() {
        return ServiceLoader.load(ModelFormat.class, ModelFormat.class.getClassLoader()).findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "no file format for models is installed; add the module madaline-pipeline to the path"));
    }
}
