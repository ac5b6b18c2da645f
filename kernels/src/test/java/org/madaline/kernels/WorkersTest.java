package org.madaline.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class WorkersTest {
    /// Counts how often each chunk ran, and checks that all stages before are complete.
    private record Counting(int stages, int width, AtomicIntegerArray counts, AtomicInteger faults, Counting before)
            implements Step {
        Counting(int stages, int width, Counting before) {
            this(stages, width, new AtomicIntegerArray(stages * width), new AtomicInteger(), before);
        }

        @Override
        public int chunks(int stage) {
            return width - (stage + width) % 2;
        }

        @Override
        public void run(int stage, int chunk) {
            if (before != null && !before.complete(before.stages - 1, counts.get(stage * width + chunk) + 1)) {
                faults.incrementAndGet();
            }
            counts.incrementAndGet(stage * width + chunk);
        }

        boolean complete(int stage, int times) {
            for (int chunk = 0; chunk < chunks(stage); chunk++) {
                if (counts.get(stage * width + chunk) != times) {
                    return false;
                }
            }
            return true;
        }
    }

    @Test
    void everyChunkRunsOnceAndStagesFollowEachOther() {
        for (int threads = 1; threads <= 4; threads++) {
            try (Workers workers = Workers.of(threads)) {
                List<Counting> steps = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                    steps.add(new Counting(1 + i % 3, 2 + i % 7, i == 0 ? null : steps.getLast()));
                }
                Step[] list = steps.toArray(Step[]::new);
                int runs = 2000;
                for (int run = 0; run < runs; run++) {
                    workers.run(list);
                }
                for (Counting step : steps) {
                    assertThat(step.faults().get()).as("threads " + threads).isZero();
                    for (int stage = 0; stage < step.stages(); stage++) {
                        assertThat(step.complete(stage, runs)).isTrue();
                    }
                }
            }
        }
    }

    private record Failing(Throwable thrown) implements Step {
        @Override
        public int chunks(int stage) {
            return 8;
        }

        @Override
        public void run(int stage, int chunk) {
            if (chunk == 5) {
                throw (RuntimeException) thrown;
            }
        }
    }

    @Test
    void whatAChunkThrowsReachesTheCaller() {
        for (int threads = 1; threads <= 3; threads++) {
            try (Workers workers = Workers.of(threads)) {
                for (int i = 0; i < 200; i++) {
                    RuntimeException thrown = new IllegalStateException("chunk 5");
                    assertThatThrownBy(() -> workers.run(new Failing(thrown))).isSameAs(thrown);
                    Counting after = new Counting(1, 4, null);
                    workers.run(after);
                    assertThat(after.complete(0, 1)).isTrue();
                }
            }
        }
    }

    @Test
    void severalCallersAndNestedCallsComplete() throws InterruptedException {
        try (Workers workers = Workers.of(2)) {
            Counting inner = new Counting(1, 3, null);
            List<Thread> callers = new ArrayList<>();
            for (int t = 0; t < 3; t++) {
                callers.add(Thread.ofPlatform().start(() -> {
                    for (int i = 0; i < 500; i++) {
                        workers.run(new Nested(workers, inner));
                    }
                }));
            }
            for (Thread caller : callers) {
                caller.join();
            }
            assertThat(inner.complete(0, 3 * 500 * 4)).isTrue();
        }
    }

    private record Nested(Workers workers, Step inner) implements Step {
        @Override
        public int chunks(int stage) {
            return 4;
        }

        @Override
        public void run(int stage, int chunk) {
            workers.run(inner);
        }
    }

    @Test
    void parkedThreadsComeBackAndClosedWorkersStillCompute() throws InterruptedException {
        Workers workers = Workers.of(2);
        Counting step = new Counting(2, 4, null);
        for (int i = 1; i <= 20; i++) {
            Thread.sleep(2);
            workers.run(step);
            assertThat(step.complete(1, i)).isTrue();
        }
        workers.close();
        workers.run(step);
        assertThat(step.complete(1, 21)).isTrue();
    }

    @Test
    void aRunAllocatesNothing() {
        com.sun.management.ThreadMXBean bean =
                (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        try (Workers workers = Workers.of(2)) {
            Step[] list = {new Counting(2, 4, null), new Counting(1, 7, null)};
            for (int i = 0; i < 1000; i++) {
                workers.run(list);
            }
            long before = bean.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 1000; i++) {
                workers.run(list);
            }
            assertThat(bean.getCurrentThreadAllocatedBytes() - before).isLessThan(4096);
        }
    }

    @Test
    void fewerThanOneThreadIsRefused() {
        assertThatThrownBy(() -> Workers.of(0)).hasMessageContaining("at least 1 thread, not 0");
    }
}
