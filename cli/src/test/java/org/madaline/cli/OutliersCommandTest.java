package org.madaline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.madaline.pipeline.Pipeline;
import org.madaline.task.OutlierPrediction;

/// Which rows are unusual, by the commands and in Java.
class OutliersCommandTest {
    private static final int ROWS = 400;

    @TempDir
    Path folder;

    private static boolean isOdd(int i) {
        return i % 80 == 41;
    }

    /// b follows from a, and so does the colour, but in five rows.
    private static String row(int i) {
        double a = i * 7919 % 401 / 40.0;
        double b = isOdd(i) ? 20 - 2 * a + (Math.abs(a - 5) < 2 ? 12 : 0) : 2 * a;
        return a + "," + b + "," + (a < 5 == isOdd(i) ? "red" : "blue") + "," + i * 31 % 17;
    }

    private Path table(String header, boolean labelled) throws IOException {
        return Files.writeString(folder.resolve("t.csv"), header + "\n" + IntStream.range(0, ROWS)
                .mapToObj(i -> row(i) + (labelled ? "," + (isOdd(i) ? "yes" : "no") : "")).collect(Collectors.joining("\n")) + "\n");
    }

    private String train(Path table, Object... more) {
        List<Object> words = new java.util.ArrayList<>(List.of("train", table, "--task=outliers", "--out=" + folder.resolve("runs")));
        words.addAll(List.of(more));
        return Ran.well(words.toArray());
    }

    @Test
    void rowsThatDoNotGoTogetherAreFoundWithoutALabel() throws IOException {
        Path table = table("a,b,colour,other", false);
        String out = train(table, "--rate=0.0125");
        assertThat(out).contains("400 rows to train on", "5 of 400 rows score ", "count as outliers (--rate 0.0125)", "a: number", "colour: ");
        Path run = folder.resolve("runs/t-outliers");
        List<String> listed = Files.readAllLines(run.resolve("outliers.csv"));
        assertThat(listed).hasSize(ROWS + 1).first().isEqualTo("input,prediction,score,why");
        assertThat(listed.subList(1, 6)).allMatch(line -> line.contains(",outlier,"));
        assertThat(listed.subList(1, 6)).extracting(line -> line.substring(0, line.indexOf(','))).filteredOn(name -> isOdd(line(name)))
                .as("of the five that are odd").hasSizeGreaterThanOrEqualTo(3);
        assertThat(run.resolve("report.html")).content().contains("Most unusual rows", "Rows by score");
        assertThat(run.resolve("metrics.json")).content().contains("\"outliers\": 5", "\"threshold\"");
        assertThat(Files.exists(run.resolve("settings.json"))).isFalse();

        byte[] model = Files.readAllBytes(run.resolve("model.safetensors"));
        train(table, "--rate=0.0125", "--force", "--threads=1");
        assertThat(Files.readAllBytes(run.resolve("model.safetensors"))).as("on one thread").isEqualTo(model);
    }

    private static int line(String name) {
        return Integer.parseInt(name.replaceAll("[^0-9]", "")) - 2;
    }

    @Test
    void theLabelIsNotSeenAndJudges() throws IOException {
        Path table = table("a,b,colour,other,odd", true);
        String out = train(table, "--label=odd", "--name=r");
        assertThat(out).contains("odd = yes says which rows are outliers; the model does not see it");
        double auc = Double.parseDouble(out.replaceAll("(?s).*\nAUC ([0-9.]+) .*", "$1"));
        assertThat(auc).isGreaterThan(0.95);
        Path run = folder.resolve("runs/r");
        assertThat(Ran.well("evaluate", run, table)).contains("400 rows of", "odd = yes says which are outliers", "AUC " + out.replaceAll("(?s).*\nAUC ([0-9.]+) .*", "$1"));
        assertThat(Ran.fails(2, "evaluate", run)).contains("name the table");
        assertThat(Ran.fails(2, "evaluate", run, table, "--label=other")).contains("--label other says which rows are outliers by one of two values; the column holds 17");
    }

    @Test
    void othersAreAnsweredWithScoreAndReason() throws IOException {
        Path run = folder.resolve("runs/r");
        train(table("a,b,colour,other", false), "--name=r", "--epochs=60");
        Path rows = Files.writeString(folder.resolve("new.csv"), "a,b,colour,other\n3,6,blue,4\n3,6000,blue,4\n3,,green,4\n");
        Ran ran = Ran.of("predict", run, rows, "--output=-", "--keep=a");
        assertThat(ran.code()).isZero();
        List<String> lines = ran.out().lines().toList();
        assertThat(lines.getFirst()).isEqualTo("input,a,prediction,score,why");
        assertThat(lines.get(1)).contains(",3,usual,");
        assertThat(lines.get(2)).matches(".*,3,outlier,[0-9.E]+,b .*");
        assertThat(ran.err()).contains("'green'", "b: the cell is missing");
        assertThat(Ran.of("predict", run, rows, "--output=-", "--format=jsonl").out())
                .contains("\"prediction\":\"outlier\"", "\"score\":", "\"why\":{\"a\":");
        assertThat(Ran.of("predict", run, rows).out()).contains("OUTLIER ", ": b ");
        assertThat(Ran.well("inspect", run)).contains("outliers among rows of a, b, colour, other");

        Pipeline<OutlierPrediction> model = Pipeline.detector(run.resolve("model.safetensors"));
        OutlierPrediction answer = model.predict(new HashMap<>(Map.of("a", 3, "b", 6000, "colour", "blue", "other", 4)));
        assertThat(answer.isOutlier()).isTrue();
        assertThat(answer.reasons(1).getFirst().column()).isEqualTo("b");
        assertThat(answer.reasons(1).getFirst().share()).isBetween(0.5, 1.0);
        assertThat(answer.errors().stream().mapToDouble(e -> e).average().orElseThrow()).isEqualTo(answer.score());
    }

    @Test
    void whatSaysNothingToItIsRefused() throws IOException {
        Path table = table("a,b,colour,other", false);
        assertThat(Ran.fails(2, "train", table, "--task=outliers", "--model=linear", "--out=" + folder)).contains("--model says nothing to --task outliers");
        assertThat(Ran.fails(2, "train", table, "--label=a", "--rate=0.1", "--out=" + folder)).contains("--rate says nothing without --task outliers");
        assertThat(Ran.fails(2, "train", table, "--task=outliers", "--rate=1.5", "--out=" + folder)).contains("--rate must be a share of the rows");
        assertThat(Ran.fails(2, "train", table, "--task=outliers", "--label=c", "--out=" + folder)).contains("--label c: ", "has no such column");
        assertThat(Ran.fails(2, "train", "digits", "--task=outliers", "--out=" + folder)).contains("for the rows of a table");
        train(table, "--name=r", "--epochs=1");
        assertThat(Ran.fails(2, "train", table, "--task=outliers", "--name=r", "--out=" + folder.resolve("runs"))).contains("is a run already");
    }
}
