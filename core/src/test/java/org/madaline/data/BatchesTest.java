package org.madaline.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.madaline.tensor.Shape;

@Timeout(60)
class BatchesTest {
    private static final Dataset DATA = Numbers.of(103, 3);
    private static final List<Integer> ALL = IntStream.range(0, 103).boxed().toList();

    @Test
    void keepsOrDropsTheLastBatch() {
        List<Integer> sizes = new ArrayList<>();
        assertThat(Numbers.ids(Batches.inOrder(DATA, 25).open(0, 0), sizes)).isEqualTo(ALL);
        assertThat(sizes).containsExactly(25, 25, 25, 25, 3);
        sizes.clear();
        Batches whole = Batches.inOrder(DATA, 25).withoutPartial();
        assertThat(Numbers.ids(whole.open(0, 0), sizes)).isEqualTo(ALL.subList(0, 100));
        assertThat(sizes).containsExactly(25, 25, 25, 25);
        assertThat(whole.count()).isEqualTo(4);
    }

    @Test
    void theOrderDependsOnSeedAndEpoch() {
        Batches batches = Batches.shuffled(DATA, 10, 1);
        List<Integer> first = Numbers.ids(batches.open(0, 0), new ArrayList<>());
        assertThat(first).containsExactlyInAnyOrderElementsOf(ALL).isNotEqualTo(ALL);
        assertThat(Numbers.ids(batches.open(0, 0), new ArrayList<>())).isEqualTo(first);
        assertThat(Numbers.ids(batches.open(1, 0), new ArrayList<>())).isNotEqualTo(first);
        assertThat(Numbers.ids(Batches.shuffled(DATA, 10, 2).open(0, 0), new ArrayList<>()))
                .isNotEqualTo(first);
        assertThat(Numbers.ids(batches.open(0, 4), new ArrayList<>())).isEqualTo(first.subList(40, 103));
        assertThat(Numbers.ids(batches.open(0, 11), new ArrayList<>())).isEmpty();
    }

    @Test
    void canBeClosedEarly() {
        for (int i = 0; i < 50; i++) {
            try (BatchStream batches = Batches.inOrder(DATA, 1).open(0, 0)) {
                assertThat(batches.next()).isTrue();
            }
        }
        assertThat(Thread.getAllStackTraces().keySet()).noneMatch(t -> t.getName().equals("madaline-batches"));
    }

    @Test
    void streamsInAWindow() {
        ExampleSource source = ExampleSource.of(DATA);
        List<Integer> sizes = new ArrayList<>();
        StreamBatches inOrder = new StreamBatches(source, 25, 1, 0, false);
        assertThat(Numbers.ids(inOrder.open(0, 0), sizes)).isEqualTo(ALL);
        assertThat(sizes).containsExactly(25, 25, 25, 25, 3);
        StreamBatches shuffled = new StreamBatches(source, 10, 40, 5, false);
        List<Integer> first = Numbers.ids(shuffled.open(0, 0), new ArrayList<>());
        assertThat(first).containsExactlyInAnyOrderElementsOf(ALL).isNotEqualTo(ALL);
        assertThat(Numbers.ids(shuffled.open(0, 0), new ArrayList<>())).isEqualTo(first);
        assertThat(Numbers.ids(shuffled.open(1, 0), new ArrayList<>())).isNotEqualTo(first);
        assertThat(Numbers.ids(shuffled.open(0, 3), new ArrayList<>())).isEqualTo(first.subList(30, 103));
        assertThat(Numbers.ids(new StreamBatches(source, 10, 500, 5, true).open(0, 0), new ArrayList<>()))
                .hasSize(100);
    }

    @Test
    void tellsOfFailures() {
        Dataset broken = DATA.mapInput(Shape.of(2), x -> {
            if (x[0] == 12) {
                throw new IllegalStateException("example 12 is broken");
            }
            return x;
        });
        try (BatchStream batches = Batches.inOrder(broken, 10).open(0, 0)) {
            assertThat(batches.next()).isTrue();
            assertThatThrownBy(batches::next).hasMessageContaining("example 12 is broken");
            assertThat(batches.next()).isFalse();
        }
        Dataset fatal = DATA.mapInput(Shape.of(2), x -> {
            throw new StackOverflowError();
        });
        try (BatchStream batches = Batches.inOrder(fatal, 10).open(0, 0)) {
            assertThatThrownBy(batches::next).hasMessageContaining("has ended");
        }
        try (BatchStream batches = new StreamBatches(new Failing(), 2, 1, 0, false).open(0, 0)) {
            assertThat(batches.next()).isTrue();
            assertThatThrownBy(batches::next)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("disk gone");
        }
    }

    @Test
    void refusesImpossibleSizes() {
        assertThatIllegalArgumentException().isThrownBy(() -> Batches.inOrder(DATA, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Batches.inOrder(DATA, 104).withoutPartial())
                .withMessageContaining("no batch of 104 is left of 103 examples");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StreamBatches(ExampleSource.of(DATA), 1, 0, 0, false));
    }

    private static final class Failing implements ExampleSource {
        @Override
        public Shape inputShape() {
            return Shape.of(1);
        }

        @Override
        public Shape targetShape() {
            return Shape.SCALAR;
        }

        @Override
        public List<String> classNames() {
            return List.of();
        }

        @Override
        public int size() {
            return 8;
        }

        @Override
        public Reader open() {
            return new Reader() {
                private int count;

                @Override
                public boolean next(float[] x, int xOffset, float[] y, int yOffset) throws IOException {
                    if (count++ == 4) {
                        throw new IOException("disk gone");
                    }
                    return true;
                }

                @Override
                public void close() {}
            };
        }
    }
}
