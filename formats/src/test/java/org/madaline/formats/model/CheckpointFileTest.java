package org.madaline.formats.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.madaline.schedule.OnPlateau;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;
import org.madaline.train.Checkpoint;
import org.madaline.train.EpochMetrics;

class CheckpointFileTest {
    @TempDir
    private Path directory;

    private static List<EpochMetrics> epochs(int from, int last) {
        return IntStream.rangeClosed(from, last)
                .mapToObj(e -> new EpochMetrics(e, 10L * e, 1e-3, 1.0 / e, 0.1 + 1.0 / 3, Double.NaN, Double.NaN, 0.1234567890123, 98765.4321,
                        Map.of("mean absolute error", 1.0 / 7)))
                .toList();
    }

    private static Checkpoint checkpoint(List<EpochMetrics> history) {
        int epoch = history.isEmpty() ? 0 : history.getLast().epoch();
        var progress = new Checkpoint.Progress(epoch, 0, 10L * epoch, new Checkpoint.Counts(0, Map.of()), 0.5, 1,
                new OnPlateau.State(1e-3, 0.25, 1, 0));
        return new Checkpoint(Map.of("w", Tensor.of(Shape.of(2), 1, 2)), Map.of(), progress, history);
    }

    private Checkpoint written(Checkpoint checkpoint) throws IOException {
        Path file = directory.resolve("checkpoint.safetensors");
        CheckpointFile.write(checkpoint, Map.of(), file);
        return CheckpointFile.read(file).checkpoint();
    }

    @Test
    void allEpochsOfAShortRunAreTold() throws IOException {
        assertThat(written(checkpoint(List.of())).history()).isEmpty();
        assertThat(written(checkpoint(epochs(1, 2000))).history()).isEqualTo(epochs(1, 2000));
    }

    /// 100,000 epochs would take 18 MB, more than the head of a file may.
    @Test
    void aLongRunIsToldInStepsAndGoneOnWith() throws IOException {
        Checkpoint whole = checkpoint(epochs(1, 100_000));
        Checkpoint read = written(whole);
        assertThat(Files.size(directory.resolve("checkpoint.safetensors"))).isLessThan(1 << 20);
        assertThat(read.progress()).isEqualTo(whole.progress());
        assertThat(read.tensors()).isEqualTo(whole.tensors());
        assertThat(read.history()).hasSizeBetween(1024, 2049).last().isEqualTo(whole.history().getLast());
        assertThat(read.history()).contains(epochs(64, 64).getFirst(), epochs(99_968, 99_968).getFirst());
    }

    @Test
    void anInterruptedRunTellsOfTheSameEpochs() throws IOException {
        List<EpochMetrics> resumed = new java.util.ArrayList<>(written(checkpoint(epochs(1, 5000))).history());
        resumed.addAll(epochs(5001, 9001));
        assertThat(written(checkpoint(resumed))).isEqualTo(written(checkpoint(epochs(1, 9001))));
    }
}
