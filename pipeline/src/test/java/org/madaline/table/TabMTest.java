package org.madaline.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.madaline.layer.PiecewiseLinearEmbedding;
import org.madaline.model.Model;
import org.madaline.pipeline.NetworkEstimator;
import org.madaline.pipeline.Pipeline;
import org.madaline.task.ClassPrediction;
import org.madaline.task.ClassTask;
import org.madaline.train.Trainer;
import org.madaline.train.TrainingEvent;

class TabMTest {
    private static final TabM SMALL = new TabM(List.of(16, 16), 4, 8, 4, 0.01, 3e-4, 0.1, 0, 30, 50, 16);

    @Test
    void learnsClassesWithTheSameBitsOnAnyNumberOfThreads() throws IOException {
        TableData data = Towns.towns("kind");
        Trainer trainer = SMALL.trainer(data, Optional.of(data), 3);
        var run = trainer.threads(1).fit(data);
        assertThat(run.history().stream().mapToDouble(e -> e.validationAccuracy()).max().orElseThrow()).isGreaterThan(0.95);
        assertThat(trainer.threads(2).fit(data).model().tensors()).isEqualTo(run.model().tensors());
    }

    @Test
    void goesOnAsIfItHadNotStopped() throws IOException {
        TableData data = Towns.towns("kind");
        Trainer trainer = SMALL.trainer(data, Optional.of(data), 3);
        var stopped = trainer.until(event -> event instanceof TrainingEvent.EpochFinished f && f.metrics().epoch() == 3).fit(data);
        assertThat(trainer.resume(stopped.checkpoint()).fit(data).model().tensors()).isEqualTo(trainer.fit(data).model().tensors());
    }

    @Test
    void learnsNumbersAndKeepsThemInTheirRange() throws IOException {
        TableData data = Towns.towns("price");
        var run = SMALL.trainer(data, Optional.of(data), 3).fit(data);
        assertThat(run.history().stream().mapToDouble(e -> e.validationLoss()).min().orElseThrow()).isLessThan(0.05);
        float highest = (float) data.targets().getFirst().scaled(119.9);
        float[] far = new float[data.inputShape().size()];
        java.util.Arrays.fill(far, 3);
        assertThat(run.model().outputs(org.madaline.tensor.Tensor.wrap(data.inputShape().prepend(1), far)).get(0)).isLessThanOrEqualTo(highest);
    }

    @Test
    void binsEndAtQuantiles() throws IOException {
        TableData data = Towns.towns("kind");
        var inputs = (org.madaline.layer.Parallel) ((org.madaline.layer.Sequential) SMALL.network(data).layer()).layers().getFirst();
        var embedding = (PiecewiseLinearEmbedding) ((org.madaline.layer.Sequential) inputs.branches().getFirst()).layers().get(1);
        assertThat(embedding.edges().getFirst()).hasSize(9).isSorted();
        float[] x = new float[data.size()];
        float[] row = new float[data.inputShape().size()];
        for (int i = 0; i < x.length; i++) {
            data.read(i, row, 0, new float[1], 0);
            x[i] = row[0];
        }
        java.util.Arrays.sort(x);
        assertThat(embedding.edges().getFirst().getFirst()).isEqualTo(x[0]);
        assertThat(embedding.edges().getFirst().get(8)).isEqualTo(x[199]);
        assertThat(embedding.edges().getFirst().get(4)).isEqualTo((x[99] + (double) x[100]) / 2);
    }

    @Test
    void isKeptInAFile(@TempDir Path folder) throws IOException {
        TableData data = Towns.towns("kind");
        Model model = SMALL.trainer(data, Optional.empty(), 3).epochs(2).fit(data).model();
        var pipeline = new Pipeline<>(data.features(), new NetworkEstimator(model), new ClassTask(data.classNames()), Map.of());
        Path file = folder.resolve("towns.safetensors");
        pipeline.save(file);
        Pipeline<ClassPrediction> read = Pipeline.classifier(file);
        var row = Map.<String, Object>of("far", 3.5, "town", "t4", "colour", "blue");
        assertThat(read.predict(row).probability("even")).isEqualTo(pipeline.predict(row).probability("even"));
    }

    @Test
    void effortIsAFunctionOfTheRowsAndMemoryOfTheInputs() {
        assertThat(TabM.of(120, 10).epochs()).isEqualTo(1024);
        assertThat(TabM.of(40_000, 10).steps(40_000)).isBetween(9_500L, 10_000L);
        assertThat(TabM.of(3_000_000, 10).epochs()).isEqualTo(1);
        assertThat(TabM.of(120, 10).members()).isEqualTo(32);
        assertThat(TabM.of(120, 60_000).members()).isEqualTo(1);
        assertThat(TabM.of(1000, 10).batchSize()).isEqualTo(250);
    }
}
