package org.madaline.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.madaline.formats.FormatException;
import org.madaline.formats.safetensors.SafeTensors;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.kernels.CounterRandom;
import org.madaline.tensor.Tensor;

/// An architecture with weights from elsewhere answers for a picture, with its own preprocessing.
class PretrainedTest {
    @TempDir
    private Path folder;

    private Path weights(String name, int classes) throws Exception {
        Graph g = new Graph(Mode.INFERENCE);
        VisionModels.of(name).network(classes).build(g, 1);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        g.variables().forEach((path, v) -> tensors.put(path, v.initializer().initialize(v.shape(), CounterRandom.key(1, path))));
        Path file = folder.resolve(name + ".safetensors");
        SafeTensors.of(tensors, Map.of()).write(file);
        return file;
    }

    @Test
    void picturesOfAnySizeAreAnsweredWithNames() throws Exception {
        Path file = weights("squeezenet1_1", 3);
        var picture = new BufferedImage(300, 260, BufferedImage.TYPE_INT_RGB);
        // This network's head is a convolution, as its weights say.
        var model = VisionModels.of("squeezenet1_1").load(file);
        assertThat(model.predict(picture).top(5)).extracting(r -> r.name()).containsExactlyInAnyOrder("0", "1", "2");
        var named = VisionModels.of("squeezenet1_1").load(file, List.of("cat", "dog", "hen"));
        assertThat(named.predict(picture).best()).isIn("cat", "dog", "hen");
        assertThat(named.inputs().getFirst().kind()).isEqualTo("picture");
    }

    @Test
    void weightsOfAnotherArchitectureAreRefused() throws Exception {
        Path file = weights("squeezenet1_1", 3);
        assertThatThrownBy(() -> VisionModels.of("resnet18").load(file)).isInstanceOf(FormatException.class)
                .hasMessageContaining("resnet18").hasMessageContaining("fc.bias");
        assertThatThrownBy(() -> VisionModels.of("squeezenet1_1").load(file, List.of("a", "b"))).isInstanceOf(FormatException.class)
                .hasMessageContaining("2 classes").hasMessageContaining("expected");
    }
}
