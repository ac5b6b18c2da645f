package org.madaline.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.kernels.CounterRandom;
import org.madaline.layer.Layer;
import org.madaline.layer.Network;
import org.madaline.model.Model;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

/// A picture gets the same answer alone and among others, bit for bit.
class AnyBatchTest {
    private static final int MOST = 16;

    static List<Network> networks() {
        Layer resnet18 = VisionModels.of("resnet18").layer().apply(10);
        return List.of(
                new Network(Shape.of(1, 28, 28), new SmallCnn(10)),
                new Network(Shape.of(1, 28, 28), new SmallResNet(10)),
                new Network(Shape.of(1, 28, 28), new LeNet5(LeNet5.Form.RELU, 10)),
                new Network(Shape.of(3, 64, 64), resnet18),
                new Network(Shape.of(3, 224, 224), resnet18));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void thePicturesBesideItDoNotMatter(Network network) {
        Model model = untrained(network);
        Tensor pictures = pictures(network.input().prepend(MOST));
        float[] all = model.outputs(pictures).toArray();
        int size = network.input().size();
        for (int batch : new int[] {1, 2, 3}) {
            for (int from : new int[] {0, 5, MOST - batch}) {
                float[] x = Arrays.copyOfRange(pictures.toArray(), from * size, (from + batch) * size);
                assertThat(model.outputs(Tensor.wrap(network.input().prepend(batch), x)).toArray()).as("%s from %s", batch, from)
                        .isEqualTo(Arrays.copyOfRange(all, from * 10, (from + batch) * 10));
            }
        }
    }

    private static Model untrained(Network network) {
        Graph g = new Graph(Mode.INFERENCE);
        network.build(g, 1);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        g.variables().forEach((name, v) -> tensors.put(name, v.initializer().initialize(v.shape(), CounterRandom.key(1, name))));
        return new Model(network, tensors, List.of(), Map.of());
    }

    private static Tensor pictures(Shape shape) {
        float[] x = new float[shape.size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = CounterRandom.uniform(CounterRandom.key(3, "pictures"), 0, i);
        }
        return Tensor.wrap(shape, x);
    }
}
