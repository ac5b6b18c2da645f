package org.madaline.formats.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.madaline.formats.AtomicFile;
import org.madaline.formats.FormatException;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

class SafeTensorsTest {
    private static final SafeTensors SMALL = SafeTensors.of(
            Map.of(
                    "b.weight", Tensor.of(Shape.of(2, 2), 1, -2, Float.NaN, Float.POSITIVE_INFINITY),
                    "a", Tensor.of(Shape.SCALAR, 0.5f),
                    "empty", Tensor.zeros(Shape.of(0, 3))),
            Map.of("format", "pt", "note", "ä \"quoted\"\n"));

    @TempDir
    Path directory;

    @Test
    void writesTheBytesOfTheFormat() throws IOException {
        Path file = directory.resolve("model.safetensors");
        SafeTensors.of(Map.of("w", Tensor.of(Shape.of(1, 2), 1, 2)), Map.of("k", "v")).write(file);
        String header = "{\"__metadata__\":{\"k\":\"v\"},\"w\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]}}";
        int padded = (header.length() + 7) / 8 * 8;
        ByteBuffer expected = ByteBuffer.allocate(8 + padded + 8).order(ByteOrder.LITTLE_ENDIAN);
        expected.putLong(padded).put(header.getBytes(StandardCharsets.UTF_8));
        while (expected.position() < 8 + padded) {
            expected.put((byte) ' ');
        }
        assertThat(file).hasBinaryContent(expected.putFloat(1).putFloat(2).array());
    }

    @Test
    void readsWhatItWrote() throws IOException {
        Path file = directory.resolve("deep/down/model.safetensors");
        SMALL.write(file);
        byte[] first = Files.readAllBytes(file);
        SMALL.write(file);
        assertThat(file).hasBinaryContent(first);
        assertThat(SafeTensors.read(file)).isEqualTo(SMALL);
        Header header = SafeTensors.readHeader(file);
        assertThat(header.entries().keySet()).containsExactly("a", "b.weight", "empty");
        assertThat(header.entries().get("b.weight").shape()).isEqualTo(Shape.of(2, 2));
        assertThat(header.metadata()).isEqualTo(SMALL.metadata());
        assertThat(header.start() % 8).isZero();
        assertThat(SafeTensors.readTensor(file, "a").get(0)).isEqualTo(0.5f);
        assertThatThrownBy(() -> SafeTensors.readTensor(file, "c")).hasMessageEndingWith("has no tensor c");
        try (var entries = Files.list(file.getParent())) {
            assertThat(entries).containsExactly(file);
        }
    }

    @Test
    void readsTensorsLargerThanOneChunk() throws IOException {
        float[] values = new float[(1 << 18) * 2 + 17];
        for (int i = 0; i < values.length; i++) {
            values[i] = i * 0.5f;
        }
        SafeTensors large = SafeTensors.of(Map.of("x", Tensor.wrap(Shape.of(values.length), values)), Map.of());
        large.write(directory.resolve("large"));
        assertThat(SafeTensors.read(directory.resolve("large"))).isEqualTo(large);
    }

    @ParameterizedTest
    @CsvSource({
        "F64, 000000000000f83f, 1.5",
        "F32, 0000c03f, 1.5",
        "F16, 003e, 1.5",
        "BF16, c03f, 1.5",
        "BF16, c0bf, -1.5",
        "I64, ffffffffffffffff, -1",
        "U64, 00000000000000ff, 1.8374686479671624E19",
        "I64, 0000000000000080, -9.223372036854775808E18",
        "I64, 0000000100000000, 16777216",
        "I32, feffffff, -2",
        "U32, 00ffffff, 4294967040",
        "I16, feff, -2",
        "U16, feff, 65534",
        "I8, fe, -2",
        "U8, fe, 254",
        "BOOL, 01, 1"
    })
    void readsEachType(String type, String hex, float expected) throws IOException {
        byte[] values = HexFormat.of().parseHex(hex);
        Path file = file("{\"x\":{\"dtype\":\"%s\",\"shape\":[],\"data_offsets\":[0,%d]}}".formatted(type, values.length), values);
        assertThat(SafeTensors.read(file).tensors().get("x").get(0)).isEqualTo(expected);
    }

    /// Whole numbers are indices and counts: the next one is another one.
    @ParameterizedTest
    @CsvSource({
        "I64, 0100000100000000, 16777217", "I64, fffffffeffffffff, -16777217", "I64, ffffffffffffff7f, 9223372036854775807",
        "U64, ffffffffffffffff, 18446744073709551615", "I32, 01000001, 16777217", "U32, feffffff, 4294967294"
    })
    void refusesWholeNumbersThatItCannotHold(String type, String hex, String value) throws IOException {
        byte[] values = HexFormat.of().parseHex("0".repeat(hex.length()) + hex);
        Path file = file("{\"ids\":{\"dtype\":\"%s\",\"shape\":[2],\"data_offsets\":[0,%d]}}".formatted(type, values.length), values);
        assertThatThrownBy(() -> SafeTensors.read(file))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("value 1 of tensor ids is the whole number " + value + ",");
        boolean exact = value.length() < 12;
        if (exact) {
            assertThat(DoubleTensors.read(file).tensors().get("ids").array()[1]).isEqualTo(Double.parseDouble(value));
        } else {
            assertThatThrownBy(() -> DoubleTensors.read(file)).isInstanceOf(FormatException.class).hasMessageContaining(value);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{",
                "{}",
                "{} {}",
                "{\"x\":1}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
                "{\"x\":{\"dtype\":\"F4\",\"shape\":[2],\"data_offsets\":[0,8]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8.0]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[-8,0]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8,8]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[99999999999],\"data_offsets\":[0,8]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[2147483647,2147483647],\"data_offsets\":[0,8]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"y\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"__metadata__\":{\"k\":1}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"__metadata__\":[]}"
            })
    void refusesALyingHeader(String header) throws IOException {
        assertRefused(file(header, new byte[8]));
    }

    @Test
    void refusesEveryTruncationAndEveryLengthOfTheHeader() throws IOException {
        Path file = directory.resolve("bad");
        SMALL.write(file);
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertRefused(file);
        }
        Files.write(file, Arrays.copyOf(whole, whole.length + 1));
        assertRefused(file);
        for (long length : new long[] {-1, 0, 1, whole.length, Long.MAX_VALUE, Integer.MAX_VALUE, 1L << 32}) {
            Files.write(file, ByteBuffer.wrap(whole.clone()).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length).array());
            assertRefused(file);
        }
    }

    @Test
    void damagedBytesNeverEscapeAsAnotherException() throws IOException {
        long seed = 20261123;
        Random random = new Random(seed);
        Path file = directory.resolve("bad");
        SMALL.write(file);
        byte[] whole = Files.readAllBytes(file);
        for (int i = 0; i < 3000; i++) {
            byte[] damaged = whole.clone();
            for (int k = 0; k <= random.nextInt(3); k++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            Files.write(file, damaged);
            try {
                SafeTensors.read(file);
            } catch (FormatException e) {
                assertThat(e.getMessage()).as("seed %d, case %d", seed, i).startsWith(file + ": ").doesNotContain("\n");
            }
        }
    }

    @Test
    void keepsTheOldFileWhereWritingFails() throws IOException {
        Path file = directory.resolve("model");
        SMALL.write(file);
        byte[] old = Files.readAllBytes(file);
        assertThatThrownBy(() -> AtomicFile.write(file, channel -> {
                    channel.write(ByteBuffer.allocate(3));
                    throw new IOException("no space left");
                }))
                .hasMessage(file + ": no space left");
        assertThat(file).hasBinaryContent(old);
        try (var entries = Files.list(directory)) {
            assertThat(entries).containsExactly(file);
        }
        assertThatThrownBy(() -> SMALL.write(directory)).isInstanceOf(FormatException.class);
        assertThatThrownBy(() -> SafeTensors.read(directory.resolve("none")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("no such file");
    }

    private Path file(String header, byte[] values) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer buffer = ByteBuffer.allocate(8 + json.length + values.length).order(ByteOrder.LITTLE_ENDIAN);
        return Files.write(directory.resolve("file"), buffer.putLong(json.length).put(json).put(values).array());
    }

    private static void assertRefused(Path file) {
        assertThatThrownBy(() -> SafeTensors.read(file))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith(file + ": ")
                .message()
                .doesNotContain("\n");
    }
}
