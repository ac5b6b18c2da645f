package org.madaline.features;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Reads the cells of a row from an object of a user's class: a record's components; of other objects the public getters and
/// fields. What was found of a class is kept.
final class ObjectCells {
    /// Reads one cell.
    private interface Reader {
        Object read(Object row) throws ReflectiveOperationException;
    }

    private static final ClassValue<Map<String, Reader>> READERS = new ClassValue<>() {
        @Override
        protected Map<String, Reader> computeValue(Class<?> type) {
            return type.isRecord() ? components(type) : properties(type);
        }
    };

    private ObjectCells() {}

    /// @throws IllegalArgumentException if the object cannot be read, or has nothing to be read
    static Map<String, Object> of(Object row) {
        Map<String, Object> cells = new LinkedHashMap<>();
        for (Map.Entry<String, Reader> each : READERS.get(row.getClass()).entrySet()) {
            try {
                Object cell = each.getValue().read(row);
                cells.put(each.getKey(), cell instanceof Optional<?> perhaps ? perhaps.orElse(null) : cell);
            } catch (ReflectiveOperationException e) {
                throw new IllegalArgumentException("cannot read " + each.getKey() + " of " + row.getClass().getName()
                        + "; make the class public, or give a map", e);
            }
        }
        if (cells.isEmpty()) {
            throw new IllegalArgumentException(row.getClass().getName() + " has no public getter or field that could be a column; give a"
                    + " record, an object with getters, or a map");
        }
        return cells;
    }

    private static Map<String, Reader> components(Class<?> type) {
        Map<String, Reader> readers = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Method accessor = component.getAccessor();
            accessor.trySetAccessible();
            readers.put(name(component, component.getName()), accessor::invoke);
        }
        return readers;
    }

    private static Map<String, Reader> properties(Class<?> type) {
        Map<String, Reader> readers = new LinkedHashMap<>();
        for (Method method : type.getMethods()) {
            String property = property(method);
            if (!property.isEmpty()) {
                method.trySetAccessible();
                readers.put(name(method, property), method::invoke);
            }
        }
        for (Field field : type.getFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                field.trySetAccessible();
                readers.putIfAbsent(name(field, field.getName()), field::get);
            }
        }
        return readers;
    }

    private static String name(AnnotatedElement element, String plain) {
        Column column = element.getAnnotation(Column.class);
        return column == null ? plain : column.value();
    }

    /// The property that a getter reads, `age` of `getAge`; empty for other methods.
    private static String property(Method method) {
        boolean truth = method.getReturnType() == boolean.class || method.getReturnType() == Boolean.class;
        int prefix = method.getName().startsWith("get") ? 3 : truth && method.getName().startsWith("is") ? 2 : 0;
        boolean getter = prefix > 0 && method.getName().length() > prefix && method.getParameterCount() == 0
                && !Modifier.isStatic(method.getModifiers()) && method.getDeclaringClass() != Object.class;
        return getter ? Character.toLowerCase(method.getName().charAt(prefix)) + method.getName().substring(prefix + 1) : "";
    }
}
