package org.madaline.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.madaline.computation.Engine;
import org.madaline.data.ArrayDataset;
import org.madaline.data.Batch;
import org.madaline.data.Batches;
import org.madaline.kernels.Workers;
import org.madaline.kernels.spec.Kernels;
import org.madaline.kernels.spec.KernelsProvider;
import org.madaline.layer.Activation;
import org.madaline.layer.BatchNorm;
import org.madaline.layer.Dense;
import org.madaline.layer.Network;
import org.madaline.loss.SoftmaxCrossEntropy;
import org.madaline.metric.Scores;
import org.madaline.optimizer.Adam;
import org.madaline.tensor.Shape;

/// A step leaves next to nothing to the collector, however large the batch and the network are.
class StepAllocationTest {
    /// Vectors are objects until the compiler has seen them often.
    private static final Kernels PORTABLE = ServiceLoader.load(KernelsProvider.class).stream().map(ServiceLoader.Provider::get)
            .filter(provider -> provider.name().equals("portable")).findFirst().orElseThrow().create();

    private static long perStep(int width, int batch) {
        var data = new ArrayDataset(4 * batch, Shape.of(width), Shape.SCALAR, new float[4 * batch * width], new float[4 * batch],
                List.of("a", "b"));
        Network network = Network.of(Shape.of(width), new Dense(width), new BatchNorm(), Activation.RELU, new Dense(2));
        Goal plain = Goal.of(network, new SoftmaxCrossEntropy());
        try (Engine engine = new Engine(PORTABLE, Workers.of(1))) {
            TrainingStep step = new TrainingStep(f -> plain.build(f).measured(Scores.accuracy()), Updates.of(_ -> true, new Adam(0.1)), 1, engine);
            List<Batch> batches = Batches.inOrder(data, batch).epoch(0);
            for (int i = 0; i < 200; i++) {
                step.run(batches.get(i % 4));
            }
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 100; i++) {
                step.run(batches.get(i % 4));
            }
            return (threads.getCurrentThreadAllocatedBytes() - before) / 100;
        }
    }

    @Test
    void aStepAllocatesNextToNothing() {
        long small = perStep(8, 16);
        assertThat(small).isLessThan(2000);
        assertThat(perStep(128, 128)).isLessThan(small + 500);
    }
}
