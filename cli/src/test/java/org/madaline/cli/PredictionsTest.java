package org.madaline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.madaline.formats.Json;
import org.madaline.pipeline.NumberAssessment;
import org.madaline.pipeline.Pipeline;
import org.madaline.runs.RunFolder;
import org.madaline.runs.TestData;
import org.madaline.runs.Text;
import org.madaline.runs.TrainData;

/// What `predict` writes of the rows of a table.
class PredictionsTest {
    @TempDir
    static Path folder;

    private static Path classes;
    private static Path numbers;

    @BeforeAll
    static void train() throws IOException {
        Path table = file("t.csv", "x,y,kind", 120, i -> i % 13 + ".5," + i % 7 + "," + (i % 13 < 6 ? "low" : "high"));
        Ran.well("train", table, "--label=kind", "--model=linear", "--name=c", "--out=" + folder);
        classes = folder.resolve("c");
        Path prices = file("n.csv", "x,y,price", 200, i -> i % 13 + ".5," + i % 7 + "," + (10 * (i % 13) + 3 * (i % 7) + i * i % 11));
        Ran.well("train", prices, "--label=price", "--model=linear", "--name=n", "--out=" + folder);
        numbers = folder.resolve("n");
    }

    private static Path file(String name, String header, int rows, IntFunction<String> row) throws IOException {
        return Files.writeString(folder.resolve(name), header + "\n" + IntStream.range(0, rows).mapToObj(row).collect(Collectors.joining("\n")) + "\n");
    }

    @Test
    void columnsAreHandedOn() throws IOException {
        Path rows = file("q.csv", "id,x,name,y", 3, i -> "n" + i + "," + 6 * i + ",\"Miller, " + i + "\",1");
        Path out = folder.resolve("out.csv");
        assertThat(Ran.well("predict", classes, rows, "--keep=id,name", "--output=" + out)).contains("q.csv row 2 (n1, Miller, 1): ", "3 predictions in");
        List<String> lines = Files.readAllLines(out);
        assertThat(lines.getFirst()).isEqualTo("input,id,name,prediction,p(high),p(low)");
        assertThat(lines.get(1)).startsWith(rows + " row 1,n0,\"Miller, 0\",low,0.");
        assertThat(lines.get(3)).startsWith(rows + " row 3,n2,\"Miller, 2\",high,0.9");
        assertThat(Ran.fails(2, "predict", classes, rows, "--keep=idd")).contains("--keep idd", "did you mean id?");
        Path named = file("p.csv", "prediction,x,y", 2, i -> "a," + i + ",1");
        assertThat(Ran.fails(2, "predict", classes, named, "--keep=prediction")).contains("a column of this name in the output");
        assertThat(Ran.fails(2, "predict", classes, rows, "--format=xml")).contains("csv or jsonl, not xml");
        assertThat(Ran.fails(2, "predict", classes, rows, "--output=p.parquet")).contains("CSV or JSON lines");
    }

    @Test
    void jsonLinesAreObjects() throws IOException {
        Path rows = file("j.csv", "x,y,id", 2, i -> 12 * i + ",1,k" + i);
        Path out = folder.resolve("out.jsonl");
        Ran.well("predict", classes, rows, "--keep=id", "--output=" + out);
        List<String> lines = Files.readAllLines(out);
        assertThat(lines).hasSize(2);
        var second = Json.readObject(lines.getLast());
        assertThat(second).containsEntry("input", rows + " row 2").containsEntry("id", "k1").containsEntry("prediction", "high").containsKey("probabilities");
        String csv = Ran.well("predict", classes, rows, "--output=-");
        assertThat(csv.lines().skip(2).findFirst().orElseThrow()).contains(String.valueOf(((Number) ((Map<?, ?>) second.get("probabilities")).get("high")).floatValue()));
        String json = Ran.well("predict", numbers, rows, "--output=-", "--format=jsonl");
        assertThat(json.lines().count()).isEqualTo(2);
        assertThat(Json.readObject(json.lines().findFirst().orElseThrow())).containsOnlyKeys("input", "prediction");
    }

    /// More rows than are read at a time, each answered as it is alone.
    @Test
    void manyRowsAreAnsweredPieceByPieceInTheirOrder() throws IOException {
        int count = 400_000;
        Path rows = file("many.csv", "a,x,y", count, i -> i + "," + i % 13 + ".5," + i % 7);
        Path out = folder.resolve("many.out");
        assertThat(Ran.well("predict", numbers, rows, "--keep=a", "--output=" + out, "--limit=1")).contains("399,999 more", "400,000 predictions in");
        List<String> few = Ran.well("predict", numbers, file("few.csv", "a,x,y", 91, i -> i + "," + i % 13 + ".5," + i % 7), "--output=-").lines().skip(1)
                .map(line -> line.substring(line.lastIndexOf(',') + 1)).toList();
        List<String> lines = Files.readAllLines(out);
        assertThat(lines).hasSize(count + 1);
        for (int i = 0; i < count; i++) {
            assertThat(lines.get(i + 1)).isEqualTo(rows + " row " + (i + 1) + "," + i + "," + few.get(i % 91));
        }
    }

    @Test
    void whatIsRefusedLeavesTheOldFile() throws IOException {
        Path rows = file("s.csv", "x,y", 6000, i -> (i == 5000 ? "" : "3") + ",1");
        Path out = Files.writeString(folder.resolve("old.csv"), "old");
        assertThat(Ran.fails(2, "predict", classes, rows, "--strict", "--output=" + out)).contains("row 5001", "column x");
        assertThat(out).hasContent("old");
        assertThat(Ran.of("predict", classes, rows, "--output=" + out).err()).contains("row 5001");
        assertThat(Files.readAllLines(out)).hasSize(6001);
        List<String> json = Ran.of("predict", classes, rows, "--output=-", "--format=jsonl").out().lines().toList();
        assertThat(Json.readObject(json.get(5000)).get("remarks").toString()).contains("column x", "missing");
        assertThat(Json.readObject(json.get(4999))).doesNotContainKey("remarks");
    }

    /// The interval is that of the errors that `evaluate` sees on the test part.
    @Test
    void numbersHaveIntervals() throws IOException {
        Path rows = file("i.csv", "x,y", 1, _ -> "3.5,2");
        double plain = Double.parseDouble(Ran.well("predict", numbers, rows, "--output=-").strip().replaceFirst("(?s).*,", ""));
        String[] cells = Ran.well("predict", numbers, rows, "--interval=0.9", "--output=-").strip().split("[,\n]");
        assertThat(cells).containsSubsequence("input", "prediction", "low", "high");
        double low = Double.parseDouble(cells[cells.length - 2]);
        double high = Double.parseDouble(cells[cells.length - 1]);
        assertThat((low + high) / 2).isCloseTo(plain, within(1e-9));
        // 40 rows of the test part: of 41 intervals 90 % are the 37th error.
        assertThat((high - low) / 2).isCloseTo(errorsOfTheTestPart().get(36), within(1e-9));
        assertThat(Ran.well("predict", numbers, rows, "--interval=0.9")).contains("at least 90.00 % of values like those of the 40 rows of the test part lie within ± ", " to ");
        assertThat(Ran.fails(2, "predict", numbers, rows, "--interval=0.99")).contains("40 rows");
        assertThat(Ran.fails(2, "predict", classes, rows, "--interval=0.9")).contains("--interval is for numbers");
        assertThat(Json.readObject(Ran.well("predict", numbers, rows, "--interval=0.5", "--format=jsonl", "--output=-"))).containsKeys("low", "high");
    }

    private static List<Double> errorsOfTheTestPart() throws IOException {
        var run = RunFolder.existing(folder, "n");
        var data = TrainData.load(run.readSettings(), Optional.empty(), _ -> {});
        var model = Pipeline.load(run.model());
        var assessment = (NumberAssessment) model.evaluate(TestData.prepared(model, data.test().orElseThrow()));
        return IntStream.range(0, assessment.examples())
                .mapToObj(i -> Math.abs(assessment.predicted()[0][i] - assessment.actual()[0][i])).sorted().toList();
    }

    @Test
    void theSecondOfTwoClassesIsNamedFromAThresholdOn() throws IOException {
        Path rows = file("th.csv", "x,y", 13, i -> i + ".5,1");
        String csv = Ran.well("predict", classes, rows, "--output=-", "--threshold=0.01");
        List<String> low = csv.lines().skip(1).filter(line -> line.contains(",low,")).toList();
        assertThat(csv.lines().skip(1)).allMatch(line -> {
            String[] cells = line.split(",");
            return cells[1].equals("low") == Double.parseDouble(cells[3]) >= 0.01;
        });
        assertThat(low.size()).isGreaterThan((int) Ran.well("predict", classes, rows, "--output=-").lines().filter(line -> line.contains(",low,")).count());
        assertThat(Ran.well("predict", classes, rows, "--threshold=f1")).contains("low is named from a probability of ", "best for f1 on the test part", "row 1: low (low ");
        Path known = file("known.csv", "x,y,kind", 13, i -> i + ".5,1," + (i < 6 ? "low" : "high"));
        long named = csv.lines().filter(line -> line.contains(",low,")).count();
        assertThat(Ran.well("evaluate", classes, known, "--threshold=0.01")).contains("low is named from a probability of 0.01 on",
                Text.format("accuracy %.2f %%", 100 * (13 - (named - 6)) / 13.0));
        assertThat(Ran.fails(2, "predict", classes, rows, "--threshold=recall")).contains("accuracy, balanced, f1, not recall");
        assertThat(Ran.fails(2, "predict", numbers, rows, "--threshold=f1")).contains("between two classes");
    }

    /// Of a linear model the coefficients of the report, times what the row has more than the mean.
    @Test
    void contributionsAddUpToTheAnswer() throws IOException {
        Path rows = file("ex.csv", "x,y", 3, i -> 5 * i + ".5," + 2 * i);
        String[] lines = Ran.well("predict", numbers, rows, "--explain", "--output=-").split("\n");
        assertThat(lines[0]).isEqualTo("input,prediction,explained,base,output,contribution(x),contribution(y)");
        double[] first = cells(lines[1]);
        double[] last = cells(lines[3]);
        for (double[] row : List.of(first, last)) {
            assertThat(row[1] + row[3] + row[4]).isCloseTo(row[2], within(1e-9));
            assertThat(row[2]).isCloseTo(row[0], within(1e-9));
        }
        // 10 more of x, 4 more of y.
        double[] slopes = {(last[3] - first[3]) / 10, (last[4] - first[4]) / 4};
        assertThat(slopes[0]).isBetween(9.5, 10.5);
        assertThat(slopes[1]).isBetween(2.5, 3.5);
        assertThat(Ran.well("predict", numbers, rows, "--explain")).contains(" = ", " and x ").doesNotContain("; price ");
        var json = Json.readObject(Ran.well("predict", classes, rows, "--explain", "--format=jsonl", "--output=-").lines().findFirst().orElseThrow());
        var p = (Map<?, ?>) json.get("probabilities");
        assertThat(json).containsEntry("explained", "log odds of low");
        assertThat((double) json.get("output")).isCloseTo(Math.log((double) p.get("low") / (double) p.get("high")), within(1e-9));
        assertThat((double) ((Map<?, ?>) json.get("contributions")).get("x")).isPositive();
    }

    private static double[] cells(String line) {
        String[] cells = line.split(",");
        return IntStream.of(1, 3, 4, 5, 6).mapToDouble(c -> Double.parseDouble(cells[c])).toArray();
    }
}
