package org.madaline.formats.safetensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.madaline.formats.AtomicFile;
import org.madaline.formats.FormatException;
import org.madaline.tensor.Shape;

/// Named arrays of doubles and a map of texts, in one `.safetensors` file: what [SafeTensors] is for floats, for models
/// that are estimated in double precision. Equal content gives equal bytes.
///
/// @param tensors  the arrays by name, sorted
/// @param metadata the texts, sorted by key
public record DoubleTensors(SortedMap<String, Values> tensors, SortedMap<String, String> metadata) {
    private static final int CHUNK = 1 << 17;

    /// One array, row-major; it is not copied.
    ///
    /// @param shape any
    /// @param array `shape.size()` values
    public record Values(Shape shape, double[] array) {
        /// The array is handed over.
        ///
        /// @throws IllegalArgumentException if shape and length differ
        public Values {
            if (array.length != shape.size()) {
                throw new IllegalArgumentException("the shape " + shape + " does not fit " + array.length + " values");
            }
        }
    }

    /// The maps cannot be changed.
    public DoubleTensors {
        tensors = Collections.unmodifiableSortedMap(new TreeMap<>(tensors));
        metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
        if (tensors.containsKey(Header.METADATA)) {
            throw new IllegalArgumentException("a tensor cannot be called " + Header.METADATA);
        }
    }

    /// {@return the content of any maps, sorted}
    ///
    /// @param tensors  the arrays by name
    /// @param metadata the texts by key
    /// @throws IllegalArgumentException if a tensor is called `__metadata__`
    public static DoubleTensors of(Map<String, Values> tensors, Map<String, String> metadata) {
        return new DoubleTensors(new TreeMap<>(tensors), new TreeMap<>(metadata));
    }

    /// Reads a whole file; F64 as they are, other types as floats.
    ///
    /// @param file a safetensors file
    /// @return all its tensors and texts
    /// @throws FormatException if it is no whole safetensors file
    public static DoubleTensors read(Path file) throws IOException {
        try (FileChannel channel = SafeTensors.open(file)) {
            Header header = Header.read(file.toString(), channel);
            SortedMap<String, Values> tensors = new TreeMap<>();
            for (Map.Entry<String, Header.Entry> entry : header.entries().entrySet()) {
                tensors.put(entry.getKey(), readValues(file.toString(), channel, header.start(), entry.getKey(), entry.getValue()));
            }
            return new DoubleTensors(tensors, header.metadata());
        }
    }

    private static Values readValues(
            String file, FileChannel channel, long start, String name, Header.Entry entry) throws IOException {
        double[] values = new double[entry.shape().size()];
        int width = entry.type().width();
        for (int i = 0; i < values.length; i += CHUNK) {
            int end = Math.min(values.length, i + CHUNK);
            ByteBuffer buffer = SafeTensors.readFully(
                    file, channel, start + entry.begin() + (long) i * width, (end - i) * width);
            int k = i;
            try {
                for (; k < end; k++) {
                    values[k] = entry.type().getDouble(buffer);
                }
            } catch (ArithmeticException e) {
                throw new FormatException(file, "value " + k + " of tensor " + name + " is the whole number " + e.getMessage()
                        + ", which double precision does not hold exactly; store it as " + DType.F64 + " if it may be rounded", e);
            }
        }
        return new Values(entry.shape(), values);
    }

    /// Writes the file, values as F64, so that a crash leaves the old content or the new one.
    ///
    /// @param file replaced as a whole, or not at all
    /// @throws IOException naming the file, if it cannot be written
    /// @throws IllegalArgumentException if names, shapes and texts together take more than 16 MB
    public void write(Path file) throws IOException {
        SortedMap<String, Shape> shapes = new TreeMap<>();
        tensors.forEach((name, values) -> shapes.put(name, values.shape()));
        byte[] header = Header.of(DType.F64, shapes, metadata).encode(file);
        AtomicFile.write(file, channel -> {
            AtomicFile.writeFully(channel, ByteBuffer.wrap(header));
            for (Values values : tensors.values()) {
                writeValues(channel, values.array());
            }
        });
    }

    private static void writeValues(FileChannel channel, double[] values) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(8 * Math.min(CHUNK, values.length)).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < values.length; i += CHUNK) {
            int count = Math.min(CHUNK, values.length - i);
            buffer.clear().limit(8 * count);
            buffer.asDoubleBuffer().put(values, i, count);
            AtomicFile.writeFully(channel, buffer);
        }
    }
}
