package org.madaline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several numbers that are predicted together, by the commands.
class SeveralNumbersTest {
    @TempDir
    Path folder;

    /// The height is 2 a + 1, the weight 50 - 4 b, each with a small error.
    private Path table() throws IOException {
        return Files.writeString(folder.resolve("t.csv"), "id,a,height,b,weight\n" + IntStream.range(0, 150)
                .mapToObj(i -> "n" + i % 5 + "," + i % 11 + ".5," + (2 * (i % 11 + 0.5) + 1 + i % 7 * 0.01) + "," + i * 7 % 13 + ".25,"
                        + (i == 5 ? "" : String.valueOf(50 - 4 * (i * 7 % 13 + 0.25) + i % 5 * 0.1)))
                .collect(Collectors.joining("\n")) + "\n");
    }

    @Test
    void eachIsTrainedJudgedAndPredicted() throws IOException {
        Path run = folder.resolve("runs/r");
        for (List<String> model : List.of(List.of("--model=linear", "--folds=3", "--test=0.2"), List.of("--model=mlp", "--epochs=60", "--lr=0.02", "--dropout=0", "--hidden=32"),
                List.of("--model=realmlp", "--members=2", "--epochs=60", "--hidden=64"))) {
            List<Object> words = new java.util.ArrayList<>(List.of("train", table(), "--label=height,weight", "--name=r", "--force", "--out=" + folder.resolve("runs")));
            words.addAll(model);
            String out = Ran.well(words.toArray());
            assertThat(out).contains("1 row left out, the label weight is missing", "mean R2 with 95 % confidence").doesNotContain("height: number", "weight: number");
            assertThat(out.lines().filter(line -> line.startsWith("test  ")).findFirst().orElseThrow()).matches("test  mean R2 (0\\.9|1\\.0)\\d+");
            assertThat(out.lines().map(line -> line.split(" +")[0])).contains("height", "weight");
            assertThat(Files.readString(run.resolve("metrics.json"))).contains("\"mean R2\"", "\"RMSE height\"", "\"R2 weight\"");
            assertThat(Files.readString(run.resolve("report.html"))).contains("Predicted over true height", "Predicted over true weight",
                    "Growth of the root mean square error of weight", "b: weight", "Worst rows by height");
            String again = Ran.well("evaluate", run);
            assertThat(again).contains(out.lines().filter(line -> line.startsWith("test  ")).findFirst().orElseThrow().substring(6));
            Path answers = folder.resolve("a.csv");
            Ran.well("predict", run, table(), "--interval=0.8", "--output=" + answers, "--keep=id");
            List<String> lines = Files.readAllLines(answers);
            assertThat(lines).hasSize(151);
            assertThat(lines.getFirst()).isEqualTo("input,id,height,low(height),high(height),weight,low(weight),high(weight)");
            double[] first = java.util.Arrays.stream(lines.get(1).split(",")).skip(2).mapToDouble(Double::parseDouble).toArray();
            assertThat(first[1]).isLessThan(first[0]);
            assertThat(first[5]).isGreaterThan(first[3]).isLessThan(80);
            assertThat(Ran.well("predict", run, table(), "--output=-", "--format=jsonl", "--interval=0.8").lines().findFirst().orElseThrow())
                    .contains("\"prediction\":{\"height\":", "\"low\":{\"height\":", ",\"weight\":");
        }
        assertThat(Ran.well("inspect", run)).contains("the numbers height, weight");
        assertThat(Ran.fails(2, "train", table(), "--label=height,wieght", "--out=" + folder)).contains("--label wieght", "did you mean weight?");
        assertThat(Ran.fails(1, "train", table(), "--label=height,id", "--out=" + folder)).contains("column id names classes", "each must be a number");
    }

    /// A model judges a table whose header says nothing by itself, as where all cells are texts.
    @Test
    void foldsAndWorthShowEach() throws IOException {
        String out = Ran.well("train", table(), "--label=height,weight", "--model=linear", "--folds=3", "--name=f", "--out=" + folder.resolve("runs"));
        assertThat(out).containsPattern("fold 3 of 3  mean R2 [01]\\.\\d+\n").containsPattern("folds  mean R2 [01]\\.\\d+ ± ");
        assertThat(Files.readString(folder.resolve("runs/f/metrics.json"))).contains("\"mean of the folds\"", "\"RMSE weight\"");
        assertThat(out).contains("Coefficients of height", "Coefficients of weight");
    }

    /// One weight lies far away, and no height does.
    @Test
    void theDoctorLooksAtEachLabel() throws IOException {
        Path table = Files.writeString(folder.resolve("far.csv"), Files.readString(table()) + "n1,3.5,8.01,2.25,99999.5\n");
        assertThat(Ran.of("doctor", table, "--label=height,weight", "--model=mlp", "--test=0", "--validation=0").out())
                .contains("no label of height lies far from the others", "the farthest label of weight lies", "a square loss sees little else");
        assertThat(Ran.of("doctor", table, "--label=height,weight", "--quantiles=0.1,0.9", "--model=mlp", "--test=0", "--validation=0").out())
                .contains("the farthest label of weight lies").doesNotContain("a square loss");
    }
}
