package org.madaline.formats.codec;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.madaline.formats.Json;

/// Makes records of plain values.
final class RecordReader {
    private final RecordTypes types;
    private final Location location = new Location();

    RecordReader(RecordTypes types) {
        this.types = types;
    }

    /// @throws IllegalArgumentException saying what is wrong and where
    Object read(Object plain, Class<?> type) {
        try {
            return value(plain, type);
        } catch (IllegalArgumentException e) {
            throw location.fault(e);
        }
    }

    private Object value(Object plain, Type declared) {
        if (location.depth() > Json.MAX_DEPTH) {
            throw new IllegalArgumentException("it is nested too deep");
        }
        Class<?> type = RecordTypes.raw(declared);
        RecordTypes.Form form = types.forms().get(type);
        if (form != null) {
            return form.read().apply(plain);
        }
        Object scalar = scalar(plain, type);
        if (scalar != null) {
            return scalar;
        }
        if (type.isEnum()) {
            return constant(type, plain);
        } else if (plain instanceof List<?> list && (type == List.class || type.isArray())) {
            Type item = type.isArray() ? type.getComponentType() : RecordTypes.argument(declared, 0);
            List<Object> items = items(list, item);
            return type.isArray() ? array(items, type.getComponentType()) : Collections.unmodifiableList(items);
        } else if (plain instanceof Map<?, ?> map && type == Map.class) {
            return entries(map, RecordTypes.argument(declared, 1));
        } else if (plain instanceof Map<?, ?> map && (type.isRecord() || type.isInterface() && type != List.class)) {
            return named(map, type);
        }
        throw new IllegalArgumentException("expected " + described(type) + ", found " + RecordTypes.shown(plain));
    }

    /// A number, a text or a truth value; null where the type is none of these or the value does not fit it.
    private static Object scalar(Object plain, Class<?> type) {
        return switch (plain) {
            case Integer i when type == int.class || type == Integer.class -> i;
            case Integer i when type == long.class || type == Long.class -> (long) i;
            case Long l when type == long.class || type == Long.class -> l;
            case Boolean b when type == boolean.class || type == Boolean.class -> b;
            case String s when type == String.class -> s;
            case null -> null;
            default -> {
                Double number = number(plain);
                if (number == null || type != double.class && type != Double.class && type != float.class && type != Float.class) {
                    yield null;
                }
                yield type == float.class || type == Float.class ? (Object) number.floatValue() : number;
            }
        };
    }

    /// NaN and the infinities are texts; a number in digits that is none of these but overflows is refused.
    private static Double number(Object plain) {
        return switch (plain) {
            case Integer _, Long _, BigInteger _ -> ((Number) plain).doubleValue();
            case Double d when Double.isFinite(d) -> d;
            case String s -> switch (s) {
                case "NaN" -> Double.NaN;
                case "Infinity" -> Double.POSITIVE_INFINITY;
                case "-Infinity" -> Double.NEGATIVE_INFINITY;
                default -> null;
            };
            default -> null;
        };
    }

    private static Object constant(Class<?> type, Object plain) {
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(plain)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("expected one of " + Arrays.stream(type.getEnumConstants())
                .map(c -> ((Enum<?>) c).name()).collect(Collectors.joining(", ")) + ", found " + RecordTypes.shown(plain));
    }

    private List<Object> items(List<?> list, Type item) {
        List<Object> items = new ArrayList<>();
        for (Object plain : list) {
            location.enter("[" + items.size() + "]");
            items.add(value(plain, item));
            location.leave();
        }
        return items;
    }

    private static Object array(List<Object> items, Class<?> type) {
        Object array = Array.newInstance(type, items.size());
        for (int i = 0; i < items.size(); i++) {
            Array.set(array, i, items.get(i));
        }
        return array;
    }

    private Map<String, Object> entries(Map<?, ?> map, Type item) {
        Map<String, Object> entries = new LinkedHashMap<>();
        map.forEach((key, plain) -> {
            location.enter("." + key);
            entries.put((String) key, value(plain, item));
            location.leave();
        });
        return Collections.unmodifiableMap(entries);
    }

    private Object named(Map<?, ?> json, Class<?> declared) {
        boolean tagged = types.carriesName(declared, declared) || !declared.isRecord();
        Object name = json.get(RecordTypes.TYPE);
        if (!tagged || name == null && declared.isRecord()) {
            return construct(json, declared, tagged);
        }
        if (!(name instanceof String text)) {
            throw new IllegalArgumentException("expected " + described(declared) + " with its " + RecordTypes.TYPE + ", found "
                    + RecordTypes.shown(json));
        }
        Class<?> type = types.classOf(text, declared).orElseThrow(() -> new IllegalArgumentException("unknown "
                + described(declared) + " " + RecordTypes.shown(text) + "; known are " + types.names(declared)
                + ". A class of your own must be given to the reader of the file"));
        if (type.isEnum()) {
            return constant(type, json.get(RecordTypes.CONSTANT));
        }
        return construct(json, type, true);
    }

    private Object construct(Map<?, ?> json, Class<?> type, boolean tagged) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        Class<?>[] classes = new Class<?>[components.length];
        List<Object> unknown = new ArrayList<>(json.keySet());
        if (tagged) {
            unknown.remove(RecordTypes.TYPE);
        }
        for (int i = 0; i < components.length; i++) {
            classes[i] = components[i].getType();
            location.enter("." + components[i].getName());
            values[i] = component(json, type, components[i]);
            location.leave();
            unknown.remove(components[i].getName());
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(type.getSimpleName() + " has no component " + RecordTypes.shown(unknown.getFirst())
                    + "; perhaps a later version wrote the file");
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(classes);
            if (!constructor.trySetAccessible()) {
                throw RecordTypes.closed(type);
            }
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw refused(type, e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("cannot make " + type.getName(), e);
        }
    }

    /// What a constructor threw, as the fault of the file that it is. Errors of the machine stay what they are.
    private static IllegalArgumentException refused(Class<?> type, Throwable cause) {
        return switch (cause) {
            case Error error -> throw error;
            case IllegalArgumentException e when e.getMessage() != null ->
                new IllegalArgumentException(type.getSimpleName() + ": " + e.getMessage(), e);
            default -> new IllegalArgumentException(type.getSimpleName() + " does not take these components: " + cause, cause);
        };
    }

    private Object component(Map<?, ?> json, Class<?> type, RecordComponent component) {
        Object substitute = types.substitutes().get(component.getType());
        if (substitute != null) {
            return substitute;
        }
        Object plain = json.get(component.getName());
        if (component.getType() == Optional.class) {
            return plain == null
                    ? Optional.empty()
                    : Optional.of(value(plain, RecordTypes.argument(component.getGenericType(), 0)));
        }
        if (!json.containsKey(component.getName())) {
            Object value = types.defaults().get(new RecordTypes.Place(type, component.getName()));
            if (value != null) {
                return value;
            }
        }
        return value(plain, component.getGenericType());
    }

    private static String described(Class<?> type) {
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "a whole number of type " + type.getSimpleName();
        } else if (type == double.class || type == Double.class || type == float.class || type == Float.class) {
            return "a number";
        } else if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        return type == String.class ? "a text" : type.isArray() || type == List.class ? "a list" : type.getSimpleName();
    }
}
