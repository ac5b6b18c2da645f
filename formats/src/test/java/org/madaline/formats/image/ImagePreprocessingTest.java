package org.madaline.formats.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.madaline.formats.image.ImagePreprocessing.CenteredInk;
import org.madaline.formats.image.ImagePreprocessing.Polarity;
import org.madaline.formats.image.ImagePreprocessing.ResizeAndCrop;
import org.madaline.tensor.Shape;
import tools.jackson.databind.json.JsonMapper;

class ImagePreprocessingTest {
    private static final List<Double> ZEROS = List.of(0.0, 0.0, 0.0);
    private static final List<Double> BYTE = List.of(1 / 255.0, 1 / 255.0, 1 / 255.0);

    /// A filled L on a ground: a bar of 60x20 with a foot of 20x40.
    private static Image letter(float ground, float ink, int height, int width, int top, int left) {
        float[] data = new float[height * width];
        Arrays.fill(data, ground);
        for (int y = 0; y < 60; y++) {
            for (int x = 0; x < (y < 40 ? 20 : 40); x++) {
                data[(top + y) * width + left + x] = ink;
            }
        }
        return new Image(1, height, width, data);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "0, 1", "0.9, 0.3", "0.2, 0.5"})
    void theSameInkGivesTheSameInput(float ground, float ink) {
        float[] reference = CenteredInk.MNIST.apply(letter(0, 1, 100, 100, 10, 10));
        for (Image image : List.of(
                letter(ground, ink, 100, 100, 30, 50),
                letter(ground, ink, 300, 70, 200, 2),
                letter(ground, ink, 100, 100, 30, 50).rgb())) {
            float[] input = CenteredInk.MNIST.apply(image);
            assertThat(input).containsExactly(reference, within(1e-5f));
        }
    }

    @Test
    void placesTheInkAsMnistDoes() {
        float[] input = CenteredInk.MNIST.apply(letter(1, 0, 200, 200, 120, 20));
        double mass = 0;
        double rows = 0;
        double columns = 0;
        int top = 28;
        int bottom = 0;
        for (int i = 0; i < input.length; i++) {
            mass += input[i];
            rows += input[i] * (i / 28);
            columns += input[i] * (i % 28);
            if (input[i] > 0.5f) {
                top = Math.min(top, i / 28);
                bottom = Math.max(bottom, i / 28);
            }
        }
        assertThat(bottom - top + 1).isEqualTo(20);
        assertThat(rows / mass).isCloseTo(14, within(0.5));
        assertThat(columns / mass).isCloseTo(14, within(0.5));
        float max = 0;
        for (float value : input) {
            max = Math.max(max, value);
        }
        assertThat(max).isEqualTo(1);
        assertThat(CenteredInk.MNIST.shape()).isEqualTo(Shape.of(1, 28, 28));
    }

    @Test
    void leavesAPictureOfTheRightSizeAlone() {
        float[] data = new float[784];
        data[300] = 0.5f;
        data[301] = 0.99f;
        Image image = new Image(1, 28, 28, data);
        assertThat(CenteredInk.MNIST.apply(image)).containsExactly(data);
        for (int i = 0; i < data.length; i++) {
            data[i] = 1 - data[i];
        }
        assertThat(CenteredInk.MNIST.apply(image)[300]).isCloseTo(0.5f / 0.99f, within(1e-6f));
    }

    @Test
    void handlesExtremeFormsAndBlankPictures() {
        float[] line = new float[1000 * 3];
        Arrays.fill(line, 1000, 2000, 1f);
        assertThat(CenteredInk.MNIST.apply(new Image(1, 3, 1000, line))).contains(1f).doesNotContain(Float.NaN);
        float[] dot = new float[50 * 50];
        dot[777] = 1;
        assertThat(CenteredInk.MNIST.apply(new Image(1, 50, 50, dot))).contains(1f);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CenteredInk.MNIST.apply(new Image(1, 40, 40, new float[1600])))
                .withMessageContaining("blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CenteredInk(28, 20, Polarity.DARK_ON_LIGHT).apply(letter(0, 1, 90, 90, 5, 5)))
                .withMessageContaining("nothing on it is darker");
    }

    @Test
    void resizesLikeTorchvision() {
        Image image = new Image(1, 1, 4, new float[] {0, 1, 2, 3});
        assertThat(image.resize(1, 8).toArray())
                .containsExactly(new float[] {0, 0.25f, 0.75f, 1.25f, 1.75f, 2.25f, 2.75f, 3}, within(1e-6f));
        // Halving: a triangle over four pixels, weights 1, 3, 3, 1 of 8, cut off at the rim.
        assertThat(image.resize(1, 2).toArray()).containsExactly(new float[] {5 / 7f, 16 / 7f}, within(1e-6f));
        assertThat(image.resize(1, 4)).isEqualTo(image);
        Image constant = new Image(3, 33, 17, filled(3 * 33 * 17, 0.25f));
        for (float value : constant.resize(7, 29).toArray()) {
            assertThat(value).isCloseTo(0.25f, within(1e-6f));
        }
        assertThat(constant.resizeShorter(10, Interpolation.BICUBIC).toString()).isEqualTo("RGB picture of 10x19");
    }

    /// The values of resize_reference.py.
    private static Image reference(int channels, int height, int width) {
        float[] data = new float[channels * height * width];
        for (int k = 0; k < data.length; k++) {
            int i = k / width % height;
            int j = k % width;
            data[k] = (i * 31 + j * 17 + i * j * 7 + k / (height * width) * 101) % 256 * (1f / 255);
        }
        return new Image(channels, height, width, data);
    }

    @Test
    void resizesFloatsAsPillowDoes() throws IOException {
        int compared = 0;
        for (String line : resource("resize.txt")) {
            String[] parts = line.split(" ");
            if (parts[0].equals("#") || parts[1].equals("bytes")) {
                continue;
            }
            Interpolation interpolation = Interpolation.valueOf(parts[0]);
            int[] sizes = Arrays.stream(parts, 2, 6).mapToInt(Integer::parseInt).toArray();
            double[] expected = Arrays.stream(parts, 6, parts.length).mapToDouble(Double::parseDouble).toArray();
            boolean plane = parts[1].equals("plane");
            // Pillow rounds pictures of bytes twice, after the rows and after the columns.
            double tolerance = plane ? 2e-6 : 1.5;
            float[] actual = plane
                    ? reference(1, sizes[0], sizes[1]).resize(sizes[2], sizes[3], interpolation).toArray()
                    : new ResizeAndCrop(sizes[2], sizes[3], sizes[3], interpolation, ZEROS, BYTE)
                            .apply(reference(3, sizes[0], sizes[1]));
            assertThat(actual).hasSize(expected.length);
            for (int k = 0; k < expected.length; k++) {
                assertThat((double) actual[k]).as(line.substring(0, 30) + " at " + k).isCloseTo(expected[k], within(tolerance));
            }
            compared++;
        }
        assertThat(compared).isEqualTo(14);
    }

    @Test
    void resizesBytesToPillowsBytes() throws IOException {
        int compared = 0;
        for (String line : resource("resize.txt")) {
            String[] parts = line.split(" ");
            if (!parts[1].equals("bytes")) {
                continue;
            }
            int[] sizes = Arrays.stream(parts, 2, 6).mapToInt(Integer::parseInt).toArray();
            Image image = reference(3, sizes[0], sizes[1]).resize(sizes[2], sizes[3], Interpolation.valueOf(parts[0]));
            byte[] bytes = new byte[3 * sizes[2] * sizes[3]];
            float[] values = image.toArray();
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) Math.round(values[i] * 255);
            }
            assertThat(HexFormat.of().formatHex(bytes)).as(line.substring(0, 40)).isEqualTo(parts[6]);
            compared++;
        }
        assertThat(compared).isEqualTo(33);
    }

    @ParameterizedTest
    @EnumSource(Interpolation.class)
    void aPartComputedAloneIsThatOfTheWhole(Interpolation interpolation) {
        for (int[] size : new int[][] {{41, 30}, {30, 41}, {9, 9}, {3, 90}, {64, 65}}) {
            Image image = reference(3, size[0], size[1]);
            assertThat(image.resizeShorterAndCrop(20, 17, 12, interpolation))
                    .isEqualTo(image.resizeShorter(20, interpolation).centerCrop(17, 12));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> reference(1, 9, 9).resizeShorterAndCrop(8, 9, 8, interpolation));
    }

    @Test
    void picturesThatWouldBecomeTooLargeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ResizeAndCrop.IMAGENET.apply(reference(3, 1, 8000)))
                .withMessageContaining("8000x1").withMessageContaining("2048000x256").withMessageContaining("too long and thin");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reference(1, 1000, 1).resize(1, 2_000_000, Interpolation.BILINEAR))
                .withMessageContaining("too high");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reference(1, 2, 2).resize(100_000, 100_000, Interpolation.BILINEAR))
                .withMessageContaining("2x2 pixels would become one of 100000x100000").withMessageNotContaining("thin");
        assertThat(ResizeAndCrop.IMAGENET.apply(reference(3, 10, 5000))).hasSize(3 * 224 * 224);
    }

    private static List<String> resource(String name) throws IOException {
        try (InputStream in = ImagePreprocessingTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    @Test
    void standardizesTheMiddle() {
        float[] data = filled(3 * 300 * 400, 0.485f);
        float[] input = ResizeAndCrop.IMAGENET.apply(new Image(3, 300, 400, data));
        assertThat(input).hasSize(3 * 224 * 224);
        assertThat(input[0]).isCloseTo(0, within(1e-5f));
        assertThat(input[224 * 224]).isCloseTo((0.485f - 0.456f) / 0.224f, within(1e-5f));
        Image ramp = new Image(1, 4, 6, new float[] {
            0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23
        });
        assertThat(ramp.centerCrop(2, 2).toArray()).containsExactly(8, 9, 14, 15);
    }

    @Test
    void survivesJson() {
        ResizeAndCrop cubic = new ResizeAndCrop(9, 8, 8, Interpolation.BICUBIC, ZEROS, BYTE);
        for (ImagePreprocessing settings :
                List.of(CenteredInk.MNIST, CenteredInk.DIGITS, ResizeAndCrop.IMAGENET, cubic)) {
            JsonMapper json = new JsonMapper();
            Map<?, ?> map = json.readValue(json.writeValueAsString(settings.toMap()), Map.class);
            assertThat(ImagePreprocessing.fromMap(cast(map))).isEqualTo(settings);
        }
        Map<String, Object> older = new LinkedHashMap<>(ResizeAndCrop.IMAGENET.toMap());
        older.remove("interpolation");
        assertThat(ImagePreprocessing.fromMap(older)).isEqualTo(ResizeAndCrop.IMAGENET);
        older.put("interpolation", "LANCZOS");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImagePreprocessing.fromMap(older))
                .withMessageContaining("[BILINEAR, BICUBIC, PILLOW_BILINEAR, PILLOW_BICUBIC, PILLOW_LANCZOS], not LANCZOS");
        assertThatIllegalArgumentException().isThrownBy(() -> ImagePreprocessing.fromMap(Map.of("kind", "x")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImagePreprocessing.fromMap(Map.of("kind", "centered-ink", "size", 28.5)))
                .withMessageContaining("size");
        assertThatIllegalArgumentException().isThrownBy(() -> new CenteredInk(28, 29, Polarity.AUTO));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, ?> cast(Map<?, ?> map) {
        return (Map<String, ?>) map;
    }

    private static float[] filled(int length, float value) {
        float[] values = new float[length];
        Arrays.fill(values, value);
        return values;
    }
}
