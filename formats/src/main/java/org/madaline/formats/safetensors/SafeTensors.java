package org.madaline.formats.safetensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.madaline.formats.AtomicFile;
import org.madaline.formats.FormatException;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

/// Named tensors and a map of texts, in one `.safetensors` file. Equal content gives equal bytes.
///
/// @param tensors  the tensors by name, sorted
/// @param metadata the texts, sorted by key
public record SafeTensors(SortedMap<String, Tensor> tensors, SortedMap<String, String> metadata) {
    private static final int CHUNK = 1 << 20;

    /// The maps cannot be changed.
    public SafeTensors {
        tensors = Collections.unmodifiableSortedMap(new TreeMap<>(tensors));
        metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
        if (tensors.containsKey(Header.METADATA)) {
            throw new IllegalArgumentException("a tensor cannot be called " + Header.METADATA);
        }
    }

    /// The content of any maps, sorted.
    public static SafeTensors of(Map<String, Tensor> tensors, Map<String, String> metadata) {
        return new SafeTensors(new TreeMap<>(tensors), new TreeMap<>(metadata));
    }

    /// Reads a whole file.
    ///
    /// @throws FormatException if it is no whole safetensors file
    public static SafeTensors read(Path file) throws IOException {
        try (FileChannel channel = open(file)) {
            Header header = Header.read(file.toString(), channel);
            SortedMap<String, Tensor> tensors = new TreeMap<>();
            for (Map.Entry<String, Header.Entry> entry : header.entries().entrySet()) {
                tensors.put(entry.getKey(), readValues(file.toString(), channel, header.start(), entry.getKey(), entry.getValue()));
            }
            return new SafeTensors(tensors, header.metadata());
        }
    }

    /// Reads names, types, shapes and metadata, but no values.
    ///
    /// @throws FormatException if it is no safetensors file
    public static Header readHeader(Path file) throws IOException {
        try (FileChannel channel = open(file)) {
            return Header.read(file.toString(), channel);
        }
    }

    /// Reads one tensor alone.
    ///
    /// @throws FormatException if it is no safetensors file or has no such tensor
    public static Tensor readTensor(Path file, String name) throws IOException {
        try (FileChannel channel = open(file)) {
            Header header = Header.read(file.toString(), channel);
            Header.Entry entry = header.entries().get(name);
            if (entry == null) {
                throw new FormatException(file, "has no tensor " + name);
            }
            return readValues(file.toString(), channel, header.start(), name, entry);
        }
    }

    static FileChannel open(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString(), null, "there is no such file");
        }
        if (!Files.isRegularFile(file)) {
            throw new FormatException(file, "is no regular file");
        }
        return FileChannel.open(file, StandardOpenOption.READ);
    }

    private static Tensor readValues(
            String file, FileChannel channel, long start, String name, Header.Entry entry) throws IOException {
        float[] values = new float[entry.shape().size()];
        int width = entry.type().width();
        int perChunk = CHUNK / width;
        for (int i = 0; i < values.length; i += perChunk) {
            int count = Math.min(perChunk, values.length - i);
            ByteBuffer buffer = readFully(file, channel, start + entry.begin() + (long) i * width, count * width);
            if (entry.type() == DType.F32) {
                buffer.asFloatBuffer().get(values, i, count);
            } else {
                readExactly(file, name, values, i, i + count, buffer, entry.type());
            }
        }
        return Tensor.wrap(entry.shape(), values);
    }

    private static void readExactly(
            String file, String name, float[] values, int from, int to, ByteBuffer buffer, DType type) throws FormatException {
        int k = from;
        try {
            for (; k < to; k++) {
                values[k] = type.get(buffer);
            }
        } catch (ArithmeticException e) {
            throw new FormatException(file, "value " + k + " of tensor " + name + " is the whole number " + e.getMessage()
                    + ", which single precision does not hold exactly; store it as " + DType.F32 + " if it may be rounded", e);
        }
    }

    /// `length` bytes from `position`, little-endian, ready to be read.
    static ByteBuffer readFully(String file, FileChannel channel, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new FormatException(file, "became shorter while it was read");
            }
        }
        return buffer.flip();
    }

    /// Writes the file, values as F32, so that a crash leaves the old content or the new one.
    public void write(Path file) throws IOException {
        SortedMap<String, Shape> shapes = new TreeMap<>();
        tensors.forEach((name, tensor) -> shapes.put(name, tensor.shape()));
        byte[] header = Header.of(DType.F32, shapes, metadata).encode(file);
        AtomicFile.write(file, channel -> {
            AtomicFile.writeFully(channel, ByteBuffer.wrap(header));
            for (Tensor tensor : tensors.values()) {
                writeValues(channel, tensor);
            }
        });
    }

    private static void writeValues(FileChannel channel, Tensor tensor) throws IOException {
        float[] values = new float[Math.min(CHUNK / 4, tensor.size())];
        ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < tensor.size(); i += values.length) {
            int count = Math.min(values.length, tensor.size() - i);
            tensor.copyTo(i, values, 0, count);
            buffer.clear().limit(4 * count);
            buffer.asFloatBuffer().put(values, 0, count);
            AtomicFile.writeFully(channel, buffer);
        }
    }
}
