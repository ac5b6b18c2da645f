package org.madaline.formats.model;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.madaline.formats.Json;
import org.madaline.formats.codec.RecordCodec;
import org.madaline.init.Initializer;
import org.madaline.layer.Layer;
import org.madaline.layer.LayerTypes;
import org.madaline.layer.Network;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

/// Networks as JSON: a layer is an object with its type and its record components. Only types of [LayerTypes] and those
/// that a caller gives are written and read, and their constructors check what they are given, so a file makes nothing but
/// layers.
///
/// Initializers are left out: a model that is read has its weights.
final class LayerJson {
    private static final Initializer NONE = (shape, _) -> Tensor.zeros(shape);

    private final RecordCodec codec;

    /// @param own layers besides those of [LayerTypes]
    LayerJson(Collection<Class<? extends Layer>> own) {
        // Where a program gives a layer the name of one of the library, its own is meant.
        Map<String, Class<? extends Layer>> types = new LinkedHashMap<>();
        LayerTypes.all().forEach(type -> types.put(type.getSimpleName(), type));
        own.forEach(type -> types.put(type.getSimpleName(), type));
        codec = RecordCodec.of(types.values().toArray(Class<?>[]::new)).withSubstitute(Initializer.class, NONE);
    }

    /// @throws IllegalArgumentException if a layer is not of a known type
    String write(Network network) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("input", Arrays.stream(network.input().dims()).boxed().toList());
        try {
            json.put("layer", codec.toPlain(network.layer(), Layer.class));
            return Json.write(json);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the network cannot be written: " + e.getMessage()
                    + ". A layer of your own is a record, and given to LayerTypes.register or ModelFile.with", e);
        }
    }

    /// @throws IllegalArgumentException saying what is wrong
    Network read(String text) {
        Object json;
        try {
            json = Json.read(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the network is no valid JSON: " + e.getMessage(), e);
        }
        if (!(json instanceof Map<?, ?> map)
                || !(map.get("input") instanceof List<?> lengths)
                || !lengths.stream().allMatch(Integer.class::isInstance)
                || !map.containsKey("layer")) {
            throw new IllegalArgumentException("the network is not {input: [lengths], layer}");
        }
        int[] dims = lengths.stream().mapToInt(Integer.class::cast).toArray();
        try {
            return new Network(Shape.of(dims), codec.fromPlain(map.get("layer"), Layer.class));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the network: " + e.getMessage(), e);
        }
    }
}
