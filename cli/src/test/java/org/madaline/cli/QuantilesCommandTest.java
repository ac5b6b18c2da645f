package org.madaline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Quantiles by the commands.
class QuantilesCommandTest {
    @TempDir
    Path folder;

    /// The noise grows with x.
    private Path table() throws IOException {
        return Files.writeString(folder.resolve("t.csv"), "x,y,kind\n" + IntStream.range(0, 400)
                .mapToObj(i -> i % 20 + ".5," + (100 + i % 20 + (1 + i % 20) * (i * 37 % 101 / 50.0 - 1)) + "," + (i % 3 == 0 ? "a" : "b"))
                .collect(Collectors.joining("\n")) + "\n");
    }

    @Test
    void theyAreTrainedJudgedShownAndPredicted() throws IOException {
        String out = Ran.well("train", table(), "--label=y", "--quantiles=0.95,0.05", "--model=mlp", "--epochs=30", "--lr=0.02", "--dropout=0", "--hidden=32",
                "--name=r", "--out=" + folder.resolve("runs"));
        Path run = folder.resolve("runs/r");
        String test = out.lines().filter(line -> line.startsWith("test  ")).findFirst().orElseThrow();
        assertThat(test).matches("test  pinball loss [\\d.]+  RMSE [\\d.]+  MAE [\\d.]+  R2 \\S+  below 0.05 [\\d.]+ %  below 0.5 [\\d.]+ %"
                + "  below 0.95 [\\d.]+ %  within 0.05 to 0.95 (8|9)[\\d.]+ %");
        assertThat(out).contains("pinball loss with 95 % confidence", "always the same quantiles: ");
        assertThat(Files.readString(run.resolve("metrics.json"))).contains("\"pinball loss\"", "\"below 0.05\"", "\"within 0.05 to 0.95\"");
        assertThat(Files.readString(run.resolve("settings.json"))).contains("\"quantiles\"");
        assertThat(Files.readString(run.resolve("report.html"))).contains("Pinball loss of y", "Coverage of the quantiles of y", "always the same quantiles",
                "a linear model");
        assertThat(Ran.well("evaluate", run)).contains(test.substring(6));
        assertThat(Ran.well("inspect", run)).contains("the quantiles 0.05, 0.5, 0.95 of the number y");
        Path answers = folder.resolve("a.csv");
        assertThat(Ran.well("predict", run, table(), "--interval=0.9", "--output=" + answers)).contains("lie between the quantiles 0.05 and 0.95, both moved");
        List<String> lines = Files.readAllLines(answers);
        assertThat(lines.getFirst()).isEqualTo("input,prediction,q0.05,q0.5,q0.95,low,high");
        double[] narrow = Arrays.stream(lines.get(1).split(",")).skip(1).mapToDouble(Double::parseDouble).toArray();
        double[] wide = Arrays.stream(lines.get(20).split(",")).skip(1).mapToDouble(Double::parseDouble).toArray();
        assertThat(narrow[0]).isEqualTo(narrow[2]);
        assertThat(narrow[1]).isLessThan(narrow[2]);
        assertThat(wide[5] - wide[4]).isGreaterThan(3 * (narrow[5] - narrow[4]));
        assertThat(narrow[5] - narrow[3]).isEqualTo(narrow[1] - narrow[4], org.assertj.core.api.Assertions.within(1e-9));
        assertThat(Ran.well("predict", run, table(), "--output=-", "--format=jsonl").lines().findFirst().orElseThrow())
                .contains("\"quantiles\":{\"0.05\":", ",\"0.5\":", ",\"0.95\":");
        assertThat(Ran.well("predict", run, table()).lines().findFirst().orElseThrow()).matches(".* row 1: [\\d.]+  q0.05 [\\d.]+  q0.95 [\\d.]+");
    }

    @Test
    void theDefaultNetworkLearnsThem() throws IOException {
        String out = Ran.well("train", table(), "--label=y", "--quantiles=0.1,0.5,0.9", "--model=realmlp", "--members=1", "--epochs=20", "--hidden=32", "--out=" + folder.resolve("runs"));
        assertThat(out).contains("within 0.1 to 0.9");
    }

    @Test
    void whatHasNoneIsRefused() throws IOException {
        assertThat(Ran.fails(2, "train", table(), "--label=y", "--quantiles=0.1,0.9", "--model=linear", "--out=" + folder)).contains("a linear model predicts means");
        assertThat(Ran.fails(2, "train", table(), "--label=y", "--quantiles=0.1,1.5", "--out=" + folder)).contains("--quantiles are shares between 0 and 1, not 1.5");
        assertThat(Ran.fails(1, "train", table(), "--label=kind", "--quantiles=0.1", "--out=" + folder)).contains("kind names classes", "--quantiles");
        assertThat(Ran.fails(2, "train", "digits", "--quantiles=0.1", "--out=" + folder)).contains("--quantiles is for tables");
    }
}
