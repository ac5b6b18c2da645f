package org.madaline.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.madaline.formats.idx.Idx;
import org.madaline.formats.image.Images;
import org.madaline.formats.model.ModelFile;
import org.madaline.formats.safetensors.DoubleTensors;
import org.madaline.formats.safetensors.SafeTensors;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.layer.Activation;
import org.madaline.layer.BatchNorm;
import org.madaline.layer.Convolution;
import org.madaline.layer.Dense;
import org.madaline.layer.Flatten;
import org.madaline.layer.MaxPool;
import org.madaline.layer.Network;
import org.madaline.layer.Residual;
import org.madaline.layer.Sequential;
import org.madaline.layer.Upsample;
import org.madaline.model.Model;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

/// Small sound files, changed at random thousands of times: every reader answers with a result or with an exception that it
/// documents, in one line, in time and in the memory of the tests.
class HostileFilesTest {
    private static final long SEED = 20261129;
    private static final Duration ALL = Duration.ofSeconds(120);

    @TempDir
    Path folder;

    private interface Reader {
        void read(Path file) throws IOException;
    }

    /// Bytes replaced, moved, doubled, cut off; numbers made extreme where they are likely to be lengths.
    private static byte[] mutated(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        int changes = 1 + random.nextInt(4);
        for (int k = 0; k < changes && bytes.length > 0; k++) {
            int at = random.nextInt(random.nextBoolean() ? bytes.length : Math.min(bytes.length, 128));
            switch (random.nextInt(7)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes = Arrays.copyOf(bytes, at);
                case 3 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(4)), (byte) 0xFF);
                case 4 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(4)), (byte) 0);
                case 5 -> {
                    byte[] longer = Arrays.copyOf(bytes, bytes.length + Math.min(64, bytes.length - at));
                    System.arraycopy(bytes, at, longer, bytes.length, longer.length - bytes.length);
                    bytes = longer;
                }
                default -> {
                    int from = random.nextInt(bytes.length);
                    int count = Math.min(random.nextInt(16), bytes.length - Math.max(at, from));
                    System.arraycopy(bytes, from, bytes, at, Math.max(0, count));
                }
            }
        }
        return bytes;
    }

    private void attack(String name, byte[] whole, int times, Reader reader) throws IOException {
        Path file = folder.resolve(name);
        Files.write(file, whole);
        reader.read(file);
        var random = new Random(SEED);
        assertTimeoutPreemptively(ALL, () -> {
            for (int i = 0; i < times; i++) {
                refusesOrReads(file, mutated(whole, random), "seed " + SEED + ", case " + i + " of " + name, reader);
            }
        });
    }

    private static void refusesOrReads(Path file, byte[] content, String what, Reader reader) throws IOException {
        Files.write(file, content);
        long start = System.nanoTime();
        try {
            reader.read(file);
        } catch (IOException e) {
            assertThat(e.getMessage()).as(what).isNotNull().doesNotContain("\n").doesNotContain(": null").hasSizeLessThan(2000);
        } catch (RuntimeException | Error e) {
            throw new AssertionError(what + ": " + e, e);
        }
        assertThat(System.nanoTime() - start).as(what).isLessThan(10_000_000_000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tiff"})
    void pictures(String format) throws IOException {
        var image = new BufferedImage(12, 9, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 108; i++) {
            image.setRGB(i % 12, i / 12, i * 0x251303);
        }
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, format, bytes);
        attack("x." + format, bytes.toByteArray(), 2000, Images::read);
    }

    @Test
    void progressivePictures() throws IOException {
        var bytes = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var param = writer.getDefaultWriteParam();
        param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB), null, null), param);
        }
        attack("x.jpg", bytes.toByteArray(), 2000, Images::read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"orientation_6.tif", "orientation_6.png", "rgb_tiff_lzw.tif", "group4.tif", "palette.tif", "fill_bytes.jpg"})
    void picturesOfOtherPrograms(String name) throws IOException {
        try (var in = Images.class.getResourceAsStream("kinds/" + name)) {
            attack(name, in.readAllBytes(), 1500, Images::read);
        }
    }

    @Test
    void idx() throws IOException {
        var bytes = new byte[24];
        new Random(1).nextBytes(bytes);
        attack("x-idx3-ubyte", new Idx(Idx.Type.UNSIGNED_BYTE, Shape.of(2, 3, 4), bytes).encode(), 4000, file -> Idx.read(file).toTensor());
        Path packed = folder.resolve("x.gz");
        new Idx(Idx.Type.SHORT, Shape.of(3, 4), bytes).write(packed);
        attack("y.gz", Files.readAllBytes(packed), 4000, Idx::read);
    }

    private Path model() throws IOException {
        var network = Network.of(Shape.of(2, 6, 6), new Convolution(4, 3, 1, 1), new BatchNorm(), Activation.leakyRelu(0.1), new MaxPool(2),
                new Residual(Sequential.of(new Convolution(4, 1), Activation.TANH)), new Upsample(2, org.madaline.layer.Resize.Method.BILINEAR),
                new Flatten(), new Dense(3));
        Graph g = new Graph(Mode.INFERENCE);
        network.build(g, 1);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        g.variables().forEach((name, variable) -> tensors.put(name, variable.initializer().initialize(variable.shape(), 1)));
        Path file = folder.resolve("model.safetensors");
        var model = new Model(network, tensors, List.of("a", "b", "c"), Map.of("seed", "1"));
        new ModelFile().save(model, file);
        return file;
    }

    @Test
    void models() throws IOException {
        byte[] whole = Files.readAllBytes(model());
        attack("x.safetensors", whole, 2000, new ModelFile()::load);
        attack("y.safetensors", whole, 2000, SafeTensors::read);
        attack("z.safetensors", whole, 1000, DoubleTensors::read);
    }

    /// Changes that keep the text sound JSON reach further: values that are exchanged for others, left out, or extreme.
    @Test
    void networks() throws IOException {
        SafeTensors sound = SafeTensors.read(model());
        Object network = Json.read(sound.metadata().get("madaline.network"));
        Path file = folder.resolve("n.safetensors");
        var random = new Random(SEED);
        assertTimeoutPreemptively(ALL, () -> {
            for (int i = 0; i < 3000; i++) {
                Map<String, String> metadata = new LinkedHashMap<>(sound.metadata());
                metadata.put("madaline.network", Json.write(changed(network, random, 0.03)));
                SafeTensors.of(sound.tensors(), metadata).write(file);
                refusesOrReads(file, Files.readAllBytes(file), "seed " + SEED + ", network " + i + " " + metadata.get("madaline.network"),
                        new ModelFile()::load);
            }
        });
    }

    private static Object changed(Object json, Random random, double share) {
        if (random.nextDouble() < share) {
            Object[] others = {null, 0, -1, 1, 2, 1_000_000_000, Integer.MAX_VALUE, Integer.MIN_VALUE, 1L << 40, 0.5, -1e300, "NaN", "", "RELU",
                "Sequential", true, List.of(), List.of(1), Map.of(), Map.of("type", "Flatten"), Map.of("type", "PixelShuffle", "factor", 3),
                Map.of("type", "Runtime"), Map.of("type", "Dropout", "p", 0.5)};
            return others[random.nextInt(others.length)];
        }
        return switch (json) {
            case Map<?, ?> map -> {
                Map<String, Object> other = new LinkedHashMap<>();
                map.forEach((key, value) -> {
                    if (random.nextDouble() > share / 3) {
                        other.put((String) key, changed(value, random, share));
                    }
                });
                yield other;
            }
            case List<?> list -> {
                var other = new java.util.ArrayList<Object>();
                list.forEach(value -> other.add(changed(value, random, share)));
                yield other;
            }
            case null -> null;
            default -> json;
        };
    }

    @Test
    void json() {
        var random = new Random(SEED);
        byte[] whole = "{\"a\":[1,2.5e3,\"x\\u00e9\"],\"b\":{\"c\":null,\"d\":true}}".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 20_000; i++) {
            byte[] text = mutated(whole, random);
            try {
                Json.read(text);
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
            }
        }
    }
}
