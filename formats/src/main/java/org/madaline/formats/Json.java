package org.madaline.formats;

import java.io.StringWriter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;

/// JSON as plain values: an object is a `Map`, an array a `List`, a text a `String`; whole numbers are `Integer`, `Long` or
/// `BigInteger`, the smallest that holds them, other numbers `Double`; then `Boolean` and null.
///
/// Token by token: a reader that binds objects takes longer to start than a small network takes to load and predict.
public final class Json {
    /// How deep arrays and objects may be nested, in what is read and in what is written: what cannot be read again is not
    /// written. So deep that three hundred layers may hold one another, and so little that no thread's stack overflows.
    public static final int MAX_DEPTH = 620;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .streamWriteConstraints(StreamWriteConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private Json() {}

    /// {@return the value that a text holds}
    ///
    /// @param text one value and nothing after it
    /// @throws IllegalArgumentException if the text is not one JSON value, or an object has a key twice
    public static Object read(String text) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            return read(parser);
        } catch (JacksonException e) {
            throw broken(e);
        }
    }

    /// {@return the value that the bytes of a text hold}
    ///
    /// @param text in UTF-8
    /// @throws IllegalArgumentException if the text is not one JSON value, or an object has a key twice
    public static Object read(byte[] text) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            return read(parser);
        } catch (JacksonException e) {
            throw broken(e);
        }
    }

    /// {@return the object that a text must be}
    ///
    /// @param text JSON
    /// @throws IllegalArgumentException if it is not one JSON object
    @SuppressWarnings("unchecked")
    public static Map<String, Object> readObject(String text) {
        if (read(text) instanceof Map<?, ?> object) {
            return (Map<String, Object>) object;
        }
        throw new IllegalArgumentException("it is no object");
    }

    /// {@return the list of texts that a text must be}
    ///
    /// @param text JSON
    /// @throws IllegalArgumentException if it is not one JSON array of texts
    public static List<String> readTexts(String text) {
        if (read(text) instanceof List<?> array && array.stream().allMatch(String.class::isInstance)) {
            return array.stream().map(String.class::cast).toList();
        }
        throw new IllegalArgumentException("it is no list of texts");
    }

    private static IllegalArgumentException broken(JacksonException e) {
        return new IllegalArgumentException(e.getOriginalMessage().lines().findFirst().orElse("no JSON"), e);
    }

    private static Object read(JsonParser parser) {
        if (parser.nextToken() == null) {
            throw new IllegalArgumentException("it is empty");
        }
        Object value = value(parser);
        if (parser.nextToken() != null) {
            throw new IllegalArgumentException("something follows its end");
        }
        return value;
    }

    /// The value that begins with the current token. The parser bounds how deep it goes.
    private static Object value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> object = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String key = parser.currentName();
                    parser.nextToken();
                    object.put(key, value(parser));
                }
                yield object;
            }
            case START_ARRAY -> {
                List<Object> array = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(value(parser));
                }
                yield array;
            }
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    /// {@return the JSON of a value, in one line}
    ///
    /// @param value as [#read(String)] returns it, or with any `Map` and `List`
    /// @throws IllegalArgumentException if something in it is of another type, or it is nested deeper than [#MAX_DEPTH]
    public static String write(Object value) {
        var text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            write(generator, value, 0);
        }
        return text.toString();
    }

    /// {@return the same on lines of their own, indented, for people}
    ///
    /// @param value as [#write(Object)]
    /// @throws IllegalArgumentException as [#write(Object)]
    public static String writePretty(Object value) {
        var text = new StringBuilder();
        writePretty(text, value, "\n");
        return text.toString();
    }

    private static void writePretty(StringBuilder text, Object value, String indent) {
        String inner = indent + "  ";
        switch (value) {
            case Map<?, ?> object when !object.isEmpty() -> {
                String separator = "{";
                for (Map.Entry<?, ?> entry : object.entrySet()) {
                    text.append(separator).append(inner).append(write(entry.getKey())).append(": ");
                    writePretty(text, entry.getValue(), inner);
                    separator = ",";
                }
                text.append(indent).append('}');
            }
            case null, default -> text.append(write(value));
        }
    }

    private static void write(JsonGenerator generator, Object value, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("it is nested deeper than " + MAX_DEPTH + " arrays and objects");
        }
        switch (value) {
            case null -> generator.writeNull();
            case Map<?, ?> object -> {
                generator.writeStartObject();
                object.forEach((key, item) -> {
                    generator.writeName((String) key);
                    write(generator, item, depth + 1);
                });
                generator.writeEndObject();
            }
            case List<?> array -> {
                generator.writeStartArray();
                array.forEach(item -> write(generator, item, depth + 1));
                generator.writeEndArray();
            }
            case String string -> generator.writeString(string);
            case Integer number -> generator.writeNumber(number);
            case Long number -> generator.writeNumber(number);
            case BigInteger number -> generator.writeNumber(number);
            case Double number -> generator.writeNumber(number);
            case Boolean truth -> generator.writeBoolean(truth);
            default -> throw new IllegalArgumentException("JSON cannot hold " + value.getClass().getName());
        }
    }
}
