package org.madaline.formats.idx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.madaline.formats.FormatException;
import org.madaline.tensor.Shape;

class IdxTest {
    private static final Idx SMALL = new Idx(Idx.Type.UNSIGNED_BYTE, Shape.of(2, 3), new byte[] {0, 1, 2, 3, 127, -1});

    @Test
    void encodesAsTheFormatSays() {
        assertThat(SMALL.encode()).containsExactly(0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 0, 1, 2, 3, 127, -1);
        assertThat(SMALL.toTensor().toArray()).containsExactly(0, 1, 2, 3, 127, 255);
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "small.gz"})
    void writesAndReads(String name, @TempDir Path directory) throws IOException {
        Path file = directory.resolve(name);
        SMALL.write(file);
        SMALL.write(file);
        Idx read = Idx.read(file);
        assertThat(read.type()).isEqualTo(SMALL.type());
        assertThat(read.shape()).isEqualTo(SMALL.shape());
        assertThat(read.bytes()).isEqualTo(SMALL.bytes());
        try (var entries = Files.list(directory)) {
            assertThat(entries).containsExactly(file);
        }
    }

    @ParameterizedTest
    @EnumSource
    void readsEachType(Idx.Type type) throws FormatException {
        ByteBuffer buffer = ByteBuffer.allocate(2 * type.width());
        for (int value : new int[] {1, 100}) {
            switch (type) {
                case UNSIGNED_BYTE, BYTE -> buffer.put((byte) value);
                case SHORT -> buffer.putShort((short) value);
                case INT -> buffer.putInt(value);
                case FLOAT -> buffer.putFloat(value);
                case DOUBLE -> buffer.putDouble(value);
            }
        }
        byte[] file = new Idx(type, Shape.of(2), buffer.array()).encode();
        assertThat(Idx.parse("x", file).toTensor().toArray()).containsExactly(1, 100);
    }

    @Test
    void refusesEveryTruncationAndAnExtraByte() throws IOException {
        byte[] whole = SMALL.encode();
        byte[] packed = gzip(whole);
        for (int length = 0; length < whole.length; length++) {
            assertRefused(Arrays.copyOf(whole, length));
            assertRefused(gzip(Arrays.copyOf(whole, length)));
        }
        for (int length = 0; length < packed.length; length++) {
            assertRefused(Arrays.copyOf(packed, length));
        }
        assertRefused(Arrays.copyOf(whole, whole.length + 1));
        assertRefused(gzip(Arrays.copyOf(whole, whole.length + 1)));
    }

    @Test
    void refusesLengthsThatTheFileCannotHold() throws IOException {
        byte[] lie = ByteBuffer.allocate(24).putInt(0x803).putInt(60_000).putInt(28).putInt(28).array();
        assertThatThrownBy(() -> Idx.parse("lie.idx", lie))
                .isInstanceOf(FormatException.class)
                .hasMessage("lie.idx: declares the shape [60000, 28, 28] with 47040000 bytes of values, more than the file"
                        + " can hold: it is truncated or its lengths are wrong");
        assertRefused(gzip(lie));
        assertRefused(ByteBuffer.allocate(16).putInt(0x803).putInt(-1).putInt(1).putInt(1).array());
        assertRefused(ByteBuffer.allocate(16).putInt(0x803).putInt(1 << 30).putInt(1 << 30).putInt(16).array());
        assertRefused(ByteBuffer.allocate(16).putInt(0x8FF).putInt(1).putInt(1).putInt(1).array());
        assertRefused(ByteBuffer.allocate(16).putInt(0x0703).putInt(1).putInt(1).putInt(1).array());
    }

    @Test
    void damagedBytesNeverEscapeAsAnotherException() throws IOException {
        long seed = 20261123;
        Random random = new Random(seed);
        byte[][] files = {SMALL.encode(), gzip(SMALL.encode())};
        for (int i = 0; i < 4000; i++) {
            byte[] file = files[i % 2].clone();
            for (int k = 0; k <= random.nextInt(3); k++) {
                file[random.nextInt(file.length)] = (byte) random.nextInt(256);
            }
            try {
                Idx.parse("damaged", file);
            } catch (FormatException e) {
                assertThat(e.getMessage()).as("seed %d, case %d", seed, i).startsWith("damaged: ").doesNotContain("\n");
            }
        }
    }

    @Test
    void namesAMissingFileAndADirectory(@TempDir Path directory) {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> Idx.read(directory.resolve("none")))
                .withMessageContaining("none: there is no such file");
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> Idx.read(directory))
                .withMessageContaining("is no regular file");
    }

    private static void assertRefused(byte[] content) {
        assertThatThrownBy(() -> Idx.parse("bad.idx", content))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("bad.idx: ");
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }
}
