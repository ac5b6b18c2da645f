package org.madaline.models.linear;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.madaline.formats.FormatException;
import org.madaline.formats.safetensors.DoubleTensors;
import org.madaline.models.basis.Bases;
import org.madaline.models.basis.Basis;
import org.madaline.models.basis.BasisMetadata;
import org.madaline.tensor.Shape;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A linear model and what belongs to it, in one `.safetensors` file that opens in Python: `weight` `[outputs, features]`
/// and `bias` `[outputs]`, as those of PyTorch's `Linear` (scikit-learn's `coef_` and `intercept_`), in double precision;
/// in the metadata the kind of model and its convergence (`madaline.linear`), the basis (`madaline.basis`; a [Scaling]
/// in it holds the standardization), names of classes and inputs, and the model's own metadata.
///
/// [Scaling]: org.madaline.models.basis.Scaling
///
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

    /// A model alone.
    public static LinearModelFile of(LinearModel model) {
        return new LinearModelFile(model, List.of(), List.of(), Map.of());
    }

    /// A name for each feature value φ(x): of the inputs, or made of theirs by the basis.
    public List<String> featureNames() {
        List<String> inputs = inputNames;
        if (inputs.isEmpty()) {
            inputs = java.util.stream.IntStream.range(0, model.inputs()).mapToObj(j -> "x" + j).toList();
        }
        return model.basis().isPresent() ? Bases.names(model.basis().get(), inputs) : inputs;
    }

    /// Writes the file, whole or not at all. User-given basis functions are saved by their names only.
    public void write(Path file) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>(metadata);
        texts.put(FORMAT, "pt");
        texts.put(KEY, describe().toString());
        texts.put(CLASSES, JsonMapper.shared().writeValueAsString(classNames));
        texts.put(INPUTS, JsonMapper.shared().writeValueAsString(inputNames));
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

    private ObjectNode describe() {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("kind", model.kind().name()).put("classes", model.classes());
        ArrayNode fits = json.putArray("convergence");
        for (Convergence c : model.convergence()) {
            ObjectNode fit = fits.addObject();
            fit.put("iterations", c.iterations()).put("evaluations", c.evaluations());
            // As texts: neither loses a digit nor fails on infinity.
            fit.put("risk", Double.toString(c.risk())).put("gradientNorm", Double.toString(c.gradientNorm()));
            fit.put("converged", c.converged()).put("reason", c.reason());
            ArrayNode warnings = fit.putArray("warnings");
            c.warnings().forEach(warnings::add);
        }
        return json;
    }

    /// Reads a model whose basis, if it has one, is not made of user-given functions.
    ///
    /// @throws FormatException if the file is damaged or no linear model
    public static LinearModelFile read(Path file) throws IOException {
        return read(file, Map.of());
    }

    /// Reads a model.
    ///
    /// @param functions the user-given functions of its basis, by the names under which they were saved
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
            return new LinearModelFile(model(json(KEY, description), content, basis), classes, inputs, texts);
        } catch (JacksonException e) {
            throw new FormatException(file.toString(), "describes no linear model: " + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new FormatException(file.toString(), e.getMessage(), e);
        }
    }

    private static LinearModel model(JsonNode json, DoubleTensors content, Optional<Basis> basis) {
        String name = json.path("kind").asString("");
        LinearModel.Kind kind = java.util.Arrays.stream(LinearModel.Kind.values())
                .filter(k -> k.name().equals(name))
                .findFirst()
                .orElseThrow(() -> wrong("kind", "one of " + List.of(LinearModel.Kind.values()), json.path("kind")));
        List<Convergence> fits = new ArrayList<>();
        json.path("convergence").valueStream().forEach(fit -> fits.add(convergence(fit)));
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

    private static Convergence convergence(JsonNode fit) {
        return new Convergence(
                integer(fit, "iterations"),
                integer(fit, "evaluations"),
                Double.parseDouble(fit.path("risk").asString("NaN")),
                Double.parseDouble(fit.path("gradientNorm").asString("NaN")),
                fit.path("converged").asBoolean(false),
                fit.path("reason").asString(""),
                fit.path("warnings").valueStream().map(JsonNode::asString).toList());
    }

    private static int integer(JsonNode json, String field) {
        JsonNode value = json.path(field);
        if (!value.isInt()) {
            throw wrong(field, "a whole number", value);
        }
        return value.intValue();
    }

    private static IllegalArgumentException wrong(String field, String expected, JsonNode found) {
        String text = found.isMissingNode() ? "nothing" : found.toString();
        return new IllegalArgumentException(KEY + "." + field + " must be " + expected + ", not "
                + text.substring(0, Math.min(60, text.length())));
    }

    private static List<String> names(String key, String text) {
        return text == null ? List.of() : json(key, text).valueStream().map(JsonNode::asString).toList();
    }

    private static JsonNode json(String key, String text) {
        try {
            return JsonMapper.shared().readTree(text);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(key + " is no valid JSON: "
                    + e.getOriginalMessage().lines().findFirst().orElse(""), e);
        }
    }
}
