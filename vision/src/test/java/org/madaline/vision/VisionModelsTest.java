package org.madaline.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.graph.ShapeException;
import org.madaline.layer.Layer;
import org.madaline.layer.LayerTypes;
import org.madaline.layer.Network;
import org.madaline.model.Model;
import org.madaline.model.StateDict;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

class VisionModelsTest {
    private static Map<String, Tensor> initial(Network network) {
        Graph g = new Graph(Mode.TRAINING);
        network.build(g, 2);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        g.variables()
                .values()
                .forEach(v -> tensors.put(v.name(), v.initializer().initialize(v.shape(), 1)));
        return tensors;
    }

    @Test
    void everyArchitectureHasItsImagesClassesHeadAndPlaceInModelFiles() {
        assertThat(VisionModels.names()).hasSize(47);
        for (String name : VisionModels.names()) {
            VisionModel model = VisionModels.of(name);
            Network network = model.network(10);
            assertThat(network.output()).as(name).isEqualTo(Shape.of(10));
            assertThat(LayerTypes.all()).as(name).contains(network.layer().getClass());
            Graph g = new Graph(Mode.INFERENCE);
            network.build(g, 1);
            assertThat(g.variables()).as(name).containsKey(model.head() + ".weight");
        }
        assertThatThrownBy(() -> VisionModels.of("resnet19")).hasMessageContaining("resnet18");
        assertThatThrownBy(() -> VisionModels.of("lenet5_original").network(7)).hasMessageContaining("10 digits");
    }

    @Test
    void otherSizesChannelsAndWidths() {
        assertThat(VisionModels.of("resnet18").network(Shape.of(1, 64, 48), 7).output())
                .isEqualTo(Shape.of(7));
        assertThat(VisionModels.of("vgg11").network(Shape.of(3, 32, 32), 7).output())
                .isEqualTo(Shape.of(7));
        assertThat(new Network(Shape.of(3, 96, 96), new MobileNetV2(0.35, 5)).output())
                .isEqualTo(Shape.of(5));
        assertThat(new Network(Shape.of(4, 224, 224), new MobileNetV3(true, 1.5, 5)).output())
                .isEqualTo(Shape.of(5));
        assertThat(StateDict.match(
                        VisionModels.of("pilotnet").network(1),
                        initial(VisionModels.of("pilotnet").network(1))))
                .hasSize(18);
        Graph small = new Graph(Mode.TRAINING);
        VisionModels.of("inception_v3").network(Shape.of(3, 128, 128), 4).build(small, 2);
        assertThat(small.auxiliaries()).isEmpty();
        assertThatThrownBy(() -> VisionModels.of("alexnet").network(Shape.of(3, 16, 16), 7))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith("features.");
        assertThatThrownBy(() -> new ResNet(20, 10)).hasMessageContaining("18, 34");
        assertThatThrownBy(() -> new CifarResNet(18, 10)).hasMessageContaining("6 n + 2");
        assertThatThrownBy(() -> new MobileNetV2(0, 10)).hasMessageContaining("positive");
    }

    @Test
    void reportsAllTensorsThatDoNotFit() {
        Network network = new Network(Shape.of(1, 32, 32), new LeNet5(LeNet5.Form.RELU, 10));
        Map<String, Tensor> given = initial(network);
        given.remove("features.0.bias");
        given.put("features.3.bias", Tensor.zeros(Shape.of(17)));
        given.put("fc.weight", Tensor.zeros(Shape.of(3)));
        assertThatThrownBy(() -> StateDict.match(network, given))
                .hasMessageContaining("missing features.0.bias [6]")
                .hasMessageContaining("features.3.bias has shape [17], expected [16]")
                .hasMessageContaining("unexpected fc.weight");
    }

    @Test
    void replacesTheHeadAndForgivesMissingCounts() {
        VisionModel resnet = VisionModels.of("resnet20_cifar");
        Map<String, Tensor> given = initial(resnet.network(Shape.of(3, 32, 32), 20));
        given.remove("bn1.num_batches_tracked");
        Network other = resnet.network(Shape.of(3, 32, 32), 4);
        assertThatThrownBy(() -> StateDict.match(other, given))
                .hasMessageContaining("fc.weight")
                .hasMessageContaining("fc.bias");
        Map<String, Tensor> taken = StateDict.match(other, given, resnet.head());
        assertThat(taken).hasSize(given.size() - 2).doesNotContainKey("fc.weight");
        assertThat(taken.get("conv1.weight")).isEqualTo(given.get("conv1.weight"));
    }

    @Test
    void architecturesAreSavedWithTheirModels(@TempDir Path folder) throws Exception {
        Shape image = Shape.of(1, 32, 32);
        for (Layer layer : List.of(
                new LeNet5(LeNet5.Form.TANH, 3),
                new CifarResNet(8, 4, 3),
                new SmallCnn(4, 0.1, 3),
                new SmallResNet(4, 3),
                new MobileNetV1(0.1, 3),
                new MobileNetV2(0.1, 3),
                new MobileNetV3(false, 0.1, 3),
                new SqueezeNet(3),
                new LeNet5Original(),
                new ResNet(18, 3))) {
            Network network = new Network(image, layer);
            List<String> classes = layer instanceof LeNet5Original ? List.of() : List.of("a", "b", "c");
            Model model = new Model(network, initial(network), classes, Map.of());
            model.save(folder.resolve("m.safetensors"));
            Model read = Model.load(folder.resolve("m.safetensors"));
            assertThat(read.network()).isEqualTo(network);
            assertThat(read.tensors()).isEqualTo(model.tensors());
        }
    }
}
