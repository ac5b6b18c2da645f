package org.madaline.linear;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.madaline.basis.Bases;
import org.madaline.basis.Basis;
import org.madaline.basis.BasisMetadata;
import org.madaline.formats.FormatException;
import org.madaline.formats.Json;
import org.madaline.formats.safetensors.DoubleTensors;
import org.madaline.tensor.Shape;

/// A linear model and what belongs to it, in one `.safetensors` file that opens in Python: `weight` `[outputs, features]`
/// and `bias` `[outputs]`, as those of PyTorch's `Linear` (scikit-learn's `coef_` and `intercept_`), in double precision;
/// in the metadata the kind of model and its convergence (`madaline.linear`), the basis (`madaline.basis`; a [ScalingBasis]
/// in it holds the standardization), names of classes and inputs, and the model's own metadata.
///
/// [ScalingBasis]: org.madaline.basis.ScalingBasis
///
/// @param model with its basis
/// @param classNames in the order of the labels; empty where they have none
/// @param inputNames one for each input of the model; empty where they have none
/// @param metadata whatever belongs to the model: settings, seed, digest of the data
public record LinearModelFile(
        LinearModel model, List<String> classNames, List<String> inputNames, Map<String, String> metadata) {
    /// In the metadata of the file; what tells a linear model from a network.
    public static final String KEY = "madaline.linear";

    private static final String CLASSES = "madaline.classes";
    private static final String INPUTS = "madaline.inputs";
    private static final String FORMAT = "format";
    private static final String WEIGHT = "weight";
    private static final String BIAS = "bias";

    /// Names and metadata are copied.
    ///
    /// @throws IllegalArgumentException if there are names, but not as many as classes or inputs
    public LinearModelFile {
        classNames = List.copyOf(classNames);
        inputNames = List.copyOf(inputNames);
        metadata = Map.copyOf(metadata);
        requireNames("classes", classNames, model.classes());
        requireNames("inputs", inputNames, model.inputs());
    }

    private static void requireNames(String what, List<String> names, int count) {
        if (!names.isEmpty() && names.size() != count) {
            throw new IllegalArgumentException("the model has " + count + " " + what + ", but there are " + names.size()
                    + " names for them");
        }
    }

    /// {@return the content of a file with a model alone}
    ///
    /// @param model with its basis
    public static LinearModelFile of(LinearModel model) {
        return new LinearModelFile(model, List.of(), List.of(), Map.of());
    }

    /// {@return a name for each feature value φ(x): of the inputs, or made of theirs by the basis}
    public List<String> featureNames() {
        List<String> inputs = inputNames;
        if (inputs.isEmpty()) {
            inputs = java.util.stream.IntStream.range(0, model.inputs()).mapToObj(j -> "x" + j).toList();
        }
        return model.basis().isPresent() ? Bases.names(model.basis().get(), inputs) : inputs;
    }

    /// Writes the file, whole or not at all. User-given basis functions are saved by their names only.
    ///
    /// @param file replaced as a whole, or not at all
    /// @throws IOException if the file cannot be written
    public void write(Path file) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>(metadata);
        texts.put(FORMAT, "pt");
        texts.put(KEY, Json.write(describe()));
        texts.put(CLASSES, Json.write(classNames));
        texts.put(INPUTS, Json.write(inputNames));
        model.basis().ifPresent(basis -> texts.putAll(BasisMetadata.of(basis)));
        double[] bias = model.intercepts();
        DoubleTensors.of(
                        Map.of(
                                WEIGHT,
                                new DoubleTensors.Values(Shape.of(bias.length, model.features()), model.weights()),
                                BIAS,
                                new DoubleTensors.Values(Shape.of(bias.length), bias)),
                        texts)
                .write(file);
    }

    private Map<String, Object> describe() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", model.kind().name());
        json.put("classes", model.classes());
        json.put("convergence", model.convergence().stream().map(LinearModelFile::describe).toList());
        return json;
    }

    private static Map<String, Object> describe(Convergence c) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("iterations", c.iterations());
        json.put("evaluations", c.evaluations());
        // As texts: neither loses a digit nor fails on infinity.
        json.put("risk", Double.toString(c.risk()));
        json.put("gradientNorm", Double.toString(c.gradientNorm()));
        json.put("converged", c.converged());
        json.put("reason", c.reason());
        json.put("warnings", c.warnings());
        return json;
    }

    /// Reads a model whose basis, if it has one, is not made of user-given functions.
    ///
    /// @param file written by [#write]
    /// @return the model and what belongs to it
    /// @throws FormatException if the file is damaged or no linear model
    public static LinearModelFile read(Path file) throws IOException {
        return read(file, Map.of());
    }

    /// Reads a model.
    ///
    /// @param file written by [#write]
    /// @param functions the user-given functions of its basis, by the names under which they were saved
    /// @return the model and what belongs to it
    /// @throws FormatException if the file is damaged, no linear model, or needs a function that is not supplied
    public static LinearModelFile read(Path file, Map<String, ToDoubleFunction<double[]>> functions)
            throws IOException {
        DoubleTensors content = DoubleTensors.read(file);
        Map<String, String> texts = new LinkedHashMap<>(content.metadata());
        String description = texts.remove(KEY);
        if (description == null) {
            throw new FormatException(file, "holds no linear model; its metadata have no " + KEY);
        }
        if (!content.tensors().keySet().equals(java.util.Set.of(WEIGHT, BIAS))) {
            throw new FormatException(file, "holds the tensors " + content.tensors().keySet()
                    + "; a linear model has weight and bias");
        }
        try {
            Optional<Basis> basis = BasisMetadata.basis(texts, functions);
            texts.remove(BasisMetadata.KEY);
            texts.remove(FORMAT);
            List<String> classes = names(CLASSES, texts.remove(CLASSES));
            List<String> inputs = names(INPUTS, texts.remove(INPUTS));
            return new LinearModelFile(model(description(description), content, basis), classes, inputs, texts);
        } catch (IllegalArgumentException e) {
            throw new FormatException(file.toString(), e.getMessage(), e);
        }
    }

    private static LinearModel model(Map<String, Object> json, DoubleTensors content, Optional<Basis> basis) {
        LinearModel.Kind kind = java.util.Arrays.stream(LinearModel.Kind.values())
                .filter(k -> k.name().equals(json.get("kind")))
                .findFirst()
                .orElseThrow(() -> wrong("kind", "one of " + List.of(LinearModel.Kind.values()), json));
        List<Convergence> fits = list(json, "convergence").stream()
                .map(fit -> convergence(fit instanceof Map<?, ?> map ? map : Map.of()))
                .toList();
        DoubleTensors.Values weight = content.tensors().get(WEIGHT);
        DoubleTensors.Values bias = content.tensors().get(BIAS);
        if (weight.shape().rank() != 2 || bias.shape().rank() != 1 || weight.shape().dim(0) != bias.shape().dim(0)
                || weight.array().length == 0) {
            throw new IllegalArgumentException("weight has the shape " + weight.shape() + " and bias " + bias.shape()
                    + "; expected [outputs, features] and [outputs]");
        }
        requireFinite(WEIGHT, weight.array());
        requireFinite(BIAS, bias.array());
        return new LinearModel(kind, integer(json, "classes"), weight.array(), bias.array(), basis, fits);
    }

    private static void requireFinite(String name, double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException("value " + i + " of " + name + " is " + values[i] + ", no finite number");
            }
        }
    }

    private static Convergence convergence(Map<?, ?> fit) {
        return new Convergence(
                integer(fit, "iterations"),
                integer(fit, "evaluations"),
                Double.parseDouble(text(fit, "risk", "NaN")),
                Double.parseDouble(text(fit, "gradientNorm", "NaN")),
                Boolean.TRUE.equals(fit.get("converged")),
                text(fit, "reason", ""),
                list(fit, "warnings").stream().map(String::valueOf).toList());
    }

    private static int integer(Map<?, ?> json, String field) {
        if (json.get(field) instanceof Integer number) {
            return number;
        }
        throw wrong(field, "a whole number", json);
    }

    private static String text(Map<?, ?> json, String field, String missing) {
        return json.get(field) instanceof String text ? text : missing;
    }

    private static List<?> list(Map<?, ?> json, String field) {
        return json.get(field) instanceof List<?> list ? list : List.of();
    }

    private static IllegalArgumentException wrong(String field, String expected, Map<?, ?> json) {
        String text = json.containsKey(field) ? Json.write(json.get(field)) : "nothing";
        return new IllegalArgumentException(KEY + "." + field + " must be " + expected + ", not "
                + text.substring(0, Math.min(60, text.length())));
    }

    private static List<String> names(String key, String text) {
        try {
            return text == null ? List.of() : Json.readTexts(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("describes no linear model: " + key + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, Object> description(String text) {
        try {
            return Json.readObject(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(KEY + " is no valid JSON object: " + e.getMessage(), e);
        }
    }
}
