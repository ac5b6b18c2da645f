package org.madaline.formats.safetensors;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.function.Function;
import org.madaline.formats.AtomicFile;
import org.madaline.formats.FormatException;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;
import org.madaline.tensor.TensorSource;

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
        tensors.keySet().forEach(SafeTensors::requireName);
    }

    private static void requireName(String name) {
        if (name.equals(Header.METADATA)) {
            throw new IllegalArgumentException("a tensor cannot be called " + Header.METADATA);
        }
    }

    /// {@return the content of any maps, sorted}
    ///
    /// @param tensors  the tensors by name
    /// @param metadata the texts by key
    /// @throws IllegalArgumentException if a tensor is called `__metadata__`
    public static SafeTensors of(Map<String, Tensor> tensors, Map<String, String> metadata) {
        return new SafeTensors(new TreeMap<>(tensors), new TreeMap<>(metadata));
    }

    /// Reads a whole file.
    ///
    /// @param file a safetensors file
    /// @return all its tensors and texts
    /// @throws FormatException if it is no whole safetensors file
    public static SafeTensors read(Path file) throws IOException {
        try (FileChannel channel = open(file)) {
            Header header = Header.read(file.toString(), channel);
            var values = new StoredTensor.Values(file.toString(), channel, header.start());
            SortedMap<String, Tensor> tensors = new TreeMap<>();
            for (Map.Entry<String, Header.Entry> entry : header.entries().entrySet()) {
                tensors.put(entry.getKey(), readValues(values, entry.getKey(), entry.getValue()));
            }
            return new SafeTensors(tensors, header.metadata());
        }
    }

    /// What a caller takes from an open file.
    ///
    /// @param <T> what it makes of it
    public interface Reading<T> {
        /// Takes what it needs.
        ///
        /// @param tensors  by name, sorted; their values are read where they are asked for, while the file is open
        /// @param metadata the file's texts, sorted by key
        /// @return anything that does not need the file any more
        /// @throws IOException if the file cannot be read, or does not hold what is expected
        T read(SortedMap<String, TensorSource> tensors, SortedMap<String, String> metadata) throws IOException;
    }

    /// Reads from a file what the caller takes, piece by piece, so that large tensors are not held twice.
    ///
    /// @param <T>    what the caller makes of it
    /// @param file   open until the caller returns
    /// @param caller takes tensors and metadata
    /// @return what the caller returns
    /// @throws FormatException if it is no whole safetensors file
    public static <T> T reading(Path file, Reading<T> caller) throws IOException {
        try (FileChannel channel = open(file)) {
            Header header = Header.read(file.toString(), channel);
            var values = new StoredTensor.Values(file.toString(), channel, header.start());
            SortedMap<String, TensorSource> tensors = new TreeMap<>();
            header.entries().forEach((name, entry) -> tensors.put(name, new StoredTensor(values, name, entry)));
            return caller.read(tensors, header.metadata());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /// Reads names, types, shapes and metadata, but no values.
    ///
    /// @param file a safetensors file of any size
    /// @return its entries and metadata
    /// @throws FormatException if it is no safetensors file
    public static Header readHeader(Path file) throws IOException {
        try (FileChannel channel = open(file)) {
            return Header.read(file.toString(), channel);
        }
    }

    /// Reads one tensor alone.
    ///
    /// @param file a safetensors file of any size
    /// @param name of the tensor
    /// @return its values as floats
    /// @throws FormatException if it is no safetensors file or has no such tensor
    public static Tensor readTensor(Path file, String name) throws IOException {
        try (FileChannel channel = open(file)) {
            Header header = Header.read(file.toString(), channel);
            Header.Entry entry = header.entries().get(name);
            if (entry == null) {
                throw new FormatException(file, "has no tensor " + name);
            }
            return readValues(new StoredTensor.Values(file.toString(), channel, header.start()), name, entry);
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

    private static Tensor readValues(StoredTensor.Values source, String name, Header.Entry entry) throws IOException {
        float[] values = new float[entry.shape().size()];
        new StoredTensor(source, name, entry).read(0, values, 0, values.length);
        return Tensor.wrap(entry.shape(), values);
    }

    /// `length` bytes from `position`, little-endian, ready to be read.
    static ByteBuffer readFully(String file, FileChannel channel, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        return readFully(file, channel, position, buffer);
    }

    /// Fills a buffer with the bytes from `position`, ready to be read.
    static ByteBuffer readFully(String file, FileChannel channel, long position, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new FormatException(file, "became shorter while it was read");
            }
        }
        return buffer.flip();
    }

    /// Writes the file, values as F32, so that a crash leaves the old content or the new one.
    ///
    /// @param file replaced as a whole, or not at all
    /// @throws IOException naming the file, if it cannot be written
    /// @throws IllegalArgumentException if names, shapes and texts together take more than 16 MB
    public void write(Path file) throws IOException {
        SortedMap<String, Shape> shapes = new TreeMap<>();
        tensors.forEach((name, tensor) -> shapes.put(name, tensor.shape()));
        write(file, shapes, tensors::get, metadata);
    }

    /// Writes a file as [#write(Path)] does, of tensors that are asked for one after the other, so that a model's weights need
    /// not be there twice.
    ///
    /// @param file     replaced as a whole, or not at all
    /// @param shapes   of all tensors by name
    /// @param tensor   gives the one of a name, of that shape; it is asked once for each
    /// @param metadata the texts by key
    /// @throws IOException naming the file, if it cannot be written
    /// @throws IllegalArgumentException if names, shapes and texts together take more than 16 MB
    public static void write(Path file, Map<String, Shape> shapes, Function<String, Tensor> tensor, Map<String, String> metadata)
            throws IOException {
        SortedMap<String, Shape> sorted = new TreeMap<>(shapes);
        sorted.keySet().forEach(SafeTensors::requireName);
        byte[] header = Header.of(DType.F32, sorted, new TreeMap<>(metadata)).encode(file);
        AtomicFile.write(file, channel -> {
            AtomicFile.writeFully(channel, ByteBuffer.wrap(header));
            for (String name : sorted.keySet()) {
                writeValues(channel, tensor.apply(name));
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
