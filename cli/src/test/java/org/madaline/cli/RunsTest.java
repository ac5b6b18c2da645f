package org.madaline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.madaline.runs.RunFolder;
import org.madaline.runs.RunLock;
import org.madaline.runs.TrainSettings;

/// Folders of runs that were stopped, killed, changed or moved.
class RunsTest {
    @TempDir
    static Path folder;

    private static Path stopped;
    private static String words;
    private static byte[] rows;

    private Path run;
    private Path data;

    /// A run of another process, in another folder, on a relative path; while it is at work no other gets in.
    @BeforeAll
    static void stop() throws Exception {
        rows = ("x,kind\n" + IntStream.range(0, 40).mapToObj(i -> i % 2 + "." + i + "," + "ab".charAt(i % 2)).collect(Collectors.joining("\n")))
                .getBytes();
        Files.write(folder.resolve("t.csv"), rows);
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of("-cp", absolute(System.getProperty("java.class.path")), Main.class.getName()));
        command.addAll(List.of("train", "t.csv", "--label=kind", "--hidden=4", "--epochs=1000000", "--validation=0", "--patience=0", "--name=s"));
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile()).start();
        stopped = folder.resolve("runs/s");
        while (process.isAlive() && !Files.exists(stopped.resolve("checkpoint.safetensors"))) {
            Thread.sleep(5);
        }
        String out = "--out=" + folder.resolve("runs");
        String data = folder.resolve("t.csv").toString();
        words = Stream.of(
                        Ran.fails(2, "train", "--resume", stopped),
                        Ran.fails(2, "train", data, "--label=kind", "--name=s", "--force", out),
                        Ran.fails(2, "train", data, "--label=kind", "--name=s", out))
                .collect(Collectors.joining());
        process.destroy();
        assertThat(process.waitFor()).as(() -> Ran.of("inspect", stopped).toString()).isEqualTo(128 + 15);
    }

    private static String absolute(String path) {
        return Stream.of(path.split(java.io.File.pathSeparator)).map(each -> Path.of(each).toAbsolutePath().toString())
                .collect(Collectors.joining(java.io.File.pathSeparator));
    }

    @BeforeEach
    void copy() throws IOException {
        run = folder.resolve("runs/copy");
        Files.createDirectories(run);
        try (var files = Files.list(stopped)) {
            for (Path each : files.toList()) {
                Files.copy(each, run.resolve(each.getFileName()), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
        }
        data = Files.write(folder.resolve("t.csv"), rows);
    }

    @Test
    void aFolderInUseIsLeftAlone() {
        assertThat(words.lines()).hasSize(3).allMatch(line -> line.contains("is in use: another process trains there"));
    }

    @Test
    void aStoppedRunPredictsAndIsJudgedFromAnyFolder() {
        Ran predicted = Ran.of("predict", run, data, "--limit=2");
        assertThat(predicted.code()).isZero();
        assertThat(predicted.out()).contains("row 1: ");
        assertThat(predicted.err()).contains("the training was stopped after epoch ").hasLineCount(1);
        assertThat(Ran.well("evaluate", run)).contains("on 8 examples");
    }

    @Test
    void settingsThatWereChangedAreNotGoneOnWith() throws IOException {
        Path settings = run.resolve("settings.json");
        String text = Files.readString(settings);
        for (var change : List.of(
                List.of("\"lr\": 0.001", "\"lr\": 0.01", "descent.lr is 0.01, was 0.001"),
                List.of("\"seed\": 1", "\"seed\": 2", "seed is 2, was 1"),
                List.of("\"test\": 0.2", "\"test\": 0.3", "test is 0.3, was 0.2"),
                List.of("1000000", "9", "descent.epochs is 9, was 1000000"))) {
            assertThat(text).contains(change.get(0));
            Files.writeString(settings, text.replace(change.get(0), change.get(1)));
            assertThat(Ran.fails(2, "train", "--resume", run)).contains(change.get(2));
        }
        for (String broken : List.of("", "{", "{\"settings\": {}}", text.replace("\"lr\": 0.001", "\"lr\": \"fast\""))) {
            Files.writeString(settings, broken);
            assertThat(Ran.fails(2, "train", "--resume", run)).contains("settings.json");
        }
    }

    @Test
    void dataThatWereChangedAreNotGoneOnWith() throws IOException {
        String all = new String(rows);
        List<String> lines = all.lines().toList();
        for (String other : List.of(
                String.join("\n", lines.subList(0, 31)),
                all.replace(",a", ",?").replace(",b", ",a").replace(",?", ",b"),
                lines.getFirst() + "\n" + lines.stream().skip(1).sorted(java.util.Comparator.reverseOrder()).collect(Collectors.joining("\n")),
                all.replace("1.", "1.0"))) {
            Files.writeString(data, other);
            assertThat(Ran.fails(2, "train", "--resume", run)).contains("the data are ", ", were 32 examples");
            assertThat(Ran.fails(2, "evaluate", run)).contains("has changed since", "madaline evaluate MODEL ");
        }
        Files.delete(data);
        assertThat(Ran.fails(2, "train", "--resume", run)).contains("t.csv");
        assertThat(Ran.fails(2, "evaluate", run)).contains("t.csv");
    }

    /// Each row is in one of the parts, so a change of any is noticed, those that were set aside included.
    @Test
    void aChangeOfAnyRowIsNoticed() throws IOException {
        List<String> lines = new String(rows).lines().toList();
        for (int i = 1; i < lines.size(); i++) {
            List<String> other = new java.util.ArrayList<>(lines);
            other.set(i, other.get(i).replace(",", "5,"));
            Files.writeString(data, String.join("\n", other));
            assertThat(Ran.fails(2, "evaluate", run)).as("row %s", i).contains("has changed since", "set aside");
        }
        Files.write(data, rows);
        assertThat(Ran.well("evaluate", run)).contains("8 examples");
    }

    /// What is left when a process is killed between the begin of a run and its first checkpoint.
    @Test
    void aRunThatWasForcedAndKilledAtOnceBeginsAnew() throws IOException {
        String out = "--out=" + folder.resolve("runs");
        Ran.well("train", data, "--label=kind", "--hidden=4", "--epochs=2", "--name=old", out);
        Path old = folder.resolve("runs/old");
        Ran.well("train", data, "--label=kind", "--hidden=6", "--epochs=3", "--name=new", out);
        TrainSettings settings = new RunFolder(folder.resolve("runs/new")).readSettings();
        try (RunLock lock = RunFolder.create(folder.resolve("runs"), Optional.of("old"), settings, true)) {
            lock.folder().begin(settings);
        }
        assertThat(Ran.fails(2, "predict", old, data)).contains("holds no model yet", "--resume");
        assertThat(Ran.fails(2, "evaluate", old)).contains("holds no model yet");
        assertThat(Ran.well("train", "--resume", old)).contains("[6]").doesNotContain("is complete");
        assertThat(Files.mismatch(old.resolve("model.safetensors"), folder.resolve("runs/new/model.safetensors"))).isEqualTo(-1);
        assertThat(old.resolve("metrics.csv")).content().hasLineCount(4);
        assertThat(Ran.well("train", "--resume", old)).contains("is complete");
    }

    /// What is left when a process is killed after its model was written.
    @Test
    void theReportOfAKilledRunIsMadeUpFor() throws IOException {
        String out = "--out=" + folder.resolve("runs");
        Ran.well("train", data, "--label=kind", "--hidden=4", "--epochs=3", "--name=done", out);
        Path done = folder.resolve("runs/done");
        String scores = Files.readString(done.resolve("metrics.json"));
        byte[] model = Files.readAllBytes(done.resolve("model.safetensors"));
        Files.delete(done.resolve("report.html"));
        Files.delete(done.resolve("metrics.json"));
        Ran.well("train", "--resume", done);
        assertThat(done.resolve("metrics.json")).hasContent(scores);
        assertThat(done.resolve("report.html")).content().contains("<svg");
        assertThat(done.resolve("metrics.csv")).content().hasLineCount(4);
        assertThat(done.resolve("model.safetensors")).hasBinaryContent(model);
        assertThat(Ran.well("train", "--resume", done)).contains("is complete");
        Files.writeString(done.resolve("settings.json"), Files.readString(done.resolve("settings.json")).replace("\"seed\": 1", "\"seed\": 2"));
        assertThat(Ran.fails(2, "train", "--resume", done)).contains("seed is 2, was 1");
    }

    @Test
    void whatCannotTrainLeavesTheOldRun() throws IOException {
        String out = "--out=" + folder.resolve("runs");
        Ran.well("train", data, "--label=kind", "--model=softmax", "--name=kept", out);
        byte[] model = Files.readAllBytes(folder.resolve("runs/kept/model.safetensors"));
        Object[] again = {"train", data, "--name=kept", out, "--force"};
        for (String flag : List.of("--label=nowhere", "--batch-size=1", "--model=lenet5", "--test=0.999", "--task=regress")) {
            var all = new ArrayList<>(List.of(again));
            all.add(flag);
            if (!flag.startsWith("--label")) {
                all.add("--label=kind");
            }
            if (flag.startsWith("--batch-size")) {
                all.add("--model=mlp");
            }
            assertThat(Ran.of(all.toArray()).code()).as(flag).isIn(1, 2);
            assertThat(folder.resolve("runs/kept/model.safetensors")).hasBinaryContent(model);
        }
        assertThat(Ran.fails(2, "train", data, "--label=kind", "--name=kept", out)).contains("is a run already", "--force");
        assertThat(Ran.fails(2, "train", data, "--label=kind", "--name=../x", out)).contains("--name");
        assertThat(Ran.fails(2, "train", data, "--label=kind", "--model=softmax", "--out=" + data)).contains("--out", "is a file");
    }
}
