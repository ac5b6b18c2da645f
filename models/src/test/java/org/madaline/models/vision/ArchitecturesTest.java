package org.madaline.models.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.layer.Layer;
import org.madaline.layer.Network;
import org.madaline.layer.Summary;
import org.madaline.tensor.Shape;

/// Names, shapes, parameters and multiply-adds of the architectures.
class ArchitecturesTest {
    private static final Shape IMAGENET = Shape.of(3, 224, 224);

    private static Layer layer(String name) {
        return switch (name) {
            case "lenet5" -> new LeNet5(LeNet5.Form.TANH, 10);
            case "lenet5_relu" -> new LeNet5(LeNet5.Form.RELU, 10);
            case "resnet18", "resnet34", "resnet50", "resnet101", "resnet152" -> new ResNet(Integer.parseInt(name.substring(6)), 1000);
            default -> null;
        };
    }

    private static Shape input(String name) {
        return name.startsWith("lenet") ? Shape.of(1, 32, 32) : IMAGENET;
    }

    @TestFactory
    Stream<DynamicTest> namesAndShapesAreThoseOfPyTorch() {
        Map<String, Reference.StateDict> all = Reference.stateDicts();
        return all.entrySet().stream().filter(e -> layer(e.getKey()) != null).map(e -> DynamicTest.dynamicTest(e.getKey(), () -> {
            Network network = new Network(input(e.getKey()), layer(e.getKey()));
            Graph g = new Graph(Mode.TRAINING);
            network.build(g, 2);
            Map<String, Shape> ours = new LinkedHashMap<>();
            g.variables().values().forEach(v -> ours.put(v.name(), v.shape()));
            Map<String, Shape> theirs = new LinkedHashMap<>();
            e.getValue().entries().forEach((name, entry) -> theirs.put(name, entry.shape()));
            assertThat(ours).isEqualTo(theirs);
            assertThat(Summary.of(network, Mode.TRAINING).parameters()).isEqualTo(e.getValue().parameters());
        }));
    }

    @Test
    void multiplyAddsAreThoseOfPyTorch() {
        Map<String, Long> expected = Map.of("lenet5", 416_520L, "lenet5_relu", 416_520L, "resnet18", 1_814_073_344L,
                "resnet34", 3_663_761_408L, "resnet50", 4_089_184_256L, "resnet101", 7_801_405_440L, "resnet152", 11_513_626_624L);
        expected.forEach((name, count) -> assertThat(Summary.of(new Network(input(name), layer(name))).multiplyAdds())
                .as(name).isEqualTo(count));
    }

    private static long parameters(Layer layer, int... input) {
        return Summary.of(new Network(Shape.of(input), layer), Mode.TRAINING).parameters();
    }

    @Test
    void papersFormsHaveThePapersParameters() {
        assertThat(parameters(new LeNet5Original(), 1, 32, 32)).isEqualTo(60_000);
        assertThat(parameters(new LeNet5(LeNet5.Form.TANH, 10), 1, 28, 28)).isEqualTo(61_706);
        assertThat(parameters(new CifarResNet(20, 10), 3, 32, 32)).isEqualTo(269_722);
        assertThat(parameters(new CifarResNet(32, 10), 3, 32, 32)).isEqualTo(464_154);
        assertThat(parameters(new CifarResNet(44, 10), 3, 32, 32)).isEqualTo(658_586);
        assertThat(parameters(new CifarResNet(56, 10), 3, 32, 32)).isEqualTo(853_018);
        assertThat(parameters(new CifarResNet(110, 10), 3, 32, 32)).isEqualTo(1_727_962);
    }
}
