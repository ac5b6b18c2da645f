package org.madaline.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.madaline.formats.csv.CsvFile;
import org.madaline.formats.csv.CsvOptions;
import org.madaline.layer.Activation;
import org.madaline.model.Model;
import org.madaline.pipeline.NetworkEstimator;
import org.madaline.pipeline.Pipeline;
import org.madaline.task.ClassPrediction;
import org.madaline.task.ClassTask;
import org.madaline.train.Trainer;
import org.madaline.train.TrainingEvent;

class RealMlpTest {
    private static final RealMlp SMALL = new RealMlp(List.of(16, 16), Activation.SELU, 0.04, 0.02, 0.15, 0.1, 20, 60, 1);

    @Test
    void learnsClassesWithTheSameBitsOnAnyNumberOfThreads() throws IOException {
        TableData data = Towns.towns("kind");
        Trainer trainer = SMALL.trainer(data, Optional.of(data), 3);
        var run = trainer.threads(1).fit(data);
        assertThat(run.history().getLast().validationAccuracy()).isGreaterThan(0.95);
        assertThat(trainer.threads(3).fit(data).model().tensors()).isEqualTo(run.model().tensors());
    }

    @Test
    void goesOnAsIfItHadNotStopped() throws IOException {
        TableData data = Towns.towns("kind");
        Trainer trainer = SMALL.trainer(data, Optional.of(data), 3);
        var stopped = trainer.until(event -> event instanceof TrainingEvent.EpochFinished f && f.metrics().epoch() == 11).fit(data);
        assertThat(stopped.history()).hasSize(11);
        assertThat(trainer.resume(stopped.checkpoint()).fit(data).model().tensors()).isEqualTo(trainer.fit(data).model().tensors());
    }

    @Test
    void numbersStayInTheirRange() throws IOException {
        TableData data = Towns.towns("price");
        var numbers = new RealMlp(List.of(16, 16), Activation.MISH, 0.2, 0.02, 0.15, 0, 20, 60, 2);
        var run = numbers.trainer(data, Optional.of(data), 3).fit(data);
        assertThat(run.history().getLast().validationLoss()).isLessThan(0.05);
        double highest = data.targets().getFirst().scaled(119.9);
        float[] far = {3, 1, 1, 1, 11, 1};
        far = java.util.Arrays.copyOf(far, data.inputShape().size());
        assertThat(run.model().outputs(org.madaline.tensor.Tensor.wrap(data.inputShape().prepend(1), far)).get(0)).isLessThanOrEqualTo((float) highest);
    }

    @Test
    void isKeptInAFile(@TempDir Path folder) throws IOException {
        TableData data = Towns.towns("kind");
        Model model = SMALL.trainer(data, Optional.empty(), 3).fit(data).model();
        var pipeline = new Pipeline<>(data.features(), new NetworkEstimator(model), new ClassTask(data.classNames()), Map.of());
        Path file = folder.resolve("towns.safetensors");
        pipeline.save(file);
        Pipeline<ClassPrediction> read = Pipeline.classifier(file);
        var row = new java.util.HashMap<String, Object>(Map.of("far", 3.5, "town", "t4", "colour", "blue"));
        assertThat(read.predict(row).probability("even")).isEqualTo(pipeline.predict(row).probability("even"));
        row.put("town", "elsewhere");
        row.put("far", null);
        assertThat(read.predict(row).best()).isNotEmpty();
    }

    @Test
    void effortIsAFunctionOfTheRows() {
        assertThat(RealMlp.of(true, 120, 10)).satisfies(few -> assertThat(few.epochs() * few.batchSize()).isEqualTo(256 * 120));
        RealMlp many = RealMlp.of(false, 1_000_000, 10);
        assertThat(many.epochs()).isEqualTo(8);
        assertThat(many.members()).isEqualTo(1);
        assertThat(RealMlp.of(true, 29_305, 10).steps(29_305)).isBetween(9_800L, 10_000L);
        assertThat(RealMlp.of(true, 3_000_000, 10).steps(3_000_000)).isBetween(30_000L, 40_000L);
        assertThat(RealMlp.of(true, 120, 10).members()).isEqualTo(8);
        // 16 batches for 256 epochs, five times; 19 batches are too many.
        assertThat(RealMlp.of(true, 4_000, 10).members()).isEqualTo(5);
        assertThat(RealMlp.of(true, 4_800, 10).members()).isEqualTo(3);
        RealMlp number = RealMlp.of(false, 825, 8);
        assertThat(number.steps(825)).as("seven batches an epoch").isEqualTo(7 * 256);
        assertThat(number.members()).isEqualTo(8);
        assertThat(RealMlp.of(false, 120, 8).batchSize()).isEqualTo(40);
        assertThat(RealMlp.of(false, 20, 8).batchSize()).isEqualTo(20);
        assertThat(RealMlp.of(true, 120, 60_000).members()).isEqualTo(1);
        assertThat(many.batchSize()).isBetween(250, 256);
    }

    @Test
    void anotherEncodingIsRefused() throws IOException {
        var raw = CsvFile.read("t.csv", new ByteArrayInputStream("x,y\n1,a\n2,b\n4,a\n3,b\n".getBytes(StandardCharsets.UTF_8)), CsvOptions.DETECT);
        TableData plain = TableData.of(raw, new TableSettings("y"));
        assertThatThrownBy(() -> SMALL.network(plain)).hasMessageContaining("withEncoding");
    }
}
