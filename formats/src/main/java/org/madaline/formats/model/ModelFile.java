package org.madaline.formats.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.madaline.formats.FormatException;
import org.madaline.formats.Json;
import org.madaline.formats.safetensors.SafeTensors;
import org.madaline.layer.Layer;
import org.madaline.layer.Network;
import org.madaline.model.Model;
import org.madaline.tensor.TensorSource;

/// A model in one `.safetensors` file, which opens in Python: the tensors under the names that PyTorch uses, and in the
/// metadata the architecture (`madaline.network`), the class names (`madaline.classes`) and the model's own metadata.
public final class ModelFile {
    /// In the metadata of the file; what tells a network from a linear model.
    public static final String NETWORK = "madaline.network";
    static final String CLASSES = "madaline.classes";
    private static final String FORMAT = "format";

    private final List<Class<? extends Layer>> own;

    /// Knows the layers of the library.
    public ModelFile() {
        this(List.of());
    }

    private ModelFile(List<Class<? extends Layer>> own) {
        this.own = own;
    }

    /// {@return a format that knows layers of the caller's own besides those of the library: records, whose components are
    /// written} A file with a layer that is in neither is refused by the layer's name.
    ///
    /// ```java
    /// ModelFile files = new ModelFile().with(List.of(Gate.class));
    /// files.save(model, file);
    /// Model read = files.load(file);
    /// ```
    ///
    /// @param layers records that implement [Layer]
    public ModelFile with(List<Class<? extends Layer>> layers) {
        List<Class<? extends Layer>> all = new ArrayList<>(own);
        all.addAll(layers);
        return new ModelFile(all);
    }

    /// Writes the file, whole or not at all.
    ///
    /// @param model its tensors, architecture, class names and metadata are written
    /// @param file  replaced as a whole, or not at all
    /// @throws IllegalArgumentException if a layer cannot be written
    /// @throws IOException naming the file, if it cannot be written
    public void save(Model model, Path file) throws IOException {
        Map<String, String> metadata = new LinkedHashMap<>(model.metadata());
        metadata.putAll(describe(new LayerJson(own), model.network(), model.classNames()));
        SafeTensors.write(file, model.shapes(), model.tensors()::get, metadata);
    }

    static Map<String, String> describe(LayerJson json, Network network, List<String> classNames) {
        // "pt" tells Python's readers that names and layouts are those of PyTorch
        return Map.of(FORMAT, "pt", NETWORK, json.write(network),
                CLASSES, Json.write(classNames));
    }

    /// {@return the model that a file holds}
    ///
    /// @param file written by [#save], or by a program that keeps its metadata
    /// @throws IOException if the file is missing, damaged or not a model
    public Model load(Path file) throws IOException {
        return SafeTensors.reading(file, (tensors, metadata) -> load(file, tensors, new LinkedHashMap<>(metadata)));
    }

    private Model load(Path file, Map<String, TensorSource> tensors, Map<String, String> metadata) throws IOException {
        String network = metadata.remove(NETWORK);
        if (network == null && metadata.containsKey("madaline.linear")) {
            throw new FormatException(file, "holds a linear model, not a network; LinearModelFile.read reads it");
        }
        if (network == null) {
            throw new FormatException(file, "holds tensors, but no network; it was not written by Madaline."
                    + " Build the network and load the tensors into it by name");
        }
        String classes = metadata.remove(CLASSES);
        metadata.remove(FORMAT);
        try {
            return new Model(new LayerJson(own).read(network), tensors, names(classes), metadata);
        } catch (IllegalArgumentException e) {
            throw new FormatException(file.toString(), e.getMessage(), e);
        }
    }

    private static List<String> names(String json) {
        try {
            return json == null ? List.of() : Json.readTexts(json);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the class names are no valid JSON: " + e.getMessage(), e);
        }
    }
}
