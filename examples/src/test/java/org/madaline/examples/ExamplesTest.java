package org.madaline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.madaline.data.ArrayDataset;
import org.madaline.data.Dataset;
import org.madaline.data.Split;
import org.madaline.datasets.Digits;
import org.madaline.layer.Dense;
import org.madaline.layer.Network;
import org.madaline.model.Model;
import org.madaline.pipeline.Pipeline;
import org.madaline.tensor.Shape;

class ExamplesTest {
    @TempDir
    Path folder;

    /// The 8x8 digits that ship with the library, each pixel repeated and framed to 28x28.
    private static Dataset large(Dataset digits) {
        return digits.mapInput(Shape.of(784), x -> {
            float[] large = new float[784];
            for (int i = 0; i < 24 * 24; i++) {
                large[(i / 24 + 2) * 28 + i % 24 + 2] = x[i / 24 / 3 * 8 + i % 24 / 3];
            }
            return large;
        });
    }

    @Test
    void mnist() throws IOException {
        Dataset digits = ArrayDataset.copyOf(large(Digits.load()));
        int[] test = new int[300];
        java.util.Arrays.setAll(test, i -> 1_400 + i);
        Model model = MnistExample.train(new Split(digits.take(1_400), digits.subset(test)), 4);
        assertThat(model.evaluate(digits.subset(test), null).accuracy()).isGreaterThan(0.8);
        Path file = folder.resolve("mnist.safetensors");
        model.save(file);
        float[] x = new float[784];
        digits.read(0, x, 0, new float[1], 0);
        assertThat(Model.load(file).predict(x)).isEqualTo(model.predict(x));
    }

    @Test
    void table() throws IOException {
        var csv = new StringBuilder("length,width,kind\n");
        for (int i = 0; i < 90; i++) {
            csv.append(i % 3 * 2 + i % 7 / 7.0).append(',').append(5 - i % 3 + i % 5 / 5.0);
            csv.append(',').append(List.of("short", "middle", "long").get(i % 3)).append('\n');
        }
        Path file = folder.resolve("things.csv");
        Files.writeString(file, csv);
        Path model = folder.resolve("things.safetensors");
        assertThat(TableExample.classify(file, "kind", model).figures().get("accuracy")).isEqualTo(1);
        assertThat(Pipeline.classifier(model).predict(Map.of("length", 0.2, "width", 5.1)).best()).isEqualTo("short");
    }

    @Test
    void ownLayer() {
        var network = Network.of(Shape.of(2), new Dense(8), new OwnLayerExample.Gate(), new Dense(2));
        assertThat(OwnLayerExample.gradientError(network)).isLessThan(1e-7);
        assertThat(OwnLayerExample.accuracy(network)).isEqualTo(1);
    }
}
