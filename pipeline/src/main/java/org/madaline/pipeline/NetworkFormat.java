package org.madaline.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.madaline.basis.BasisMetadata;
import org.madaline.data.Preparation;
import org.madaline.features.BasisFeatures;
import org.madaline.features.Features;
import org.madaline.features.NumberFeatures;
import org.madaline.formats.FormatException;
import org.madaline.formats.model.ModelFile;
import org.madaline.layer.Layer;
import org.madaline.model.Model;
import org.madaline.model.ModelFormat;
import org.madaline.task.Task;
import org.madaline.tensor.Shape;

/// Networks in files: what `Model.save` writes and what a pipeline around a network writes are the same file.
public final class NetworkFormat implements EstimatorFormat, ModelFormat {
    /// For the service loader.
    public NetworkFormat() {}

    @Override
    public boolean reads(Map<String, String> metadata) {
        return metadata.containsKey(ModelFile.NETWORK);
    }

    @Override
    public boolean writes(Estimator estimator) {
        return estimator instanceof NetworkEstimator;
    }

    @Override
    public Content read(Path file, List<Class<?>> types) throws IOException {
        Model model = new ModelFile().with(layers(types)).load(file);
        Map<String, String> rest = new LinkedHashMap<>(model.metadata());
        try {
            return new Content(new NetworkEstimator(model), rest, basis(rest, model.network().input()), model.task());
        } catch (IllegalArgumentException e) {
            throw new FormatException(file.toString(), e.getMessage(), e);
        }
    }

    /// Version 0.1 wrote a basis beside the network.
    private static Optional<Features> basis(Map<String, String> metadata, Shape input) {
        Optional<Features> basis = BasisMetadata.basis(metadata, Map.of()).map(b -> new BasisFeatures(
                Legacy.features(metadata, Shape.of(b.inputs())).orElseGet(() -> new NumberFeatures(Shape.of(b.inputs()))), b));
        if (basis.isPresent()) {
            metadata.remove(BasisMetadata.KEY);
            metadata.remove(Legacy.INPUT);
        }
        return basis;
    }

    private static List<Class<? extends Layer>> layers(List<Class<?>> types) {
        return types.stream().filter(Layer.class::isAssignableFrom).<Class<? extends Layer>>map(type -> type.asSubclass(Layer.class))
                .toList();
    }

    @Override
    public void write(Pipeline<?> pipeline, Map<String, String> metadata, Path file) throws IOException {
        Model model = ((NetworkEstimator) pipeline.estimator()).model();
        new ModelFile().save(model.with(Optional.of(pipeline.task()), Optional.empty(), metadata), file);
    }

    @Override
    public void save(Model model, Path file) throws IOException {
        Map<String, String> metadata = new LinkedHashMap<>(model.metadata());
        metadata.putAll(Parts.texts(model.preparation().map(NetworkFormat::features), model.task()));
        new ModelFile().save(model.with(model.task(), Optional.empty(), metadata), file);
    }

    private static Features features(Preparation preparation) {
        if (preparation instanceof Features features) {
            return features;
        }
        throw new IllegalArgumentException("a model file cannot hold " + preparation.getClass().getName() + ", by which the model's input "
                + "was made; make it a record that implements Features");
    }

    @Override
    public Model load(Path file) throws IOException {
        Model model = new ModelFile().load(file);
        Map<String, String> rest = new LinkedHashMap<>(model.metadata());
        try {
            Optional<Preparation> features = Parts.features(rest, List.of()).map(f -> f);
            Optional<Task<?>> task = Parts.task(rest, List.of()).or(model::task);
            rest.keySet().removeAll(Parts.KEYS);
            return model.with(task, features, rest);
        } catch (IllegalArgumentException e) {
            throw new FormatException(file.toString(), e.getMessage(), e);
        }
    }
}
