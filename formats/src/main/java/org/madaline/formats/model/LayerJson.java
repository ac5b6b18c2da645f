package org.madaline.formats.model;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.madaline.formats.Json;
import org.madaline.init.Initializer;
import org.madaline.layer.Layer;
import org.madaline.layer.LayerTypes;
import org.madaline.layer.Network;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

/// Networks as JSON: a layer is an object with its type and its record components. Only types of [LayerTypes] are
/// written and read, and their constructors check what they are given, so a file makes nothing but layers.
///
/// Initializers are left out: a model that is read has its weights.
final class LayerJson {
    private static final String TYPE = "type";
    private static final Initializer NONE = (shape, _) -> Tensor.zeros(shape);

    private final Map<String, Class<? extends Layer>> types = LayerTypes.all().stream()
            .collect(Collectors.toMap(Class::getSimpleName, type -> type, (_, later) -> later));

    /// @throws IllegalArgumentException if a layer is not of a known type
    String write(Network network) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("input", Arrays.stream(network.input().dims()).boxed().toList());
        json.put("layer", write(network.layer()));
        return Json.write(json);
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
                || !(require(map, "input") instanceof List<?> lengths)
                || !lengths.stream().allMatch(Integer.class::isInstance)) {
            throw new IllegalArgumentException("the network is not {input: [lengths], layer}");
        }
        int[] dims = lengths.stream().mapToInt(Integer.class::cast).toArray();
        return new Network(Shape.of(dims), (Layer) read(require(map, "layer"), Layer.class));
    }

    private Object write(Object value) {
        return switch (value) {
            case null -> null;
            case Integer i -> i;
            case Double d -> Double.isFinite(d) ? d : d.toString();
            case Boolean b -> b;
            case String s -> s;
            case Enum<?> e -> e.name();
            case List<?> list -> list.stream().map(this::write).toList();
            case Record r -> write(r);
            default -> throw new IllegalArgumentException("a model file cannot hold " + value.getClass().getName()
                    + "; make the layer a record of numbers, texts, enums, lists, layers and records");
        };
    }

    private Map<String, Object> write(Record record) {
        Map<String, Object> json = new LinkedHashMap<>();
        if (record instanceof Layer) {
            String name = record.getClass().getSimpleName();
            if (types.get(name) != record.getClass()) {
                throw new IllegalArgumentException("the layer " + record.getClass().getName()
                        + " is not known to model files; call LayerTypes.register(" + name + ".class) before saving and loading");
            }
            json.put(TYPE, name);
        }
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            if (component.getType() != Initializer.class) {
                try {
                    json.put(component.getName(), write(component.getAccessor().invoke(record)));
                } catch (ReflectiveOperationException e) {
                    throw new IllegalArgumentException("cannot read " + component + " of " + record.getClass(), e);
                }
            }
        }
        return json;
    }

    private Object read(Object json, Type wanted) {
        if (wanted instanceof ParameterizedType p && p.getRawType() == List.class && json instanceof List<?> list) {
            List<Object> items = new ArrayList<>();
            list.forEach(item -> items.add(read(item, p.getActualTypeArguments()[0])));
            return items;
        }
        Class<?> type = wanted instanceof ParameterizedType p ? (Class<?>) p.getRawType() : (Class<?>) wanted;
        if (json == null && !type.isPrimitive()) {
            return type == Initializer.class ? NONE : null;
        } else if ((type == int.class || type == Integer.class) && json instanceof Integer) {
            return json;
        } else if ((type == double.class || type == Double.class) && json instanceof Number number) {
            return number.doubleValue();
        } else if ((type == double.class || type == Double.class) && json instanceof String text) {
            return Double.parseDouble(text);
        } else if ((type == boolean.class || type == Boolean.class) && json instanceof Boolean) {
            return json;
        } else if (type == String.class && json instanceof String) {
            return json;
        } else if (type.isEnum() && json instanceof String name) {
            return constant(type, name);
        } else if (Layer.class.isAssignableFrom(type) && json instanceof Map<?, ?> layer) {
            return construct(layer, layerType(layer, type));
        } else if (type.isRecord() && json instanceof Map<?, ?> record) {
            return construct(record, type);
        }
        String found = Json.write(json);
        throw new IllegalArgumentException(
                "expected " + type.getSimpleName() + ", found " + found.substring(0, Math.min(60, found.length())));
    }

    private static Object constant(Class<?> type, String name) {
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(type.getSimpleName() + " has no value " + name);
    }

    private Class<?> layerType(Map<?, ?> json, Class<?> wanted) {
        String name = String.valueOf(require(json, TYPE));
        Class<?> type = types.get(name);
        if (type == null || !wanted.isAssignableFrom(type)) {
            throw new IllegalArgumentException("unknown layer " + name + "; known are " + types.keySet().stream().sorted().toList());
        }
        return type;
    }

    private Object construct(Map<?, ?> json, Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        Class<?>[] classes = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            classes[i] = components[i].getType();
            try {
                values[i] = component(json, components[i]);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(type.getSimpleName() + "." + components[i].getName() + ": " + e.getMessage(), e);
            }
        }
        try {
            Constructor<?> constructor = type.getConstructor(classes);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(type.getSimpleName() + ": " + e.getCause().getMessage(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("cannot make " + type.getName() + "; it and its package must be public", e);
        }
    }

    private Object component(Map<?, ?> json, RecordComponent component) {
        if (!json.containsKey(component.getName()) && component.getType() != Initializer.class) {
            throw new IllegalArgumentException("expected " + component.getType().getSimpleName() + ", found nothing");
        }
        return read(json.get(component.getName()), component.getGenericType());
    }

    private static Object require(Map<?, ?> json, String field) {
        Object value = json.get(field);
        if (value == null) {
            throw new IllegalArgumentException("the field " + field + " is missing");
        }
        return value;
    }
}
