package org.madaline.formats.codec;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.madaline.formats.Json;

/// Makes plain values of records. What is written follows the declared types, as reading does, so that nothing is written
/// that could not be read.
final class RecordWriter {
    private final RecordTypes types;
    private final Location location = new Location();

    RecordWriter(RecordTypes types) {
        this.types = types;
    }

    /// @throws IllegalArgumentException saying what cannot be written, and where it is
    Object write(Object value, Class<?> declared) {
        try {
            return write(value, (Type) declared);
        } catch (IllegalArgumentException e) {
            throw location.fault(e);
        }
    }

    private Object write(Object value, Type declared) {
        if (location.depth() > Json.MAX_DEPTH) {
            throw new IllegalArgumentException("records are nested too deep to be read again");
        }
        Class<?> type = RecordTypes.raw(declared);
        // An interface may have a form that stands for all that implement it.
        RecordTypes.Form form = types.forms().getOrDefault(type, types.forms().get(value == null ? null : value.getClass()));
        if (form != null && value != null) {
            return form.write().apply(value);
        }
        return switch (value) {
            case null -> throw new IllegalArgumentException("null cannot be written; use Optional for what may be absent");
            case Integer _, Long _, Boolean _, String _ -> value;
            case Double d -> number(d);
            case Float f -> number(f);
            case Enum<?> constant -> write(constant, type);
            case Record record -> write(record, type);
            case List<?> list -> items(list, RecordTypes.argument(declared, 0));
            case Map<?, ?> map -> entries(map, RecordTypes.argument(declared, 1));
            case int[] _, long[] _, float[] _, double[] _, String[] _ -> items(boxed(value), value.getClass().getComponentType());
            default -> throw new IllegalArgumentException("values of " + value.getClass().getName() + " cannot be written; use"
                    + " numbers, texts, booleans, enums, List, Map<String, ...>, Optional and records, or give the codec a form"
                    + " of the class");
        };
    }

    private static Object number(double value) {
        return Double.isFinite(value) ? (Object) value : Double.toString(value);
    }

    private static List<Object> boxed(Object array) {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < Array.getLength(array); i++) {
            list.add(Array.get(array, i));
        }
        return list;
    }

    private Object write(Enum<?> constant, Class<?> declared) {
        Class<?> type = constant.getDeclaringClass();
        if (!types.carriesName(type, declared) || declared == type) {
            return constant.name();
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(RecordTypes.TYPE, types.nameOf(type, declared));
        json.put(RecordTypes.CONSTANT, constant.name());
        return json;
    }

    private List<Object> items(List<?> list, Type item) {
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            location.enter("[" + i + "]");
            items.add(write(list.get(i), item));
            location.leave();
        }
        return items;
    }

    private Map<String, Object> entries(Map<?, ?> map, Type item) {
        Map<String, Object> entries = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (!(key instanceof String name)) {
                throw new IllegalArgumentException("the keys of a map are texts, not " + key);
            }
            location.enter("." + name);
            entries.put(name, write(value, item));
            location.leave();
        });
        return entries;
    }

    private Map<String, Object> write(Record record, Class<?> declared) {
        Class<? extends Record> type = record.getClass();
        Map<String, Object> json = new LinkedHashMap<>();
        if (types.carriesName(type, declared)) {
            json.put(RecordTypes.TYPE, types.nameOf(type, declared));
        }
        for (RecordComponent component : type.getRecordComponents()) {
            if (types.substitutes().containsKey(component.getType())) {
                continue;
            }
            location.enter("." + component.getName());
            component(record, component).ifPresent(value -> json.put(component.getName(), value));
            location.leave();
        }
        return json;
    }

    /// What stands in the file for a component; empty where it is absent, or is what files mean without it.
    private Optional<Object> component(Record record, RecordComponent component) {
        Object value = value(record, component);
        RecordTypes.Place place = new RecordTypes.Place(record.getClass(), component.getName());
        if (types.defaults().containsKey(place) && Objects.deepEquals(types.defaults().get(place), value)) {
            return Optional.empty();
        }
        if (component.getType() == Optional.class) {
            Type content = RecordTypes.argument(component.getGenericType(), 0);
            if (value instanceof Optional<?> optional && optional.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(write(value instanceof Optional<?> optional ? optional.get() : null, content));
        }
        return Optional.of(write(value, component.getGenericType()));
    }

    private static Object value(Record record, RecordComponent component) {
        try {
            Method accessor = component.getAccessor();
            if (!accessor.trySetAccessible()) {
                throw RecordTypes.closed(record.getClass());
            }
            return accessor.invoke(record);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException("it cannot be read: " + e.getCause(), e);
        } catch (IllegalAccessException e) {
            throw RecordTypes.closed(record.getClass());
        }
    }
}
