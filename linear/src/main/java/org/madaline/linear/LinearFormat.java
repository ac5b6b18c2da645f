package org.madaline.linear;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.madaline.features.Features;
import org.madaline.features.Field;
import org.madaline.features.NumberFeatures;
import org.madaline.pipeline.Estimator;
import org.madaline.pipeline.EstimatorFormat;
import org.madaline.pipeline.Pipeline;
import org.madaline.table.TableFeatures;
import org.madaline.task.ClassTask;
import org.madaline.task.NumberTask;
import org.madaline.task.Task;
import org.madaline.tensor.Shape;

/// Linear models in the files of pipelines.
public final class LinearFormat implements EstimatorFormat {
    /// For the service loader.
    public LinearFormat() {}

    @Override
    public boolean reads(Map<String, String> metadata) {
        return metadata.containsKey(LinearModelFile.KEY);
    }

    @Override
    public Content read(Path file, List<Class<?>> types) throws IOException {
        LinearModelFile content = LinearModelFile.read(file);
        LinearModel model = content.model();
        List<String> names = content.classNames().isEmpty()
                ? IntStream.range(0, model.classes()).mapToObj(Integer::toString).toList()
                : content.classNames();
        Optional<Features> features = content.inputNames().isEmpty()
                ? Optional.empty()
                : Optional.of(new NumberFeatures(Shape.of(model.inputs()), content.inputNames()));
        Task<?> task = model.kind() == LinearModel.Kind.REGRESSION ? NumberTask.unnamed(model.intercepts().length) : new ClassTask(names);
        return new Content(new LinearEstimator(model), content.metadata(), features, Optional.of(task));
    }

    @Override
    public boolean writes(Estimator estimator) {
        return estimator instanceof LinearEstimator;
    }

    @Override
    public void write(Pipeline<?> pipeline, Map<String, String> metadata, Path file) throws IOException {
        LinearModel model = ((LinearEstimator) pipeline.estimator()).model();
        List<String> inputs = pipeline.features() instanceof TableFeatures table
                ? table.names()
                : pipeline.inputs().stream().map(Field::name).toList();
        List<String> classes = model.kind() == LinearModel.Kind.REGRESSION ? List.of() : pipeline.task().names();
        new LinearModelFile(model, classes, inputs.size() == model.inputs() ? inputs : List.of(), metadata).write(file);
    }
}
