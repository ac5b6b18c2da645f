package org.madaline.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Reference;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.madaline.computation.Engine;
import org.madaline.data.ArrayDataset;
import org.madaline.data.Dataset;
import org.madaline.kernels.Workers;
import org.madaline.layer.Dense;
import org.madaline.layer.Network;
import org.madaline.loss.MeanSquaredError;
import org.madaline.optimizer.Sgd;
import org.madaline.tensor.Shape;
import org.madaline.testing.Threads;

/// Whose threads end when.
class ThreadsTest {
    private static final Dataset DATA = new ArrayDataset(3, Shape.of(2), Shape.of(1), new float[] {0, 1, 1, 0, 1, 1}, new float[] {1, 0, 1},
            List.of());

    @Test
    void aThousandTrainingsLeaveNoThreads() {
        Engine.shared();
        int before = Threads.workers();
        Trainer trainer = new Trainer(Network.of(Shape.of(2), new Dense(1)), new MeanSquaredError(), new Sgd(0.1)).epochs(1).threads(3);
        for (int i = 0; i < 1000; i++) {
            trainer.seed(i).fit(DATA);
        }
        assertThat(until(() -> Threads.workers() <= before)).as("%d threads, %d before", Threads.workers(), before).isTrue();
    }

    @Test
    void anEngineThatIsClosedEndsItsThreads() {
        int before = Threads.workers();
        try (Engine engine = Engine.ofThreads(4)) {
            assertThat(Threads.workers()).isGreaterThanOrEqualTo(before + 3);
            Reference.reachabilityFence(engine);
        }
        assertThat(until(() -> Threads.workers() <= before)).isTrue();
    }

    @Test
    void workersThatNobodyCanReachEndTheirThreads() {
        int before = Threads.workers();
        for (int i = 0; i < 20; i++) {
            Engine engine = Engine.ofThreads(3);
            assertThat(engine.workers().threads()).isEqualTo(3);
        }
        assertThat(until(() -> Threads.workers() <= before + 2)).as("%d threads, %d before", Threads.workers(), before).isTrue();
    }

    @Test
    void theEngineOfTheProcessIsNotClosed() {
        Workers workers = Engine.shared().workers();
        int before = Threads.workers();
        Engine.shared().close();
        assertThat(Engine.shared().workers()).isSameAs(workers);
        assertThat(Threads.workers()).isEqualTo(before);
    }

    /// Waits for at most ten seconds, with the collector at work.
    private static boolean until(BooleanSupplier condition) {
        long end = System.nanoTime() + 10_000_000_000L;
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            System.gc();
            Thread.onSpinWait();
        }
        return condition.getAsBoolean();
    }
}
