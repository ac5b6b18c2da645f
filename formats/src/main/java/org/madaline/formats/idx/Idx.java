package org.madaline.formats.idx;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.madaline.formats.AtomicFile;
import org.madaline.formats.FormatException;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

/// The content of an IDX file, the format of MNIST: two zero bytes, the type of the values, the number of axes, the
/// length of each axis, the values, row-major; numbers are big-endian.
///
/// @param type  what one value is
/// @param shape the lengths of the axes
/// @param bytes the values as in the file, `shape.size() * type.width()` of them; not copied
public record Idx(Type type, Shape shape, byte[] bytes) {
    /// The types that the format knows.
    public enum Type {
        /// 0 to 255.
        UNSIGNED_BYTE(0x08, 1),

        /// -128 to 127.
        BYTE(0x09, 1),

        /// 16 bits with a sign.
        SHORT(0x0B, 2),

        /// 32 bits with a sign.
        INT(0x0C, 4),

        /// Single precision (IEEE 754).
        FLOAT(0x0D, 4),

        /// Double precision (IEEE 754).
        DOUBLE(0x0E, 8);

        private final int code;
        private final int width;

        Type(int code, int width) {
            this.code = code;
            this.width = width;
        }

        /// {@return the number of bytes of one value}
        public int width() {
            return width;
        }

        private static Type of(byte code) {
            for (Type type : values()) {
                if (type.code == code) {
                    return type;
                }
            }
            return null;
        }
    }

    private static final int MAX_RANK = 8;

    /// Deflate shrinks at most this many times: a compressed file that declares more values is lying.
    private static final int MAX_COMPRESSION = 1032;

    private static final int MAX_DIRECT = 1 << 26;

    /// Values with their shape.
    ///
    /// @throws IllegalArgumentException if the number of axes is not 1 to 8, or the bytes are not as many as type and
    ///     shape say
    public Idx {
        if (shape.rank() == 0 || shape.rank() > MAX_RANK) {
            throw new IllegalArgumentException("an IDX file has 1 to " + MAX_RANK + " axes; the shape is " + shape);
        }
        if (bytes.length != (long) shape.size() * type.width) {
            throw new IllegalArgumentException("values of type " + type + " and shape " + shape + " take "
                    + (long) shape.size() * type.width + " bytes, not " + bytes.length);
        }
    }

    /// Reads a file, plain or compressed by gzip, which its first two bytes tell.
    ///
    /// @param file plain or compressed
    /// @return its values with their shape
    /// @throws FormatException if it is no whole IDX file
    public static Idx read(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file + ": there is no such file");
        }
        if (!Files.isRegularFile(file)) {
            throw new FormatException(file, "is no regular file");
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return read(file.toString(), in, Files.size(file));
        }
    }

    /// The content of a file of which the bytes are there, plain or compressed.
    ///
    /// @param name    names them in errors
    /// @param content all bytes of the file
    /// @return its values with their shape
    /// @throws FormatException if they are no whole IDX file
    public static Idx parse(String name, byte[] content) throws FormatException {
        return read(name, new ByteArrayInputStream(content), content.length);
    }

    private static Idx read(String name, InputStream in, long size) throws FormatException {
        try {
            in.mark(2);
            boolean compressed = in.read() == 0x1F && in.read() == 0x8B;
            in.reset();
            return compressed
                    ? parse(name, new GZIPInputStream(in, 1 << 16), Math.multiplyExact(size, MAX_COMPRESSION))
                    : parse(name, in, size);
        } catch (FormatException e) {
            throw e;
        } catch (EOFException e) {
            throw new FormatException(name, "is truncated: its compressed content ends too early", e);
        } catch (IOException e) {
            throw new FormatException(name, "is broken: " + Objects.requireNonNullElse(e.getMessage(), "it cannot be read"), e);
        }
    }

    private static Idx parse(String name, InputStream in, long limit) throws IOException {
        byte[] magic = in.readNBytes(4);
        if (magic.length < 4) {
            throw new FormatException(name, "is no IDX file: it has only " + magic.length + " bytes");
        }
        Type type = Type.of(magic[2]);
        int rank = magic[3] & 0xFF;
        if (magic[0] != 0 || magic[1] != 0 || type == null || rank == 0 || rank > MAX_RANK) {
            String start = String.format("%02x %02x %02x %02x", magic[0], magic[1], magic[2], magic[3]);
            throw new FormatException(name, "is no IDX file: it starts with " + start
                    + ", not with 00 00, a type and a number of axes from 1 to " + MAX_RANK);
        }
        byte[] header = in.readNBytes(4 * rank);
        if (header.length < 4 * rank) {
            throw new FormatException(name, "is truncated within the lengths of its " + rank + " axes");
        }
        Shape shape = shape(name, ByteBuffer.wrap(header), rank);
        long length = (long) shape.size() * type.width;
        if (length > limit || length > Integer.MAX_VALUE - 64) {
            throw new FormatException(name, "declares the shape " + shape + " with " + length
                    + " bytes of values, more than the file can hold: it is truncated or its lengths are wrong");
        }
        byte[] bytes = values(in, (int) length);
        if (bytes.length < length) {
            throw new FormatException(name, "is truncated: it has " + bytes.length + " bytes of values, its shape "
                    + shape + " needs " + length);
        }
        if (in.read() >= 0) {
            throw new FormatException(name, "has more bytes than its shape " + shape + " needs");
        }
        return new Idx(type, shape, bytes);
    }

    /// Small amounts into an array of their size; larger ones, which a compressed file could only pretend to hold, into
    /// one that grows with what is read.
    private static byte[] values(InputStream in, int length) throws IOException {
        if (length > MAX_DIRECT) {
            return in.readNBytes(length);
        }
        byte[] bytes = new byte[length];
        int read = in.readNBytes(bytes, 0, length);
        return read == length ? bytes : Arrays.copyOf(bytes, read);
    }

    private static Shape shape(String name, ByteBuffer lengths, int rank) throws FormatException {
        int[] dims = new int[rank];
        for (int i = 0; i < rank; i++) {
            dims[i] = lengths.getInt();
        }
        try {
            return Shape.of(dims);
        } catch (IllegalArgumentException e) {
            throw new FormatException(name, "declares an impossible shape: " + e.getMessage(), e);
        }
    }

    /// {@return the values as floats; a double or a large int is rounded}
    public Tensor toTensor() {
        float[] values = new float[shape.size()];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (type) {
                case UNSIGNED_BYTE -> buffer.get() & 0xFF;
                case BYTE -> buffer.get();
                case SHORT -> buffer.getShort();
                case INT -> buffer.getInt();
                case FLOAT -> buffer.getFloat();
                case DOUBLE -> (float) buffer.getDouble();
            };
        }
        return Tensor.wrap(shape, values);
    }

    /// {@return the bytes of the file, not compressed}
    public byte[] encode() {
        ByteBuffer buffer = ByteBuffer.allocate(Math.addExact(4 + 4 * shape.rank(), bytes.length));
        buffer.put((byte) 0).put((byte) 0).put((byte) type.code).put((byte) shape.rank());
        for (int dim : shape.dims()) {
            buffer.putInt(dim);
        }
        return buffer.put(bytes).array();
    }

    /// Writes a file, compressed by gzip where its name ends in `.gz`.
    ///
    /// @param file replaced as a whole, or not at all
    /// @throws IOException naming the file, if it cannot be written
    public void write(Path file) throws IOException {
        AtomicFile.write(file, channel -> write(channel, file.toString().endsWith(".gz")));
    }

    private void write(FileChannel channel, boolean compress) throws IOException {
        if (!compress) {
            AtomicFile.writeFully(channel, ByteBuffer.wrap(encode()));
            return;
        }
        // Finished, not closed: closing would close the channel, which has yet to be forced to the disk.
        GZIPOutputStream out = new GZIPOutputStream(Channels.newOutputStream(channel), 1 << 16);
        out.write(encode());
        out.finish();
    }
}
