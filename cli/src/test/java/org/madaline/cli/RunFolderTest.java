package org.madaline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.madaline.runs.Choices;
import org.madaline.runs.RunFolder;
import org.madaline.runs.RunLock;
import org.madaline.runs.TrainSettings;
import org.madaline.runs.UsageError;
import org.madaline.train.EpochMetrics;
import picocli.CommandLine;

class RunFolderTest {
    @TempDir
    Path out;

    private static TrainSettings settings(String... args) {
        var options = new TrainOptions();
        var parsed = new CommandLine(CommandLine.Model.CommandSpec.forAnnotatedObject(options)).parseArgs(args);
        return options.settings(TrainOptions.given(parsed));
    }

    private RunFolder begun(String name, TrainSettings settings, boolean force) throws IOException {
        try (RunLock lock = RunFolder.create(out, Optional.ofNullable(name), settings, force)) {
            lock.folder().begin(settings);
            return lock.folder();
        }
    }

    @Test
    void settingsComeBackAsTheyWere() throws IOException {
        var settings = settings("iris.csv", "--label", "species", "--hidden", "16,8", "--lr", "0.01", "--seed", "7");
        var run = begun(null, settings, false);
        assertThat(run.name()).isEqualTo("iris-mlp");
        assertThat(run.readSettings()).isEqualTo(settings);
        assertThat(settings.network().orElseThrow().hidden()).containsExactly(16, 8);
        assertThat(RunFolder.table(settings)).containsEntry("label", "species").containsEntry("seed", "7").containsEntry("descent.lr", "0.01");
    }

    @Test
    void aRunIsNotOverwrittenUnasked() throws IOException {
        var settings = settings("digits");
        begun("a", settings, false);
        assertThatThrownBy(() -> begun("a", settings, false))
                .isInstanceOf(UsageError.class)
                .hasMessageContaining("--force");
        begun("a", settings, true);
        assertThat(begun(null, settings, false).name()).isEqualTo("digits-mlp");
        assertThat(begun(null, settings, false).name()).isEqualTo("digits-mlp-2");
        assertThatThrownBy(() -> begun("../x", settings, false)).isInstanceOf(UsageError.class);
    }

    @Test
    void anExistingRunIsFound() throws IOException {
        assertThatThrownBy(() -> RunFolder.latest(out, Optional.empty())).isInstanceOf(UsageError.class);
        var run = begun("a", settings("digits"), false);
        assertThat(RunFolder.latest(out, Optional.empty())).isEqualTo(run);
        assertThat(RunFolder.latest(out, Optional.of("digits"))).isEqualTo(run);
        assertThatThrownBy(() -> RunFolder.latest(out, Optional.of("mnist"))).isInstanceOf(UsageError.class);
        assertThat(RunFolder.existing(out, "a").readSettings()).isEqualTo(run.readSettings());
        assertThatThrownBy(() -> RunFolder.existing(out, "b"))
                .isInstanceOf(UsageError.class)
                .hasMessageContaining("b is not the folder of a run");
    }

    @Test
    void brokenSettingsAreRefused() throws IOException {
        var run = begun("a", settings("digits"), false);
        for (String broken : List.of("", "{", "[]", "{\"settings\": null}", "{\"settings\": {\"epochs\": \"many\"}}")) {
            Files.writeString(run.path().resolve("settings.json"), broken);
            assertThatThrownBy(run::readSettings).as(broken).isInstanceOf(UsageError.class).hasMessageContaining("settings.json");
        }
    }

    @Test
    void metricsAreCsvAndJsonLines() throws IOException {
        var run = begun("a", settings("digits"), false);
        run.writeMetrics(List.of(new EpochMetrics(1, 23, 0.001, 0.5, 0.875, Double.NaN, Double.NaN, 0.25, 6000)));
        assertThat(run.path().resolve("metrics.csv"))
                .hasContent("epoch,step,learning_rate,train_loss,train_accuracy,validation_loss,validation_accuracy,"
                        + "seconds,examples_per_second\n1,23,0.001,0.5,0.875,,,0.25,6000.0\n");
        assertThat(run.path().resolve("metrics.jsonl"))
                .hasContent("{\"epoch\": 1, \"step\": 23, \"learning_rate\": 0.001, \"train_loss\": 0.5,"
                        + " \"train_accuracy\": 0.875, \"validation_loss\": null, \"validation_accuracy\": null,"
                        + " \"seconds\": 0.25, \"examples_per_second\": 6000.0}\n");
    }

    @Test
    void impossibleValuesNameTheirFlag() {
        for (String flag : List.of(
                "--epochs=0",
                "--batch-size=0",
                "--lr=0",
                "--lr=NaN",
                "--lr=-1",
                "--dropout=1",
                "--momentum=1",
                "--weight-decay=-1",
                "--validation=1",
                "--test=-0.1",
                "--label-smoothing=1",
                "--hidden=100,0",
                "--patience=-1",
                "--clip-norm=-2")) {
            assertThatThrownBy(() -> settings("digits", flag))
                    .as(flag)
                    .isInstanceOf(UsageError.class)
                    .hasMessageContaining(flag.substring(0, flag.indexOf('=')) + " must be");
        }
        for (String flag : List.of("--optimizer=adm", "--schedule=cosin", "--model=mpl", "--activation=rel")) {
            assertThatThrownBy(() -> settings("digits", flag))
                    .isInstanceOf(UsageError.class)
                    .hasMessageContaining("did you mean");
        }
        assertThatThrownBy(() -> settings("digits", "--schedule=plateau"))
                .isInstanceOf(UsageError.class)
                .hasMessageContaining("--validation");
        assertThatThrownBy(() -> settings()).isInstanceOf(UsageError.class).hasMessageContaining("mnist");
        assertThat(settings("digits", "--patience=3").validation()).isEqualTo(0.1);
    }

    @Test
    void anUnknownChoiceSuggestsTheNearest() {
        assertThatThrownBy(() -> Choices.ACTIVATIONS.get("sigmod"))
                .isInstanceOf(UsageError.class)
                .hasMessageContaining("--activation sigmod is unknown; did you mean sigmoid?");
    }
}
