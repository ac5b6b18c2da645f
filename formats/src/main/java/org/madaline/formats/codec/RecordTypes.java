package org.madaline.formats.codec;

import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.madaline.formats.Json;

/// What a codec may write and make.
///
/// @param named the classes that files may name; a class may have several names, of which the first is written
/// @param defaults what components of records are where a file does not have them
/// @param forms classes with a form of their own
/// @param substitutes what stands for code, which is not written
record RecordTypes(
        Map<String, Class<?>> named,
        Map<Place, Object> defaults,
        Map<Class<?>, Form> forms,
        Map<Class<?>, Object> substitutes) {
    /// The field of a JSON object that names its class.
    static final String TYPE = "type";

    /// The field that names an enum's constant where an interface is declared.
    static final String CONSTANT = "constant";

    static final RecordTypes NONE = new RecordTypes(Map.of(), Map.of(), Map.of(), Map.of());

    private static final int SHOWN = 60;

    /// A component of a record.
    record Place(Class<?> type, String component) {}

    /// How a class that is no record is written and made.
    record Form(Function<Object, Object> write, Function<Object, Object> read) {}

    RecordTypes with(String name, Class<?> type) {
        if (!type.isRecord() && !type.isEnum()) {
            throw new IllegalArgumentException(
                    type.getName() + " is neither a record nor an enum, so it cannot be written by its components");
        }
        Class<?> other = named.get(name);
        if (other != null && other != type) {
            throw new IllegalArgumentException(type.getName() + " and " + other.getName() + " cannot both be called " + name
                    + " in files; give one another name");
        }
        Map<String, Class<?>> more = new LinkedHashMap<>(named);
        more.put(name, type);
        if (type.isRecord() && hasComponent(type, TYPE)) {
            throw nameless(type);
        }
        return new RecordTypes(more, defaults, forms, substitutes);
    }

    private static IllegalArgumentException nameless(Class<?> type) {
        return new IllegalArgumentException(type.getName() + " has a component " + TYPE
                + ", which in files stands for the name of the class; call it otherwise");
    }

    RecordTypes withDefault(Class<? extends Record> type, String component, Object value) {
        if (!hasComponent(type, component)) {
            throw new IllegalArgumentException(type.getName() + " has no component " + component);
        }
        Map<Place, Object> more = new LinkedHashMap<>(defaults);
        more.put(new Place(type, component), value);
        for (RecordComponent c : type.getRecordComponents()) {
            if (c.getName().equals(component) && !boxed(c.getType()).isInstance(value)) {
                throw new IllegalArgumentException("the default " + value + " of " + type.getSimpleName() + "." + component
                        + " is no " + c.getType().getSimpleName());
            }
        }
        return new RecordTypes(named, more, forms, substitutes);
    }

    <T> RecordTypes withForm(Class<T> type, Function<? super T, ?> write, Function<Object, ? extends T> read) {
        Map<Class<?>, Form> more = new LinkedHashMap<>(forms);
        more.put(type, new Form(value -> write.apply(type.cast(value)), read::apply));
        return new RecordTypes(named, defaults, more, substitutes);
    }

    <T> RecordTypes withSubstitute(Class<T> type, T value) {
        Map<Class<?>, Object> more = new LinkedHashMap<>(substitutes);
        more.put(type, value);
        return new RecordTypes(named, defaults, forms, more);
    }

    /// Whether objects of the class carry its name: all that a file may name, and what stands where an interface is
    /// declared.
    boolean carriesName(Class<?> type, Class<?> declared) {
        return type != declared || named.containsValue(type);
    }

    /// The name of a class where another, which it extends, is declared.
    ///
    /// @throws IllegalArgumentException if it is not allowed there
    String nameOf(Class<?> type, Class<?> declared) {
        for (Map.Entry<String, Class<?>> entry : named.entrySet()) {
            if (entry.getValue() == type) {
                return entry.getKey();
            }
        }
        String name = type.getSimpleName();
        if (permitted(declared).contains(type)) {
            if (named.containsKey(name) && declared.isAssignableFrom(named.get(name))) {
                throw new IllegalArgumentException(type.getName() + " and " + named.get(name).getName()
                        + " cannot both be called " + name + " in files; register one under another name");
            }
            if (type.isRecord() && hasComponent(type, TYPE)) {
                throw nameless(type);
            }
            return name;
        }
        throw new IllegalArgumentException("the class " + type.getName() + " is not known to the codec of this file; give it"
                + " to RecordCodec.with, and make it a record or an enum");
    }

    /// The class that a name means where a class or an interface is declared.
    Optional<Class<?>> classOf(String name, Class<?> declared) {
        Class<?> type = named.get(name);
        if (type != null && declared.isAssignableFrom(type)) {
            return Optional.of(type);
        }
        return permitted(declared).stream().filter(p -> p.getSimpleName().equals(name)).findFirst();
    }

    /// The names that may stand where a class or an interface is declared.
    List<String> names(Class<?> declared) {
        Set<String> names = new HashSet<>();
        named.forEach((name, type) -> {
            if (declared.isAssignableFrom(type)) {
                names.add(name);
            }
        });
        permitted(declared).forEach(type -> names.add(type.getSimpleName()));
        return names.stream().sorted().toList();
    }

    /// A sealed interface is a list that is closed by its declaration: its records and enums need no registration.
    private static List<Class<?>> permitted(Class<?> declared) {
        List<Class<?>> all = new ArrayList<>();
        if (declared.isSealed()) {
            for (Class<?> type : declared.getPermittedSubclasses()) {
                if (type.isRecord() || type.isEnum()) {
                    all.add(type);
                } else {
                    all.addAll(permitted(type));
                }
            }
        }
        return all;
    }

    private static boolean hasComponent(Class<?> type, String name) {
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getName().equals(name)) {
                return true;
            }
        }
        return false;
    }

    static IllegalArgumentException closed(Class<?> type) {
        return new IllegalArgumentException("the components of " + type.getName() + " cannot be reached; make it public in an"
                + " exported package, or open the package to the module org.madaline.formats");
    }

    static Class<?> raw(Type type) {
        return switch (type) {
            case Class<?> c -> c;
            case ParameterizedType p -> (Class<?>) p.getRawType();
            case WildcardType w -> raw(w.getUpperBounds()[0]);
            default -> throw new IllegalArgumentException("a generic record cannot be written: " + type.getTypeName());
        };
    }

    static Type argument(Type type, int index) {
        if (type instanceof ParameterizedType p) {
            return p.getActualTypeArguments()[index];
        }
        throw new IllegalArgumentException("a " + raw(type).getSimpleName() + " needs the type of what it holds");
    }

    private static Class<?> boxed(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }

    /// A value of a file as it is shown in a complaint, cut off where it is long.
    static String shown(Object plain) {
        if (plain == null) {
            return "nothing";
        }
        String text = Json.write(plain);
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }
}
