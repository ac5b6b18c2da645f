package org.madaline.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.madaline.computation.Engine;
import org.madaline.kernels.CounterRandom;
import org.madaline.layer.Activation;
import org.madaline.layer.Convolution;
import org.madaline.layer.Dense;
import org.madaline.layer.Flatten;
import org.madaline.layer.GlobalAveragePool;
import org.madaline.layer.GroupNorm;
import org.madaline.layer.InstanceNorm;
import org.madaline.layer.Layer;
import org.madaline.layer.LayerNorm;
import org.madaline.layer.LocalResponseNorm;
import org.madaline.layer.Network;
import org.madaline.layer.SqueezeExcitation;
import org.madaline.layer.TransposedConvolution;
import org.madaline.plan.Variables;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

/// An answer does not depend on the batch it was computed in, bit for bit.
class BatchIndependenceTest {
    private static final int MOST = 64;

    private static Network of(Shape input, Layer... layers) {
        return Network.of(input, layers);
    }

    static List<Network> networks() {
        List<Network> all = new ArrayList<>();
        for (int side : new int[] {1, 2, 3, 4, 5, 7, 8, 14, 15}) {
            Shape image = Shape.of(32, side, side);
            all.add(of(image, new Convolution(32, 3, 1, 1)));
            all.add(of(image, new Convolution(48, 3, 1, 1).withoutBias(), Activation.RELU));
            all.add(of(image, new Convolution(64, 1)));
            all.add(of(image, new Convolution(40, 3, 2, 1)));
            all.add(of(image, new Convolution(64, 3, 1, 1).withGroups(2)));
            all.add(of(image, Convolution.depthwise(32, 3, 1, 1)));
            all.add(of(image, new Convolution(4, 3, 1, 1)));
            all.add(of(image, new Convolution(32, 5, 1, 2), new InstanceNorm()));
            all.add(of(image, new TransposedConvolution(32, 3, 1, 1)));
            all.add(of(image, new TransposedConvolution(8, 2, 2, 0)));
        }
        all.add(of(Shape.of(64, 7, 7), new Convolution(64, 3, 1, 1), new Convolution(64, 3, 1, 1), new GlobalAveragePool(), new Dense(10)));
        all.add(of(Shape.of(32, 14, 7), new Convolution(32, 3, 1, 1), new GroupNorm(4), new SqueezeExcitation(8)));
        all.add(of(Shape.of(32, 3, 9), new Convolution(96, 3, 1, 1), new LocalResponseNorm(5)));
        for (int width : new int[] {1, 3, 17, 100, 784}) {
            all.add(of(Shape.of(width), new Dense(50), Activation.GELU, new LayerNorm(), new Dense(10)));
            all.add(of(Shape.of(width), new Dense(1030)));
        }
        all.add(of(Shape.of(12, 20), (_, x) -> x.matmulTransposed(x).softmax().matmul(x), new LayerNorm()));
        all.add(of(Shape.of(5, 300), new Dense(70), new LayerNorm(), new Dense(9), new Flatten()));
        all.add(of(Shape.of(33, 40), (_, x) -> x.mean(1)));
        all.add(of(Shape.of(33, 40), (_, x) -> x.maximum(2)));
        all.add(of(Shape.of(700), (_, x) -> x.logSoftmax()));
        return all;
    }

    @ParameterizedTest
    @MethodSource("networks")
    void anExampleHasTheSameOutputsInAnyBatch(Network network) {
        Inference inference = new Inference(network, new Variables(1), Engine::shared);
        int size = network.input().size();
        float[] x = new float[MOST * size];
        for (int i = 0; i < x.length; i++) {
            x[i] = CounterRandom.uniform(CounterRandom.key(2, "x"), 0, i) - 0.5f;
        }
        float[] all = outputs(inference, network, x, 0, MOST);
        int width = all.length / MOST;
        for (int batch : new int[] {1, 2, 3, 16}) {
            for (int from = 0; from + batch <= MOST; from += batch == 16 ? 16 : 11) {
                float[] some = outputs(inference, network, x, from, batch);
                assertThat(Arrays.mismatch(some, 0, some.length, all, from * width, (from + batch) * width))
                        .as("first output that differs of %s examples from %s", batch, from).isEqualTo(-1);
            }
        }
    }

    private static float[] outputs(Inference inference, Network network, float[] x, int from, int batch) {
        int size = network.input().size();
        return inference.outputs(Tensor.wrap(network.input().prepend(batch), Arrays.copyOfRange(x, from * size, (from + batch) * size)))
                .toArray();
    }
}
