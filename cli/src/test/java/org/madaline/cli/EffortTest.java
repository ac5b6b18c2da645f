package org.madaline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.madaline.layer.Blend;
import org.madaline.pipeline.NetworkEstimator;
import org.madaline.pipeline.Pipeline;
import org.madaline.runs.DataDigest;
import org.madaline.runs.EnsembleTraining;
import org.madaline.runs.MemberFolders;
import org.madaline.runs.RunFolder;
import org.madaline.runs.RunLock;
import org.madaline.runs.TrainData;
import org.madaline.runs.TrainSettings;
import org.madaline.runs.Training;

/// A table is learnt with more effort, or with less.
class EffortTest {
    @TempDir
    private Path folder;

    private Path table() throws IOException {
        var csv = new StringBuilder("a,b,town,kind,price\n");
        for (int i = 0; i < 260; i++) {
            double a = i * 7919 % 113 / 20.0;
            double b = i * 104729 % 97 / 20.0;
            csv.append(a).append(',').append(b).append(",t").append(i % 9).append(',').append(a + b + i * 31 % 7 / 10.0 > 5.4 ? "high" : "low")
                    .append(',').append(a * 10 + b * b + i % 9).append('\n');
        }
        Path file = folder.resolve("t.csv");
        Files.writeString(file, csv);
        return file;
    }

    private String train(String label, String name, Object... more) throws IOException {
        String other = label.equals("kind") ? "price" : "kind";
        return Ran.well(Stream.concat(Stream.of("train", table(), "--label=" + label, "--ignore=" + other, "--name=" + name, "--out=" + folder),
                Stream.of(more)).toArray());
    }

    @Test
    void theBestIsOneModelOfSeveralNetworksThatIsAskedLikeAnyOther() throws IOException {
        String out = train("kind", "best", "--best", "--epochs=3", "--members=3", "--threads=1");
        assertThat(out).contains("3 networks for the table", "1  realmlp: adam", "2  tabm: adamw", "3  realmlp: adam", "seed 2",
                "3 networks, 9 steps in all, seed 1", "on this machine", "network 3 of 3", "what each network counts");
        Path run = folder.resolve("best");
        assertThat(run.resolve("members")).doesNotExist();
        Pipeline<?> model = Pipeline.load(run.resolve("model.safetensors"));
        assertThat(((NetworkEstimator) model.estimator()).model().network().layer()).isInstanceOfSatisfying(Blend.class, blend ->
                assertThat(blend.members()).hasSizeBetween(1, 3));
        Path answers = folder.resolve("answers.csv");
        Ran.well("predict", run, table(), "--output=" + answers, "--explain", "--threshold=accuracy");
        assertThat(answers).content().contains("high", "low");
        assertThat(Ran.well("evaluate", run)).contains("accuracy");
        // Of networks that are alike one is shown.
        assertThat(Ran.well("inspect", run)).contains("0.0.0.11", "the others, as the first").doesNotContain("0.0.2.11");
        assertThat(run.resolve("report.html")).content().contains("networks", "Learning curves", "The epochs of one network follow those of the other");
        assertThat(Ran.well("train", "--resume", run)).contains("is complete");
        train("kind", "two", "--best", "--epochs=3", "--members=3", "--threads=2");
        assertThat(folder.resolve("two/model.safetensors")).hasSameBinaryContentAs(run.resolve("model.safetensors"));
    }

    @Test
    void theBestPredictsNumbersWithIntervals() throws IOException {
        train("price", "number", "--best", "--epochs=3", "--members=2");
        assertThat(Ran.well("predict", folder.resolve("number"), table(), "--interval=0.9")).contains("row 1");
    }

    @Test
    void aStoppedRunKeepsWhatIsFinishedAndGoesOnToTheSameBits() throws IOException {
        train("kind", "whole", "--best", "--epochs=4", "--members=3");
        TrainSettings settings = RunFolder.existing(folder, "whole").readSettings();
        // Asked after each step: within the first network, the second, the third.
        for (int steps : new int[] {2, 6, 11}) {
            Path path = folder.resolve("stopped-" + steps);
            TrainData data = settings.arrange(TrainData.load(settings, Optional.empty(), _ -> {}));
            var training = (EnsembleTraining) Training.of(settings, data, Optional.empty(), Optional.empty(), _ -> {});
            try (RunLock lock = RunFolder.create(folder, Optional.of(path.getFileName().toString()), settings, false)) {
                lock.folder().begin(settings);
                var store = new MemberFolders(lock.folder(), training.members(), DataDigest.of(data), _ -> _ -> {});
                var asked = new AtomicInteger();
                EnsembleTraining.Result result = training.run(store, () -> asked.incrementAndGet() >= steps);
                assertThat(result.all().stopped()).isTrue();
                assertThat(result.all().pipeline().predict(data.test().orElseThrow())).isNotEmpty();
                assertThat(result.weights()).hasSize(Math.max(1, (steps - 1) / 4));
                result.all().pipeline().save(lock.folder().model());
            }
            Ran.well("train", "--resume", path);
            assertThat(path.resolve("model.safetensors")).as("stopped after %d steps", steps)
                    .hasSameBinaryContentAs(folder.resolve("whole/model.safetensors"));
        }
    }

    @Test
    void lessEffortIsOneNetworkAndAQuarterOfTheSteps() throws IOException {
        assertThat(train("kind", "fast", "--fast")).contains("coslog4, 64 epochs of batches of 187, 64 steps").doesNotContain("the others, as the first");
        assertThat(folder.resolve("fast/report.html")).content().contains("fast");
    }

    @Test
    void aTabMIsNamed() throws IOException {
        assertThat(train("kind", "tabm", "--model=tabm", "--epochs=1", "--patience=3", "--hidden=8")).contains("EnsembleOutput", "[32, 8]", "at most 1 step");
    }

    @Test
    void whatSaysNothingIsRefused() throws IOException {
        Path table = table();
        assertThat(Ran.fails(2, "train", table, "--label=kind", "--best", "--hidden=8")).contains("--hidden says nothing to --model best");
        assertThat(Ran.fails(2, "train", table, "--label=kind", "--best", "--fast")).contains("name one model");
        assertThat(Ran.fails(2, "train", table, "--label=kind", "--fast", "--patience=3")).contains("--patience says nothing");
        assertThat(Ran.fails(2, "train", "digits", "--best")).contains("takes tables");
    }
}
