package org.madaline.formats.safetensors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import org.madaline.formats.FormatException;
import org.madaline.tensor.Shape;
import org.madaline.tensor.TensorSource;

/// A tensor in an open file.
///
/// @param source the file, and where the values of all its tensors begin
record StoredTensor(Values source, String name, Header.Entry entry) implements TensorSource {
    private static final int CHUNK = 1 << 20;

    /// The values of all tensors of a file, which are read through one buffer.
    record Values(String file, FileChannel channel, long start, ByteBuffer buffer) {
        Values(String file, FileChannel channel, long start) {
            this(file, channel, start, ByteBuffer.allocateDirect(CHUNK).order(ByteOrder.LITTLE_ENDIAN));
        }
    }

    @Override
    public Shape shape() {
        return entry.shape();
    }

    @Override
    public void copyTo(int from, float[] target, int offset, int length) {
        try {
            read(from, target, offset, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void read(int from, float[] target, int offset, int length) throws IOException {
        int width = entry.type().width();
        int perChunk = CHUNK / width;
        for (int i = 0; i < length; i += perChunk) {
            int count = Math.min(perChunk, length - i);
            long position = source.start() + entry.begin() + ((long) from + i) * width;
            synchronized (source.buffer()) {
                ByteBuffer bytes = source.buffer().clear().limit(count * width);
                SafeTensors.readFully(source.file(), source.channel(), position, bytes);
                if (entry.type() == DType.F32) {
                    bytes.asFloatBuffer().get(target, offset + i, count);
                } else {
                    readExactly(from + i, target, offset + i, count, bytes);
                }
            }
        }
    }

    /// @param from the number of the first value, for messages
    private void readExactly(int from, float[] target, int offset, int count, ByteBuffer buffer) throws FormatException {
        int k = 0;
        try {
            for (; k < count; k++) {
                target[offset + k] = entry.type().get(buffer);
            }
        } catch (ArithmeticException e) {
            throw new FormatException(source.file(), "value " + (from + k) + " of tensor " + name + " is the whole number " + e.getMessage()
                    + ", which single precision does not hold exactly; store it as " + DType.F32 + " if it may be rounded", e);
        }
    }
}
