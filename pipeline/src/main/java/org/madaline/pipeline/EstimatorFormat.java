package org.madaline.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.madaline.features.Features;
import org.madaline.task.Task;

/// How one kind of estimator is written to a file and read again; found by the service loader. Features, task and provenance
/// are the pipeline's business and pass through as texts.
public interface EstimatorFormat {
    /// What a file holds.
    ///
    /// @param estimator with all that it has learnt
    /// @param metadata all texts of the file that are not the estimator's own
    /// @param features those that files of version 0.1 imply; empty in later ones, which state them
    /// @param task likewise
    record Content(Estimator estimator, Map<String, String> metadata, Optional<Features> features, Optional<Task<?>> task) {}

    /// {@return whether a file with these metadata holds an estimator of this kind}
    ///
    /// @param metadata all texts of the file
    boolean reads(Map<String, String> metadata);

    /// {@return what a file of this kind holds}
    ///
    /// @param file  one for which [#reads] holds
    /// @param types records of the caller's own, such as layers, that the file may name
    /// @throws IOException if the file is damaged
    Content read(Path file, List<Class<?>> types) throws IOException;

    /// {@return whether this kind is the estimator's}
    ///
    /// @param estimator of any kind
    boolean writes(Estimator estimator);

    /// Writes the estimator of a pipeline to a file, whole or not at all.
    ///
    /// @param pipeline one whose estimator is of this kind
    /// @param metadata what the file says of all else
    /// @param file     replaced as a whole, or not at all
    /// @throws IOException if the file cannot be written
    void write(Pipeline<?> pipeline, Map<String, String> metadata, Path file) throws IOException;
}
