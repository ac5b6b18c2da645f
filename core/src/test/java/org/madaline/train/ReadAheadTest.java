package org.madaline.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.madaline.augment.Augmented;
import org.madaline.augment.RandomCrop;
import org.madaline.data.ArrayDataset;
import org.madaline.data.Dataset;
import org.madaline.data.ExampleSource;
import org.madaline.kernels.CounterRandom;
import org.madaline.layer.Activation;
import org.madaline.layer.Dense;
import org.madaline.layer.Dropout;
import org.madaline.layer.Flatten;
import org.madaline.layer.Network;
import org.madaline.loss.SoftmaxCrossEntropy;
import org.madaline.optimizer.Adam;
import org.madaline.tensor.Shape;

/// Examples that are read ahead, or come from a stream, train to the bits of those that are read in the step.
@Timeout(120)
class ReadAheadTest {
    private static final int BATCH = 8;
    private static final Shape PICTURE = Shape.of(1, 4, 4);

    /// 60 pictures: a last batch of four.
    private static final ArrayDataset DATA = data();

    private static ArrayDataset data() {
        float[] x = new float[60 * 16];
        float[] y = new float[60];
        for (int i = 0; i < x.length; i++) {
            x[i] = CounterRandom.below(1, 0, i, 1000) * 1e-3f;
        }
        for (int i = 0; i < y.length; i++) {
            y[i] = i % 3;
            x[16 * i + 5 * (i % 3)] += 1;
        }
        return new ArrayDataset(60, PICTURE, Shape.SCALAR, x, y, List.of("a", "b", "c"));
    }

    /// The same pictures, slow to read.
    private record Slow(Dataset source, IntConsumer reading) implements Dataset {
        @Override
        public boolean slow() {
            return true;
        }

        @Override
        public int size() {
            return source.size();
        }

        @Override
        public Shape inputShape() {
            return source.inputShape();
        }

        @Override
        public Shape targetShape() {
            return source.targetShape();
        }

        @Override
        public List<String> classNames() {
            return source.classNames();
        }

        @Override
        public void read(int index, float[] x, int xOffset, float[] y, int yOffset) {
            reading.accept(index);
            source.read(index, x, xOffset, y, yOffset);
        }
    }

    private static Trainer trainer() {
        Network network = Network.of(PICTURE, new Flatten(), new Dense(20), Activation.TANH, new Dropout(0.2), new Dense(3));
        return new Trainer(network, new SoftmaxCrossEntropy(), new Adam(0.01)).epochs(3).batchSize(BATCH).seed(5);
    }

    private static void assertSame(TrainingRun actual, TrainingRun expected) {
        assertThat(actual.model().tensors()).isEqualTo(expected.model().tensors());
        assertThat(actual.history()).extracting(EpochMetrics::loss, EpochMetrics::validationLoss, EpochMetrics::accuracy)
                .isEqualTo(expected.history().stream()
                        .map(m -> org.assertj.core.groups.Tuple.tuple(m.loss(), m.validationLoss(), m.accuracy())).toList());
    }

    private static Dataset augmented(Dataset pictures) {
        return new Augmented(pictures, new RandomCrop(1), 3);
    }

    @Test
    void timingChangesNoBit() {
        TrainingRun expected = trainer().threads(1).validate(DATA).fit(augmented(DATA));
        for (int threads = 1; threads <= 3; threads++) {
            int salt = threads;
            AtomicInteger calls = new AtomicInteger();
            Dataset slow = new Slow(DATA, i -> LockSupport.parkNanos(
                    CounterRandom.below(salt, 1, calls.getAndIncrement(), 4) == 0 ? 400_000 : 1));
            assertSame(trainer().threads(threads).validate(slow).fit(augmented(slow)), expected);
        }
    }

    @Test
    void gathersBatchesOfSlowExamplesAlike() {
        TrainingRun expected = trainer().accumulate(3).fit(augmented(DATA));
        assertSame(trainer().accumulate(3).fit(augmented(new Slow(DATA, _ -> {}))), expected);
    }

    @Test
    void goesOnWithinAnEpochToTheSameBits() {
        Dataset slow = augmented(new Slow(DATA, _ -> {}));
        ExampleSource stream = ExampleSource.of(DATA);
        TrainingRun whole = trainer().fit(slow);
        TrainingRun wholeStream = trainer().fit(stream, 17);
        AtomicInteger steps = new AtomicInteger();
        Trainer stopping = trainer().stopWhen(() -> steps.incrementAndGet() % 13 == 0);
        TrainingRun half = stopping.fit(slow);
        TrainingRun halfStream = stopping.fit(stream, 17);
        assertThat(half.reason()).isEqualTo(TrainingEvent.Reason.STOPPED);
        assertThat(halfStream.checkpoint().progress().batch()).isEqualTo(5);
        assertSame(trainer().resume(half.checkpoint()).fit(slow), whole);
        assertSame(trainer().resume(halfStream.checkpoint()).fit(stream, 17), wholeStream);
        assertThat(wholeStream.history().getLast().accuracy()).isGreaterThan(0.5);
        assertThat(wholeStream.history().getFirst().step()).isEqualTo(8);
    }

    @Test
    void readsNoFurtherAheadThanTwoBatches() {
        AtomicInteger reads = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        List<Integer> ahead = new ArrayList<>();
        Dataset slow = new Slow(DATA.take(56), _ -> reads.incrementAndGet());
        trainer().epochs(1).stopWhen(() -> {
            int step = done.incrementAndGet();
            int most = Math.min(56, (step + 2) * BATCH);
            // Reading goes on while this thread waits; it must come as far as this, and no further.
            while (reads.get() < most) {
                Thread.onSpinWait();
            }
            LockSupport.parkNanos(2_000_000);
            ahead.add(reads.get() - step * BATCH);
            return false;
        }).fit(slow);
        assertThat(ahead).containsExactly(16, 16, 16, 16, 16, 8, 0);
    }

    @Test
    void tellsOfExamplesThatCannotBeRead() {
        Dataset broken = new Slow(DATA, i -> {
            if (i == 33) {
                throw new UncheckedIOException(new IOException("example 33 has gone"));
            }
        });
        assertThatThrownBy(() -> trainer().fit(broken)).isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("example 33 has gone");
        ExampleSource shorter = new ExampleSource() {
            @Override
            public Shape inputShape() {
                return PICTURE;
            }

            @Override
            public Shape targetShape() {
                return Shape.SCALAR;
            }

            @Override
            public List<String> classNames() {
                return DATA.classNames();
            }

            @Override
            public int size() {
                return 90;
            }

            @Override
            public Reader open() throws IOException {
                return ExampleSource.of(DATA).open();
            }
        };
        assertThatThrownBy(() -> trainer().fit(shorter, 5)).hasMessageContaining("ended after 60 of the 90 examples");
        assertThat(Thread.getAllStackTraces().keySet()).noneMatch(thread -> thread.getName().equals("madaline-batches"));
    }
}
