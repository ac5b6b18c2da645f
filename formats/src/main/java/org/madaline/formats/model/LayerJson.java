package org.madaline.formats.model;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.madaline.init.Initializer;
import org.madaline.layer.Layer;
import org.madaline.layer.LayerTypes;
import org.madaline.layer.Network;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

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
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode input = json.putArray("input");
        for (int dim : network.input().dims()) {
            input.add(dim);
        }
        json.set("layer", write(network.layer()));
        return json.toString();
    }

    /// @throws IllegalArgumentException saying what is wrong
    Network read(String text) {
        try {
            JsonNode json = JsonMapper.shared().readTree(text);
            int[] dims = require(json, "input").valueStream().mapToInt(JsonNode::intValue).toArray();
            return new Network(Shape.of(dims), (Layer) read(require(json, "layer"), Layer.class));
        } catch (tools.jackson.core.JacksonException e) {
            throw new IllegalArgumentException("the network is no valid JSON: " + e.getOriginalMessage(), e);
        }
    }

    private JsonNode write(Object value) {
        JsonNodeFactory f = JsonNodeFactory.instance;
        return switch (value) {
            case null -> f.nullNode();
            case Integer i -> f.numberNode(i);
            case Double d when Double.isFinite(d) -> f.numberNode(d);
            case Double d -> f.stringNode(d.toString());
            case Boolean b -> f.booleanNode(b);
            case String s -> f.stringNode(s);
            case Enum<?> e -> f.stringNode(e.name());
            case List<?> list -> {
                ArrayNode array = f.arrayNode();
                list.forEach(item -> array.add(write(item)));
                yield array;
            }
            case Record r -> write(r);
            default -> throw new IllegalArgumentException("a model file cannot hold " + value.getClass().getName()
                    + "; make the layer a record of numbers, texts, enums, lists, layers and records");
        };
    }

    private ObjectNode write(Record record) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
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
                    json.set(component.getName(), write(component.getAccessor().invoke(record)));
                } catch (ReflectiveOperationException e) {
                    throw new IllegalArgumentException("cannot read " + component + " of " + record.getClass(), e);
                }
            }
        }
        return json;
    }

    private Object read(JsonNode json, Type wanted) {
        if (wanted instanceof ParameterizedType p && p.getRawType() == List.class) {
            List<Object> items = new ArrayList<>();
            json.valueStream().forEach(item -> items.add(read(item, p.getActualTypeArguments()[0])));
            return items;
        }
        Class<?> type = (Class<?>) wanted;
        if (json == null || json.isNull()) {
            if (type == Initializer.class) {
                return NONE;
            }
            if (json != null && !type.isPrimitive()) {
                return null;
            }
        } else if ((type == int.class || type == Integer.class) && json.isInt()) {
            return json.intValue();
        } else if ((type == double.class || type == Double.class) && (json.isNumber() || json.isString())) {
            return json.isNumber() ? json.doubleValue() : Double.parseDouble(json.stringValue());
        } else if ((type == boolean.class || type == Boolean.class) && json.isBoolean()) {
            return json.booleanValue();
        } else if (type == String.class && json.isString()) {
            return json.stringValue();
        } else if (type.isEnum() && json.isString()) {
            return constant(type, json.stringValue());
        } else if (Layer.class.isAssignableFrom(type) && json.isObject()) {
            return construct(json, layerType(json, type));
        } else if (type.isRecord() && json.isObject()) {
            return construct(json, type);
        }
        throw new IllegalArgumentException("expected " + type.getSimpleName() + ", found "
                + (json == null ? "nothing" : json.toString().substring(0, Math.min(60, json.toString().length()))));
    }

    private static Object constant(Class<?> type, String name) {
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(type.getSimpleName() + " has no value " + name);
    }

    private Class<?> layerType(JsonNode json, Class<?> wanted) {
        String name = require(json, TYPE).asString();
        Class<?> type = types.get(name);
        if (type == null || !wanted.isAssignableFrom(type)) {
            throw new IllegalArgumentException("unknown layer " + name + "; known are " + types.keySet().stream().sorted().toList());
        }
        return type;
    }

    private Object construct(JsonNode json, Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        Class<?>[] classes = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            classes[i] = components[i].getType();
            try {
                values[i] = read(json.get(components[i].getName()), components[i].getGenericType());
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

    private static JsonNode require(JsonNode json, String field) {
        JsonNode value = json.get(field);
        if (value == null) {
            throw new IllegalArgumentException("the field " + field + " is missing");
        }
        return value;
    }
}
