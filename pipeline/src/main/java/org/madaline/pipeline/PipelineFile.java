package org.madaline.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.madaline.features.Features;
import org.madaline.features.NumberFeatures;
import org.madaline.formats.FormatException;
import org.madaline.formats.safetensors.SafeTensors;
import org.madaline.task.NumberTask;
import org.madaline.task.Task;

/// The one file of a pipeline: the estimator's tensors and texts, and beside them what makes its input (`madaline.features`)
/// and what its outputs mean (`madaline.task`).
final class PipelineFile {
    private PipelineFile() {}

    private static Iterable<EstimatorFormat> formats() {
        return ServiceLoader.load(EstimatorFormat.class, EstimatorFormat.class.getClassLoader());
    }

    static void write(Pipeline<?> pipeline, Path file) throws IOException {
        Map<String, String> metadata = new LinkedHashMap<>(pipeline.provenance());
        metadata.putAll(Parts.texts(Optional.of(pipeline.features()), Optional.of(pipeline.task())));
        for (EstimatorFormat format : formats()) {
            if (format.writes(pipeline.estimator())) {
                format.write(pipeline, metadata, file);
                return;
            }
        }
        throw new IllegalArgumentException("no format on the path writes a " + pipeline.estimator().getClass().getName());
    }

    static Pipeline<?> read(Path file, List<Class<?>> types) throws IOException {
        Map<String, String> header = SafeTensors.readHeader(file).metadata();
        for (EstimatorFormat format : formats()) {
            if (format.reads(header)) {
                return assemble(file, format.read(file, types), types);
            }
        }
        throw new FormatException(file, "holds tensors, but no model of Madaline; give the architecture that they belong to");
    }

    private static Pipeline<?> assemble(Path file, EstimatorFormat.Content content, List<Class<?>> types) throws FormatException {
        Map<String, String> rest = new LinkedHashMap<>(content.metadata());
        Estimator estimator = content.estimator();
        try {
            Optional<Features> features = Parts.features(rest, types)
                    .or(() -> Legacy.features(rest, estimator.input())).or(content::features);
            Optional<Task<?>> task = Parts.task(rest, types).or(() -> Legacy.numbers(rest)).or(content::task);
            rest.keySet().removeAll(Parts.KEYS);
            rest.remove(Legacy.INPUT);
            return new Pipeline<>(features.orElseGet(() -> new NumberFeatures(estimator.input())),
                    estimator, task.orElseGet(() -> NumberTask.unnamed(estimator.outputs())), rest);
        } catch (IllegalArgumentException e) {
            throw new FormatException(file.toString(), e.getMessage(), e);
        }
    }
}
