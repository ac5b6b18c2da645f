package org.madaline.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.madaline.computation.Engine;
import org.madaline.computation.PlanPool;
import org.madaline.layer.Convolution;
import org.madaline.layer.Dense;
import org.madaline.layer.Flatten;
import org.madaline.layer.GlobalAveragePool;
import org.madaline.layer.Network;
import org.madaline.plan.Variables;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

class InferenceTest {
    @Test
    void largeImagesArePassedInPartsThatLeaveEachOutputAsItIsAlone() {
        Network network = Network.of(Shape.of(1, 512, 512), new Convolution(4, 1), new GlobalAveragePool(), new Dense(3));
        assertThat(Inference.examplesAtOnce(network)).isEqualTo(2);
        Inference inference = new Inference(network, new Variables(1), Engine::shared);
        int n = 5;
        int size = 512 * 512;
        float[] x = new float[n * size];
        Random random = new Random(1);
        for (int i = 0; i < x.length; i++) {
            x[i] = random.nextFloat() - 0.5f;
        }
        Tensor all = inference.outputs(Tensor.wrap(Shape.of(n, 1, 512, 512), x));
        assertThat(all.shape()).isEqualTo(Shape.of(n, 3));
        for (int i = 0; i < n; i++) {
            float[] one = Arrays.copyOfRange(x, i * size, (i + 1) * size);
            assertThat(inference.outputs(Tensor.wrap(Shape.of(1, 1, 512, 512), one)).toArray())
                    .isEqualTo(Arrays.copyOfRange(all.toArray(), i * 3, (i + 1) * 3));
        }
    }

    @Test
    void smallImagesAndNetworksOfManyWeightsArePassedAtOnce() {
        assertThat(Inference.examplesAtOnce(Network.of(Shape.of(8), new Dense(3)))).isEqualTo(4096);
        assertThat(Inference.examplesAtOnce(Network.of(Shape.of(1, 28, 28), new Convolution(6, 5)))).isGreaterThan(256);
        assertThat(Inference.examplesAtOnce(Network.of(Shape.of(1, 128, 128), new Convolution(64, 3), new Flatten(), new Dense(20))))
                .isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void plansOfOldBatchSizesAreGivenUp() {
        Network network = Network.of(Shape.of(2), new Dense(3));
        Inference inference = new Inference(network, new Variables(1), Engine::shared);
        float[] before = inference.outputs(Tensor.wrap(Shape.of(1, 2), new float[] {1, 2})).toArray();
        int most = PlanPool.Bounds.usual().idle();
        for (int n = 2; n < 3 * most; n++) {
            inference.outputs(Tensor.wrap(Shape.of(n, 2), new float[2 * n]));
        }
        assertThat(inference.held().idle()).isEqualTo(most);
        assertThat(inference.held().most()).isEqualTo(most);
        assertThat(inference.outputs(Tensor.wrap(Shape.of(1, 2), new float[] {1, 2})).toArray()).isEqualTo(before);
    }
}
