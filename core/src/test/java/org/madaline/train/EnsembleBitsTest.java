package org.madaline.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.madaline.computation.Engine;
import org.madaline.data.ArrayDataset;
import org.madaline.kernels.CounterRandom;
import org.madaline.kernels.Workers;
import org.madaline.kernels.spec.Kernels;
import org.madaline.kernels.spec.KernelsProvider;
import org.madaline.layer.Activation;
import org.madaline.layer.Committee;
import org.madaline.layer.Dropout;
import org.madaline.layer.EnsembleDense;
import org.madaline.layer.EnsembleOutput;
import org.madaline.layer.Network;
import org.madaline.layer.PiecewiseLinearEmbedding;
import org.madaline.loss.SoftmaxCrossEntropy;
import org.madaline.optimizer.AdamW;
import org.madaline.optimizer.Clipping;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

/// Networks that share their weights end in the same ones whatever computes them.
class EnsembleBitsTest {
    private static final int ROWS = 90;

    private static Map<String, Tensor> trained(Kernels kernels, int threads) {
        float[] x = new float[ROWS * 3];
        float[] y = new float[ROWS];
        for (int i = 0; i < x.length; i++) {
            x[i] = CounterRandom.uniform(CounterRandom.key(3, "numbers"), 0, i);
            y[i / 3] += x[i] > 0.5 ? 1 : 0;
        }
        Network network = Network.of(Shape.of(3), new PiecewiseLinearEmbedding(Collections.nCopies(3, List.of(0.0, 0.2, 0.7, 1.0)), 5),
                new EnsembleDense(19, 7, List.of(5, 5, 5)), Activation.RELU, new Dropout(0.1), new EnsembleDense(21, 7), Activation.RELU,
                new EnsembleOutput(4, Committee.Vote.PROBABILITIES));
        try (Engine engine = new Engine(kernels, Workers.of(threads))) {
            return new Trainer(network, new SoftmaxCrossEntropy(), new AdamW(0.01)).clip(Clipping.byNorm(7)).epochs(3).batchSize(32).seed(5)
                    .engine(engine).fit(new ArrayDataset(ROWS, Shape.of(3), Shape.SCALAR, x, y, List.of("0", "1", "2", "3"))).model().tensors();
        }
    }

    private static Kernels kernels(String name) {
        return ServiceLoader.load(KernelsProvider.class).stream().map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals(name)).findFirst().orElseThrow().create();
    }

    @Test
    void anyKernelsAndThreads() {
        Map<String, Tensor> weights = trained(kernels("portable"), 1);
        assertThat(trained(kernels("portable"), 3)).isEqualTo(weights);
        assertThat(trained(kernels("vector"), 2)).isEqualTo(weights);
    }
}
