package org.madaline.formats.safetensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.madaline.formats.FormatException;
import org.madaline.formats.Json;
import org.madaline.tensor.Shape;

/// What a safetensors file holds, without the values: eight bytes with the length of the JSON that follows, padded with
/// spaces to a multiple of eight, then the values without a gap.
///
/// @param entries  the tensors by name, sorted
/// @param metadata the texts stored with them, sorted
/// @param start    the position in the file where the values begin
public record Header(SortedMap<String, Entry> entries, SortedMap<String, String> metadata, long start) {
    /// One tensor: its type, its shape and the range of its bytes, counted from where the values begin.
    ///
    /// @param type  of the values
    /// @param shape a scalar has no axes
    /// @param begin the first byte
    /// @param end   the byte after the last
    public record Entry(DType type, Shape shape, long begin, long end) {}

    /// The longest JSON accepted, 16 MB: a model of a thousand tensors needs a tenth of a megabyte.
    static final int MAX_LENGTH = 1 << 24;

    static final String METADATA = "__metadata__";

    /// The maps cannot be changed.
    public Header {
        entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
        metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    }

    /// The header of tensors of one type, which lie in the order of their names without a gap.
    static Header of(DType type, SortedMap<String, Shape> shapes, SortedMap<String, String> metadata) {
        SortedMap<String, Entry> entries = new TreeMap<>();
        long position = 0;
        for (Map.Entry<String, Shape> tensor : shapes.entrySet()) {
            long end = position + (long) type.width() * tensor.getValue().size();
            entries.put(tensor.getKey(), new Entry(type, tensor.getValue(), position, end));
            position = end;
        }
        return new Header(entries, metadata, 0);
    }

    static Header read(String file, FileChannel channel) throws IOException {
        long size = channel.size();
        if (size < 8) {
            throw new FormatException(file, "is no safetensors file: it has only " + size + " bytes");
        }
        long length = SafeTensors.readFully(file, channel, 0, 8).getLong();
        if (length < 2 || length > MAX_LENGTH || length > size - 8) {
            throw new FormatException(file, "is no safetensors file or is truncated: its first eight bytes announce a header of "
                    + Long.toUnsignedString(length) + " bytes, but the file has " + size
                    + (length > MAX_LENGTH ? " and a header at most " + MAX_LENGTH : ""));
        }
        byte[] bytes = SafeTensors.readFully(file, channel, 8, (int) length).array();
        return parse(file, bytes, size - 8 - length);
    }

    /// @param available the number of bytes after the header
    private static Header parse(String file, byte[] bytes, long available) throws FormatException {
        if (bytes[0] != '{') {
            throw new FormatException(file, "is no safetensors file: its header does not start with {");
        }
        Map<?, ?> root;
        try {
            root = (Map<?, ?>) Json.read(bytes);
        } catch (IllegalArgumentException e) {
            throw new FormatException(file, "has a broken header: " + e.getMessage(), e);
        }
        SortedMap<String, Entry> entries = new TreeMap<>();
        SortedMap<String, String> metadata = new TreeMap<>();
        for (Map.Entry<?, ?> property : root.entrySet()) {
            String name = (String) property.getKey();
            if (name.equals(METADATA)) {
                readMetadata(file, property.getValue(), metadata);
            } else {
                entries.put(name, entry(file, name, property.getValue()));
            }
        }
        checkRanges(file, entries, available);
        return new Header(entries, metadata, 8L + bytes.length);
    }

    private static void readMetadata(String file, Object json, Map<String, String> metadata) throws FormatException {
        if (!(json instanceof Map<?, ?> texts)) {
            throw new FormatException(file, METADATA + " is not an object of texts");
        }
        for (Map.Entry<?, ?> text : texts.entrySet()) {
            if (!(text.getValue() instanceof String value)) {
                throw new FormatException(file, "the value of " + METADATA + "." + text.getKey() + " is not a text");
            }
            metadata.put((String) text.getKey(), value);
        }
    }

    private static Entry entry(String file, String name, Object json) throws FormatException {
        if (!(json instanceof Map<?, ?> map)
                || !(map.get("dtype") instanceof String dtype)
                || !(map.get("shape") instanceof List<?> dims)
                || !(map.get("data_offsets") instanceof List<?> offsets)
                || offsets.size() != 2) {
            throw new FormatException(file, "the entry of tensor " + name + " is not {dtype, shape, data_offsets: [begin, end]}");
        }
        DType type = type(file, name, dtype);
        Shape shape = shape(file, name, dims);
        long begin = number(file, name, offsets.get(0));
        long end = number(file, name, offsets.get(1));
        if (begin > end || end - begin != (long) shape.size() * type.width()) {
            throw new FormatException(file, "tensor " + name + " of shape " + shape + " and type " + type + " takes "
                    + (long) shape.size() * type.width() + " bytes, but its range is [" + begin + ", " + end + "]");
        }
        return new Entry(type, shape, begin, end);
    }

    private static DType type(String file, String name, String text) throws FormatException {
        for (DType type : DType.values()) {
            if (type.name().equals(text)) {
                return type;
            }
        }
        throw new FormatException(file, "tensor " + name + " has the type " + text + "; known are " + List.of(DType.values()));
    }

    private static Shape shape(String file, String name, List<?> lengths) throws FormatException {
        int[] dims = new int[lengths.size()];
        for (int i = 0; i < dims.length; i++) {
            dims[i] = (int) Math.min(number(file, name, lengths.get(i)), Integer.MAX_VALUE);
        }
        try {
            return Shape.of(dims);
        } catch (IllegalArgumentException e) {
            throw new FormatException(file, "tensor " + name + " has an impossible shape: " + e.getMessage(), e);
        }
    }

    private static long number(String file, String name, Object value) throws FormatException {
        if (!(value instanceof Integer || value instanceof Long) || ((Number) value).longValue() < 0) {
            throw new FormatException(file, "tensor " + name + " has the length or offset " + value
                    + ", which is no whole number from 0 on");
        }
        return ((Number) value).longValue();
    }

    /// The ranges must follow one another without gap or overlap and end where the file ends.
    private static void checkRanges(String file, SortedMap<String, Entry> entries, long available)
            throws FormatException {
        List<Map.Entry<String, Entry>> ordered = new ArrayList<>(entries.entrySet());
        ordered.sort(Comparator.<Map.Entry<String, Entry>>comparingLong(e -> e.getValue().begin())
                .thenComparingLong(e -> e.getValue().end()));
        long position = 0;
        for (Map.Entry<String, Entry> entry : ordered) {
            long begin = entry.getValue().begin();
            if (begin != position) {
                throw new FormatException(file, "tensor " + entry.getKey() + " begins at " + begin
                        + (begin < position ? ", within another tensor" : ", after a gap from " + position));
            }
            position = entry.getValue().end();
        }
        if (position != available) {
            throw new FormatException(file, (position > available ? "is truncated" : "has bytes that belong to no tensor")
                    + ": the tensors take " + position + " bytes, the file has " + available + " after its header");
        }
    }

    /// The bytes before the values.
    ///
    /// @param file for the complaint only
    /// @throws IllegalArgumentException if they are more than can be read again
    byte[] encode(Path file) {
        Map<String, Object> root = new LinkedHashMap<>();
        if (!metadata.isEmpty()) {
            root.put(METADATA, metadata);
        }
        entries.forEach((name, entry) -> {
            Map<String, Object> tensor = new LinkedHashMap<>();
            tensor.put("dtype", entry.type().name());
            tensor.put("shape", Arrays.stream(entry.shape().dims()).boxed().toList());
            tensor.put("data_offsets", List.of(entry.begin(), entry.end()));
            root.put(name, tensor);
        });
        byte[] json = Json.write(root).getBytes(StandardCharsets.UTF_8);
        int padded = (json.length + 7) / 8 * 8;
        ByteBuffer buffer = ByteBuffer.allocate(8 + padded).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(padded).put(json);
        while (buffer.hasRemaining()) {
            buffer.put((byte) ' ');
        }
        if (buffer.capacity() > MAX_LENGTH) {
            throw new IllegalArgumentException("the names and metadata for " + file + " take " + buffer.capacity()
                    + " bytes, more than the " + MAX_LENGTH + " that can be read again");
        }
        return buffer.array();
    }
}
