package org.madaline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.madaline.formats.model.CheckpointFile;

/// Kills the training of a process at random moments, as `kill -9` does, and stops one as Ctrl-C does. Run with
/// `-Dmadaline.kills=50` for a long test.
class CrashTest {
    private static final int KILLS = Integer.getInteger("madaline.kills", 2);
    private static final List<String> TRAIN = List.of("digits", "--epochs=80", "--hidden=32", "--batch-size=256");

    private static byte[] whole;

    @TempDir
    Path folder;

    private Process start(String... args) throws IOException {
        return started(List.of(), args);
    }

    private Process started(List<String> jvm, String... args) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private String[] args(String name) {
        var args = new ArrayList<String>();
        args.add("train");
        args.addAll(TRAIN);
        args.addAll(List.of("--name=" + name, "--out=" + folder));
        return args.toArray(String[]::new);
    }

    /// The model of a run that nobody stopped.
    private byte[] wholeRun() throws IOException {
        if (whole == null) {
            var nowhere = new PrintWriter(new StringWriter());
            assertThat(Main.run(Terminal.plain(nowhere, nowhere), args("whole"))).isZero();
            whole = Files.readAllBytes(folder.resolve("whole/model.safetensors"));
        }
        return whole;
    }

    private void awaitCheckpoint(Path run, Process process) throws InterruptedException {
        while (process.isAlive() && !Files.exists(run.resolve("checkpoint.safetensors"))) {
            Thread.sleep(5);
        }
    }

    @Test
    void aKilledRunGoesOnToTheSameBits() throws Exception {
        byte[] expected = wholeRun();
        long seed = System.nanoTime();
        var random = new Random(seed);
        Path run = folder.resolve("killed");
        Process process = start(args("killed"));
        int killed = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            awaitCheckpoint(run, process);
            process.waitFor(random.nextInt(300), TimeUnit.MILLISECONDS);
            killed += process.destroyForcibly().waitFor() == 128 + 9 ? 1 : 0;
            // What is there is whole, whenever it was killed.
            Path checkpoint = run.resolve("checkpoint.safetensors");
            if (Files.exists(checkpoint)) {
                CheckpointFile.read(checkpoint);
            }
            process = start("train", "--resume", run.toString());
        }
        assertThat(process.waitFor()).as(() -> "seed " + seed + "\n" + log()).isZero();
        assertThat(Files.readAllBytes(run.resolve("model.safetensors"))).as("seed " + seed).isEqualTo(expected);
        assertThat(killed).as("processes that were killed, of %d", KILLS).isPositive();
        assertThat(run).isDirectoryNotContaining("glob:**/.*.tmp");
    }

    @Test
    void aStoppedRunSavesItsStateAndGoesOnToTheSameBits() throws Exception {
        byte[] expected = wholeRun();
        Path run = folder.resolve("stopped");
        Process process = start(args("stopped"));
        awaitCheckpoint(run, process);
        // The polite signal: the same path through the program as that of Ctrl-C.
        process.destroy();
        assertThat(process.waitFor()).as(this::log).isEqualTo(128 + 15);
        assertThat(log()).contains("go on with: madaline train --resume " + run);
        assertThat(start("train", "--resume", run.toString()).waitFor()).as(this::log).isZero();
        assertThat(Files.readAllBytes(run.resolve("model.safetensors"))).isEqualTo(expected);
    }

    @Test
    void whatIsStoppedBeforeItTrainsSaysSo() throws Exception {
        // Standard input does not end: the table is never read.
        Process process = start("train", "-", "--label=y", "--out=" + folder);
        while (process.isAlive() && !log().contains("reading standard input")) {
            Thread.sleep(5);
        }
        process.destroy();
        assertThat(process.waitFor()).as(this::log).isEqualTo(128 + 15);
        assertThat(log()).contains("stopped before the training began; nothing was kept");
    }

    @Test
    void aRunThatIsStoppedAtOnceSaysHowToGoOn() throws Exception {
        Path run = folder.resolve("once");
        Process process = start("train", "digits", "--hidden=1024,1024", "--batch-size=16", "--epochs=2", "--name=once", "--out=" + folder);
        while (process.isAlive() && !Files.exists(run.resolve("settings.json"))) {
            Thread.sleep(5);
        }
        process.destroy();
        assertThat(process.waitFor()).as(this::log).isEqualTo(128 + 15);
        assertThat(log()).contains("stopped before", "madaline train --resume " + run);
    }

    @Test
    void tooLittleMemoryIsSaidInOneLine() throws Exception {
        String row = "1.25,2.5,3.75,a\n-1.25,2.75,3,b\n";
        Path table = Files.writeString(folder.resolve("large.csv"), "x,y,z,kind\n" + row.repeat(200_000));
        assertThat(started(List.of("-Xmx24m"), "train", table.toString(), "--label=kind", "--out=" + folder).waitFor()).as(this::log).isEqualTo(1);
        assertThat(log().lines().filter(line -> line.startsWith("madaline: "))).singleElement().asString()
                .matches("madaline: out of memory: more is needed than the 2[0-9] MB that Java was given; give it more, as by MADALINE_OPTS=-Xmx8g");
        assertThat(log()).doesNotContain("\tat ");
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
