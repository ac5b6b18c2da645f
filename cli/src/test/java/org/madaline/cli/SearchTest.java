package org.madaline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Settings are looked for by cross-validation.
class SearchTest {
    @TempDir
    private Path folder;

    private Path table() throws IOException {
        var csv = new StringBuilder("a,b,kind\n");
        for (int i = 0; i < 120; i++) {
            double a = i * 7919 % 113 / 20.0;
            double b = i * 104729 % 97 / 20.0;
            csv.append(a).append(',').append(b).append(',').append(a + b + i * 31 % 7 / 10.0 > 5.4 ? "high" : "low").append('\n');
        }
        Path file = folder.resolve("t.csv");
        Files.writeString(file, csv);
        return file;
    }

    private String search(String name, String... more) throws IOException {
        String[] args = {"train", table().toString(), "--label=kind", "--name=" + name, "--out=" + folder.resolve("runs")};
        String[] all = new String[args.length + more.length];
        System.arraycopy(args, 0, all, 0, args.length);
        System.arraycopy(more, 0, all, args.length, more.length);
        return Ran.well((Object[]) all);
    }

    @Test
    void aSearchEndsInTheSameModelOnAnyNumberOfThreads() throws IOException {
        String one = search("one", "--hidden=8", "--epochs=18", "--search=5", "--threads=1");
        search("two", "--hidden=8", "--epochs=18", "--search=5", "--threads=2");
        Path runs = folder.resolve("runs");
        assertThat(runs.resolve("two/model.safetensors")).hasSameBinaryContentAs(runs.resolve("one/model.safetensors"));
        List<String> trials = Files.readAllLines(runs.resolve("one/trials.csv"));
        assertThat(trials).hasSize(6).isEqualTo(Files.readAllLines(runs.resolve("two/trials.csv")));
        assertThat(trials.getFirst()).startsWith("trial,round,").contains("lr").endsWith("accuracy,balanced accuracy,log loss");
        // Five in the first round, two in the second, one to the end.
        assertThat(trials.stream().skip(1).map(line -> line.split(",")[1])).containsExactly("3", "2", "1", "1", "1");
        assertThat(one).contains("round 1  trial 5  5 epochs", "round 3  trial");
        assertThat(runs.resolve("one/report.html")).content().contains("Settings that were tried");
    }

    @Test
    void linearModelsAreSearchedForTheirPenalty() throws IOException {
        search("linear", "--model=softmax", "--search=4");
        List<String> trials = Files.readAllLines(folder.resolve("runs/linear/trials.csv"));
        assertThat(trials).hasSize(5);
        List<Double> losses = trials.stream().skip(1).map(line -> Double.valueOf(line.substring(line.lastIndexOf(',') + 1))).toList();
        assertThat(losses).isSorted();
    }

    /// A rate with which most trials run away ends these, not the search.
    @Test
    void trialsMayDiverge() throws IOException {
        String said = Ran.of("train", table(), "--label=kind", "--hidden=8", "--optimizer=sgd", "--no-batch-norm", "--lr=1e30", "--epochs=9",
                "--search=3", "--out=" + folder.resolve("runs")).out();
        assertThat(said).contains("round 1  trial 1  5 epochs  diverged", "round 1  trial 3  5 epochs  diverged");
    }

    @Test
    void aSearchNeedsTrials() throws IOException {
        assertThat(Ran.fails(2, "train", table(), "--label=kind", "--search=0", "--out=" + folder.resolve("runs")))
                .contains("--search must be at least 1, not 0");
    }
}
