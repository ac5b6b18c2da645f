package org.madaline.vision;

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

    /// Model, height and width of the image, products.
    private static final String MULTIPLY_ADDS = """
        alexnet 224 714188480
        densenet121 224 2834161664
        efficientnet_b0 224 385814752
        efficientnet_b1 224 569651680
        efficientnet_b1 240 686802832
        efficientnet_b2 224 658963440
        efficientnet_b2 288 1087529456
        efficientnet_b2 260 993561872
        efficientnet_b3 224 962708240
        efficientnet_b3 300 1827141392
        efficientnet_b4 224 1503710432
        efficientnet_b4 380 4393771024
        efficientnet_b5 224 2356493184
        efficientnet_b5 456 10266384752
        efficientnet_b6 224 3360166848
        efficientnet_b6 528 19067593536
        efficientnet_b7 224 5169865152
        efficientnet_b7 600 37745884192
        efficientnet_v2_m 224 5362207200
        efficientnet_v2_m 480 24582460384
        efficientnet_v2_s 224 2849895872
        efficientnet_v2_s 384 8365617152
        googlenet 224 1498376192
        googlenet_aux 224 1498376192
        lenet5 32 416520
        lenet5_relu 32 416520
        mobilenet_v2 224 300774272
        mobilenet_v3_large 224 216589760
        mobilenet_v3_small 224 56510400
        resnet101 224 7801405440
        resnet152 224 11513626624
        resnet18 224 1814073344
        resnet34 224 3663761408
        resnet50 224 4089184256
        squeezenet1_1 224 349151936
        vgg11 224 7609090048
        vgg11_bn 224 7609090048
        vgg13 224 11308466176
        vgg13_bn 224 11308466176
        vgg16 224 15470264320
        vgg16_bn 224 15470264320
        vgg19 224 19632062464
        vgg19_bn 224 19632062464
        """;

    @TestFactory
    Stream<DynamicTest> namesAndShapesAreThoseOfPyTorch() {
        Map<String, Reference.StateDict> all = Reference.stateDicts();
        return all.entrySet().stream()
                .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> {
                    Network network = new Network(Reference.image(e.getKey()), Reference.layer(e.getKey()));
                    Graph g = new Graph(Mode.TRAINING);
                    network.build(g, 2);
                    Map<String, Shape> ours = new LinkedHashMap<>();
                    g.variables().values().forEach(v -> ours.put(v.name(), v.shape()));
                    Map<String, Shape> theirs = new LinkedHashMap<>();
                    e.getValue().entries().forEach((name, entry) -> theirs.put(name, entry.shape()));
                    assertThat(ours).isEqualTo(theirs);
                    assertThat(Summary.of(network, Mode.TRAINING).parameters())
                            .isEqualTo(e.getValue().parameters());
                }));
    }

    @Test
    void multiplyAddsAreThoseOfPyTorch() {
        MULTIPLY_ADDS.lines().map(line -> line.split(" ")).forEach(row -> {
            int size = Integer.parseInt(row[1]);
            Network network =
                    new Network(Shape.of(Reference.image(row[0]).dim(0), size, size), Reference.layer(row[0]));
            assertThat(Summary.of(network).multiplyAdds())
                    .as(row[0] + " at " + size)
                    .isEqualTo(Long.parseLong(row[2]));
        });
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
        assertThat(parameters(new AlexNet(Form.PAPER, 1000), 3, 224, 224)).isEqualTo(60_965_224);
        assertThat(parameters(new GoogLeNet(Form.PAPER, false, 1000), 3, 224, 224))
                .isEqualTo(6_998_552);
        assertThat(parameters(new GoogLeNet(Form.PAPER, true, 1000), 3, 224, 224))
                .isEqualTo(13_378_280);
        assertThat(parameters(new InceptionV3(false, 1000), 3, 299, 299)).isEqualTo(23_834_568);
        assertThat(parameters(new InceptionV3(true, 1000), 3, 299, 299)).isEqualTo(27_161_264);
        assertThat(parameters(new MobileNetV1(1, 1000), 3, 224, 224)).isEqualTo(4_231_976);
        assertThat(parameters(new PilotNet(1), 3, 66, 200)).isEqualTo(252_219);
        assertThat(parameters(new SmallCnn(10), 1, 28, 28)).isEqualTo(144_954);
        assertThat(parameters(new SmallResNet(10), 1, 28, 28)).isEqualTo(691_834);
    }

    @Test
    void papersFormsHaveThePapersMultiplyAdds() {
        assertThat(Summary.of(new Network(IMAGENET, new MobileNetV1(1, 1000))).multiplyAdds())
                .isEqualTo(568_740_352);
        assertThat(Summary.of(new Network(Shape.of(3, 299, 299), new InceptionV3(true, 1000)))
                        .multiplyAdds())
                .isEqualTo(5_713_216_096L);
    }
}
