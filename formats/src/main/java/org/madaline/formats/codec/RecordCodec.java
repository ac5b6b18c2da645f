package org.madaline.formats.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.madaline.formats.Json;
import org.madaline.tensor.Shape;

/// Writes records as JSON by their components, and reads them back through their own constructors, so that what a file says
/// is checked where it is defined. Reading makes nothing but what this codec allows:
///
/// - the records and enums that were given to [#of] and [#with]; a file names them by their simple names;
/// - what components of these declare: records, enums, and sealed interfaces with the records that they permit;
/// - numbers, texts, booleans, `List`, `Map<String, ...>`, `Optional`, arrays of numbers and texts, and [Shape];
/// - types with a form of their own ([#withForm]), and types that are not written at all ([#withSubstitute]).
///
/// A class that a caller does not give cannot be made, whatever a file says: it is refused by its name.
///
/// ```java
/// RecordCodec codec = RecordCodec.of(Table.class, Pictures.class)      // both implement Features
///         .with(MyLayer.class)                                         // a user's own
///         .withDefault(Table.class, "missing", Missing.MEAN);         // a component that older files do not have
/// String json = codec.write(features);                                 // {"format":1,"value":{"type":"Table",...}}
/// Features read = codec.read(json, Features.class);
/// ```
///
/// **How files stay readable.** A component that is added later gets a default: what a file means that does not have it.
/// Such a component is only written where it differs, so programs of before read all files but those that use it. A default
/// is therefore for ever. A type that was renamed is registered under its old name as well ([#with(String, Class)]). A change
/// that is no addition takes another number of the format ([#withFormat]); a file of a later format is refused as such. A
/// component that is not known is refused, not passed over: it would change what the record means.
///
/// **Exactness.** A double is read as the same bits; NaN and the infinities are written as texts. Maps keep their order.
///
/// **Bounds.** Texts have at most [#MAX_LENGTH] characters, values are nested at most [Json#MAX_DEPTH] deep; what would not
/// be read again is not written. Every fault of a text is an `IllegalArgumentException` that says where it lies
/// (`value.layers[3].out`), what was expected and what was found.
///
/// A codec is immutable, and safe for use by many threads.
public final class RecordCodec {
    /// The longest text that is written or read, in characters.
    public static final int MAX_LENGTH = 1 << 24;

    private static final String FORMAT = "format";
    private static final String VALUE = "value";

    private final RecordTypes types;
    private final int format;

    private RecordCodec(RecordTypes types, int format) {
        this.types = types;
        this.format = format;
    }

    /// {@return a codec of the given records and enums}
    ///
    /// @param allowed records and enums; files call them by their simple names
    /// @throws IllegalArgumentException as [#with]
    public static RecordCodec of(Class<?>... allowed) {
        RecordTypes shapes = RecordTypes.NONE.withForm(Shape.class,
                shape -> Arrays.stream(shape.dims()).boxed().toList(), RecordCodec::shape);
        return new RecordCodec(shapes, 1).with(allowed);
    }

    private static Shape shape(Object plain) {
        if (!(plain instanceof List<?> lengths) || !lengths.stream().allMatch(Integer.class::isInstance)) {
            throw new IllegalArgumentException("expected a list of lengths, found " + RecordTypes.shown(plain));
        }
        return Shape.of(lengths.stream().mapToInt(Integer.class::cast).toArray());
    }

    /// {@return the same codec with further records and enums, a caller's own for instance; files name them by their simple
    /// names}
    ///
    /// @param allowed records and enums
    /// @throws IllegalArgumentException if a class is neither record nor enum, has a component called `type`, or another
    ///     class has its name
    public RecordCodec with(Class<?>... allowed) {
        RecordTypes all = types;
        for (Class<?> type : allowed) {
            all = all.with(type.getSimpleName(), type);
        }
        return new RecordCodec(all, format);
    }

    /// {@return the same codec with a record or an enum that files may call by the given name} The first name that a class gets
    /// is the one that is written; the others, of earlier versions, are read.
    ///
    /// @param name what files may say for the class
    /// @param type a record or an enum
    /// @throws IllegalArgumentException as the other
    public RecordCodec with(String name, Class<?> type) {
        return new RecordCodec(types.with(name, type), format);
    }

    /// {@return the same codec with what files mean that do not have a component}
    ///
    /// @param type      the record
    /// @param component its name
    /// @param value     what the component is where a file does not have it
    /// @throws IllegalArgumentException if the record has no such component, or the value is none of its type
    public RecordCodec withDefault(Class<? extends Record> type, String component, Object value) {
        return new RecordCodec(types.withDefault(type, component, value), format);
    }

    /// {@return the same codec with a class that is no record, in a form of plain values (see [Json])}
    ///
    /// @param <T>  the class
    /// @param type what components declare
    /// @param write makes plain values of it
    /// @param read makes it of plain values; throws an `IllegalArgumentException` that says what was expected and what was
    ///     found
    public <T> RecordCodec withForm(
            Class<T> type, Function<? super T, ?> write, Function<Object, ? extends T> read) {
        return new RecordCodec(types.withForm(type, write, read), format);
    }

    /// {@return the same codec for records with components that are code, and not written: reading puts the given value there}
    ///
    /// @param <T>   the type
    /// @param type  what components declare
    /// @param value stands in every record that is read
    public <T> RecordCodec withSubstitute(Class<T> type, T value) {
        return new RecordCodec(types.withSubstitute(type, value), format);
    }

    /// {@return the same codec with another number of the format, from 1 on: what is written and the latest that is read}
    ///
    /// @param number of the format, from 1
    /// @throws IllegalArgumentException if it is below 1
    public RecordCodec withFormat(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("formats are counted from 1, not " + number);
        }
        return new RecordCodec(types, number);
    }

    /// {@return a value and the number of the format, as text}
    /// Its form is `{"format":1,"value":...}`.
    ///
    /// @param value a record or a constant of a class that was given to this codec
    /// @throws IllegalArgumentException if something in the value is not allowed, or the bounds are exceeded
    public String write(Object value) {
        return write(value, Object.class);
    }

    /// {@return the same for a value that is read as the given type: of a sealed interface the records need not have been given}
    ///
    /// @param value a record or a constant of an enum
    /// @param type  what [#read] will be asked for
    /// @throws IllegalArgumentException as the other
    public String write(Object value, Class<?> type) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put(FORMAT, format);
        root.put(VALUE, toPlain(value, type));
        String text = Json.write(root);
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("the text of " + value.getClass().getSimpleName() + " would have " + text.length()
                    + " characters; at most " + MAX_LENGTH + " are read");
        }
        return text;
    }

    /// {@return the value that a text holds}
    ///
    /// @param <T>  what it must be
    /// @param text as [#write(Object)] returns it
    /// @param type what it must be: a class, or an interface that allowed classes implement
    /// @throws IllegalArgumentException saying what is wrong and where
    public <T> T read(String text, Class<T> type) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("the text has " + text.length() + " characters; at most " + MAX_LENGTH + " are read");
        }
        Map<String, Object> root = Json.readObject(text);
        if (!(root.get(FORMAT) instanceof Integer number) || number < 1) {
            throw new IllegalArgumentException(
                    "expected a number of the format, found " + RecordTypes.shown(root.get(FORMAT)));
        }
        if (number > format) {
            throw new IllegalArgumentException("it was written in format " + number + " by a later version; this one reads up to "
                    + format);
        }
        List<String> others = new ArrayList<>(root.keySet());
        others.removeAll(List.of(FORMAT, VALUE));
        if (!others.isEmpty() || !root.containsKey(VALUE)) {
            throw new IllegalArgumentException("expected {format, value}, found " + RecordTypes.shown(root));
        }
        return fromPlain(root.get(VALUE), type);
    }

    /// {@return a value as maps, lists, texts and numbers, to be put into JSON of the caller's own ([Json#write])}
    ///
    /// @param value a record or a constant of a class that was given to this codec
    /// @throws IllegalArgumentException if something in the value is not allowed
    public Object toPlain(Object value) {
        return toPlain(value, Object.class);
    }

    /// {@return the same for a value that is read as the given type}
    ///
    /// @param value a record or a constant of an enum
    /// @param type  what [#fromPlain] will be asked for
    /// @throws IllegalArgumentException if something in the value is not allowed
    public Object toPlain(Object value, Class<?> type) {
        return new RecordWriter(types).write(value, type);
    }

    /// {@return what [#toPlain] was given}
    ///
    /// @param <T>   what it must be
    /// @param plain maps, lists, texts and numbers, as [Json#read(String)] returns them
    /// @param type  a class, or an interface that allowed classes implement
    /// @throws IllegalArgumentException saying what is wrong and where
    public <T> T fromPlain(Object plain, Class<T> type) {
        return type.cast(new RecordReader(types).read(plain, type));
    }
}
