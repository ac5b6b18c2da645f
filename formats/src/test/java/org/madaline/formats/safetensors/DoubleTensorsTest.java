package org.madaline.formats.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.madaline.formats.FormatException;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

class DoubleTensorsTest {
    @TempDir
    Path directory;

    @Test
    void doublesKeepAllTheirBits() throws IOException {
        double[] special = {Math.PI, -0.0, Double.MIN_VALUE, Double.MAX_VALUE, Double.NEGATIVE_INFINITY, Double.NaN};
        // More than two chunks.
        double[] many = new double[300_001];
        Arrays.setAll(many, i -> Math.sin(i) / 3);
        Path file = directory.resolve("doubles.safetensors");
        DoubleTensors.of(
                        Map.of(
                                "many", new DoubleTensors.Values(Shape.of(many.length), many),
                                "special", new DoubleTensors.Values(Shape.of(2, 3), special)),
                        Map.of("k", "v"))
                .write(file);

        DoubleTensors read = DoubleTensors.read(file);
        assertThat(read.metadata()).containsExactly(Map.entry("k", "v"));
        assertThat(read.tensors().get("special").shape()).isEqualTo(Shape.of(2, 3));
        assertThat(bits(read.tensors().get("special").array())).isEqualTo(bits(special));
        assertThat(bits(read.tensors().get("many").array())).isEqualTo(bits(many));
        assertThat(SafeTensors.readHeader(file).entries().get("many").type()).isEqualTo(DType.F64);
        assertThat(SafeTensors.read(file).tensors().get("special").get(0)).isEqualTo((float) Math.PI);
    }

    private static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
    }

    @Test
    void floatsAreReadAsTheyAre() throws IOException {
        Path file = directory.resolve("floats.safetensors");
        SafeTensors.of(Map.of("w", Tensor.of(Shape.of(2), 0.1f, -3)), Map.of()).write(file);
        assertThat(DoubleTensors.read(file).tensors().get("w").array()).containsExactly(0.1f, -3);
    }

    @Test
    void whatDoesNotFitIsRefused() throws IOException {
        assertThatThrownBy(() -> new DoubleTensors.Values(Shape.of(2, 2), new double[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[2, 2]")
                .hasMessageContaining("3 values");
        Path file = directory.resolve("short.safetensors");
        DoubleTensors.of(Map.of("w", new DoubleTensors.Values(Shape.of(4), new double[4])), Map.of()).write(file);
        byte[] bytes = Files.readAllBytes(file);
        for (int length = 0; length < bytes.length; length++) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> DoubleTensors.read(file))
                    .as("%d of %d bytes", length, bytes.length)
                    .isInstanceOf(FormatException.class);
        }
    }
}
