package org.madaline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.madaline.pipeline.Assessment;
import org.madaline.runs.FoldTraining;
import org.madaline.runs.RunFolder;
import org.madaline.runs.TrainData;

/// Which rows are trained on and which are tested on, by the commands.
class SplitsCommandTest {
    @TempDir
    Path folder;

    private Path file(String name, String header, int rows, IntFunction<String> row) throws IOException {
        return Files.writeString(folder.resolve(name), header + "\n" + IntStream.range(0, rows).mapToObj(row).collect(Collectors.joining("\n")) + "\n");
    }

    private String train(Path table, Object... more) {
        List<Object> words = new ArrayList<>(List.of("train", table, "--model=linear", "--name=r", "--force", "--out=" + folder.resolve("runs")));
        words.addAll(List.of(more));
        return Ran.well(words.toArray());
    }

    private Path run() {
        return folder.resolve("runs/r");
    }

    private static String lineWith(String text, String output) {
        return output.lines().filter(line -> line.contains(text)).findFirst().orElseThrow(() -> new AssertionError(text + " not in " + output));
    }

    private static String kind(int i) {
        return i % 3 == 0 ? "red" : "blue";
    }

    @Test
    void aFileOfItsOwnIsTestedOnByTheNamesOfItsColumns() throws IOException {
        Path table = file("train.csv", "x,y,kind", 60, i -> i % 3 + ".5," + i % 7 + "," + kind(i));
        // Other order, another decimal mark, a further column; a third of the rows is wrong.
        Path test = file("test.csv", "kind;more;y;x", 30, i -> kind(i < 20 ? i : i + 1) + ";u" + i + ";" + i % 7 + ";" + i % 3 + ",5");
        Path validation = file("validation.csv", "y,x,kind", 9, i -> i % 7 + "," + i % 3 + ".5," + kind(i));
        String out = train(table, "--label=kind", "--test=" + test, "--validation=" + validation);
        assertThat(out).contains("60 examples to train on, 9 to validate on, 30 to test on", "--test: ", "30 rows", "validation  accuracy 100.00 %");
        assertThat(lineWith("test  accuracy", out)).contains("accuracy 76.67 %");
        assertThat(run().resolve("settings.json")).content().contains("\"testFile\"", "test.csv", "\"validationFile\"");
        assertThat(run().resolve("report.html")).content().contains("test.csv");
        assertThat(Ran.well("evaluate", run())).contains("on 30 examples of", "accuracy 76.67 %");
        Files.writeString(test, "x,kind\n1,red\n");
        assertThat(Ran.fails(1, "evaluate", run())).contains("test.csv", "'y'");
        Files.writeString(test, "x,y,kind\n1,2,green\n");
        assertThat(Ran.fails(1, "evaluate", run())).contains("test.csv", "'green' is none of the classes 'blue', 'red'");
        Files.delete(test);
        assertThat(Ran.fails(2, "evaluate", run())).contains("--test ", "there is no such file");
        assertThat(Ran.fails(2, "train", table, "--label=kind", "--test=" + table, "--out=" + folder)).contains("is the file that is trained on");
        assertThat(Ran.fails(2, "train", "digits", "--group=x", "--out=" + folder)).contains("--group is for tables; digits is a data set");
    }

    /// The label is what the group is, which a row's neighbours tell and a new group does not.
    @Test
    void noGroupIsInTwoParts() throws IOException {
        Path table = file("t.csv", "patient,x,kind", 120, i -> "p" + i / 6 + "," + i / 6 * 37 % 101 + "," + (i / 6 * 7 % 5 < 2 ? "ill" : "well"));
        String out = train(table, "--label=kind", "--group=patient", "--validation=0.2");
        assertThat(out).contains("patient: ignored, left out", "no patient is in two parts: 13 to train on, 3 to validate on, 4 to test on")
                .contains("78 examples to train on, 18 to validate on, 24 to test on");
        assertThat(Ran.well("evaluate", run())).contains(lineWith("test  ", out).substring(6)).contains("on 24 examples");
        assertThat(run().resolve("settings.json")).content().contains("\"group\": \"patient\"");
        assertThat(train(table, "--label=kind", "--group=patient", "--validation=0.2")).isEqualTo(out);
        assertThat(Ran.fails(2, "train", table, "--label=kind", "--group=patent", "--out=" + folder)).contains("--group patent", "did you mean patient?");
        assertThat(Ran.fails(2, "train", table, "--label=kind", "--group=patient", "--time=x", "--out=" + folder)).contains("--group and --time");
    }

    @Test
    void theLatestRowsAreTestedOn() throws IOException {
        Path table = file("t.csv", "when,x,y", 100, i -> String.format("%02d.%02d.2024", 1 + i * 37 % 100 % 25, 1 + i * 37 % 100 / 25) + "," + i % 9 + "," + i % 9 * 2.5);
        String out = train(table, "--label=y", "--time=when", "--validation=0.25");
        assertThat(out).contains("parted by when: trained on from 01.01.2024, validated on from 11.03.2024, tested on from 06.04.2024")
                .contains("60 examples to train on, 20 to validate on, 20 to test on");
        assertThat(Ran.well("evaluate", run())).contains("on 20 examples").contains(lineWith("test  ", out).substring(6));
        Path broken = file("b.csv", "when,x,y", 30, i -> (i == 7 ? "" : i) + "," + i % 9 + "," + i % 9 * 2.5);
        assertThat(Ran.fails(1, "train", broken, "--label=y", "--time=when", "--model=linear", "--out=" + folder))
                .contains("b.csv", "line 9", "the cell is empty", "parted by time");
        Path constant = file("c.csv", "when,x,y", 30, i -> 2020 + "," + i % 9 + "," + i % 9 * 2.5);
        assertThat(Ran.fails(2, "train", constant, "--label=y", "--time=when", "--model=linear", "--out=" + folder)).contains("30 examples are of one time");
    }

    /// Fold by fold the same as a model trained on the other rows and judged on the file of these.
    @Test
    void eachFoldIsJudgedByAModelOfTheOthers() throws IOException {
        IntFunction<String> row = i -> i % 40 + "," + i % 7 + "," + (i % 40 * 2.5 + i % 7 + i * i % 11);
        Path table = file("t.csv", "when,x,y", 40, row);
        String out = train(table, "--label=y", "--types=when=number", "--time=when", "--folds=3");
        assertThat(out).contains("40 examples to train on\n").doesNotContain("to test on");
        for (int fold = 1; fold <= 3; fold++) {
            int from = fold * 10;
            Path others = file("others.csv", "when,x,y", from, row);
            Path own = file("own.csv", "when,x,y", 10, i -> row.apply(from + i));
            String alone = Ran.well("train", others, "--label=y", "--model=linear", "--types=when=number", "--test=" + own, "--name=f" + fold, "--out=" + folder);
            assertThat(out).contains("fold " + fold + " of 3  " + lineWith("test  RMSE", alone).substring("test  ".length()));
        }
        assertThat(run().resolve("metrics.json")).content().contains("\"fold 3\"", "\"mean of the folds\"", "\"deviation of the folds\"");
        assertThat(run().resolve("settings.json")).content().contains("\"folds\": 3");
        assertThat(run().resolve("report.html")).content().contains("Cross-validation", "RMSE of the folds");
        // What a process that was killed in its cross-validation has not written is made up for.
        byte[] metrics = Files.readAllBytes(run().resolve("metrics.json"));
        Files.delete(run().resolve("report.html"));
        Files.delete(run().resolve("metrics.json"));
        assertThat(Ran.well("train", "--resume", run())).contains(lineWith("folds  RMSE", out));
        assertThat(run().resolve("metrics.json")).hasBinaryContent(metrics);
    }

    @Test
    void allModelsAreCrossValidated() throws IOException {
        Path table = file("t.csv", "who,x,y,kind", 60, i -> "p" + i / 4 + "," + i % 3 + ".5," + i % 7 + "," + (i == 59 ? "rare" : kind(i)));
        assertThat(train(table, "--label=kind", "--ignore=who", "--folds=4")).contains("60 examples to train on", "fold 4 of 4  accuracy 100.00 %",
                "folds  accuracy 100.00 % ± 0.00 %");
        assertThat(Ran.well("train", table, "--label=x", "--group=who", "--folds=3", "--test=0.2", "--epochs=3", "--hidden=4", "--out=" + folder))
                .contains("test  RMSE", "fold 3 of 3  RMSE", "folds  RMSE");
        assertThat(Ran.well("train", "digits", "--model=mlp", "--epochs=1", "--folds=2", "--out=" + folder)).contains("1,797 examples to train on", "fold 2 of 2  accuracy");
        assertThat(Ran.fails(2, "train", table, "--label=kind", "--folds=1", "--out=" + folder)).contains("--folds must be at least 2");
        assertThat(Ran.fails(2, "train", table, "--label=x", "--group=who", "--folds=16", "--model=linear", "--out=" + folder)).contains("--folds", "15 groups");
    }

    /// Whole weights are repetitions, in training and in figures.
    @Test
    void rowsCountWhatTheirWeightSays() throws IOException {
        IntFunction<String> row = i -> i * 37 % 11 + "," + i % 5 + "," + (i * 37 % 11 + i * i % 7 > 6 ? "yes" : "no");
        IntFunction<String> number = i -> i * 37 % 11 + "," + i % 5 + "," + (i * 37 % 11 * 1.5 + i * i % 7);
        for (IntFunction<String> each : List.of(row, number)) {
            Path weighted = file("w.csv", "x,z,y,w", 40, i -> each.apply(i) + "," + i % 4);
            Path repeated = Files.writeString(folder.resolve("r.csv"), "x,z,y\n" + IntStream.range(0, 40).boxed()
                    .flatMap(i -> IntStream.range(0, i % 4).mapToObj(_ -> each.apply(i))).collect(Collectors.joining("\n")) + "\n");
            String figures = lineWith(each == row ? "test  accuracy" : "test  RMSE",
                    train(weighted, "--label=y", "--weight=w", "--l2=0", "--test=" + file("wt.csv", "w,y,z,x", 40, i -> i % 4 + "," + reversed(each.apply(i + 3)))));
            Path repeatedTest = Files.writeString(folder.resolve("rt.csv"), "x,z,y\n" + IntStream.range(0, 40).boxed()
                    .flatMap(i -> IntStream.range(0, i % 4).mapToObj(_ -> each.apply(i + 3))).collect(Collectors.joining("\n")) + "\n");
            String counted = Ran.well("evaluate", run(), folder.resolve("wt.csv"));
            assertThat(counted).contains("rows count as w says", figures.substring("test  ".length()));
            String same = Ran.well("evaluate", run(), repeatedTest);
            assertThat(same).contains("all rows count the same: there is no column w").contains(figures.substring("test  ".length()));
            if (each == row) {
                assertThat(ofClasses(counted)).hasSize(3).isEqualTo(ofClasses(same));
                assertThat(counted).contains("predicted; each example once)", "the examples counted by their weights");
                assertThat(same).doesNotContain("each example once", "by their weights");
            }
            assertThat(Ran.well("train", repeated, "--label=y", "--model=linear", "--l2=0", "--test=" + repeatedTest, "--out=" + folder)).contains(figures);
        }
    }

    /// Precision, recall and F1 of each class and on the average.
    private static List<List<String>> ofClasses(String out) {
        return out.lines().filter(line -> line.matches("(yes|no|mean) .*%.*%.*%.*")).map(line -> List.of(line.split(" +")).subList(0, 6)).toList();
    }

    /// A figure of 0 % of a class without rows would say that the model fails, and the mean another thing.
    @Test
    void aClassWithoutTestRowsHasNoFigures() throws IOException {
        Path table = file("t.csv", "x,y", 90, i -> i + ",k" + i / 30);
        Path test = file("some.csv", "x,y", 50, i -> i + ",k" + i / 30);
        String out = train(table, "--label=y", "--test=" + test);
        assertThat(lineWith("k2 ", out.substring(out.indexOf("precision")))).matches("k2( +-){3} +0");
        assertThat(out).contains("-: 1 of 3 classes have no example here");
        assertThat(run().resolve("report.html")).content().contains("Classes without a recall have no example here");
        Path all = file("all.csv", "x,y", 90, i -> i + ",k" + i / 30);
        assertThat(train(table, "--label=y", "--test=" + all)).doesNotContain("no example here");
    }

    private static String reversed(String row) {
        return String.join(",", List.of(row.split(",")).reversed());
    }

    @Test
    void weightsAndBalancedClassesChangeANetwork() throws IOException {
        Path table = file("t.csv", "x,y,kind,w", 600, i -> i % 13 + "," + i % 7 + "," + (i % 13 > 9 && i % 3 == 0 ? "rare" : "usual") + "," + (i % 3 + 0.5));
        List<String> plain = List.of("train", table.toString(), "--label=kind", "--ignore=w", "--epochs=60", "--lr=0.02", "--hidden=6", "--name=n", "--force", "--out=" + folder);
        String all = Ran.well(plain.toArray());
        String balanced = Ran.well(java.util.stream.Stream.concat(plain.stream(), java.util.stream.Stream.of("--class-weight=balanced")).toArray());
        assertThat(balanced).contains("in training all classes count the same");
        assertThat(folder.resolve("n/settings.json")).content().contains("\"balanced\": true");
        // The linear model beside it is estimated for the same purpose.
        assertThat(balanced).containsPattern("balanced accuracy with 95 % confidence: .*; a linear model: ([7-9]\\d|100)\\.");
        assertThat(all).containsPattern("(?m)^ +accuracy with 95 % confidence");
        // A third of those with a large x are rare.
        assertThat(recall("rare", all)).isLessThan(30);
        assertThat(recall("rare", balanced)).isGreaterThan(70);
        String weighted = Ran.well("train", table, "--label=kind", "--weight=w", "--epochs=40", "--hidden=6", "--out=" + folder);
        assertThat(weighted).contains("w: ignored, left out", "rows count as w says").doesNotContain(lineWith("test  accuracy", all));
        assertThat(Ran.fails(2, "train", table, "--label=y", "--task=regress", "--class-weight=balanced", "--out=" + folder)).contains("but y holds numbers");
        assertThat(Ran.fails(2, "train", table, "--label=y", "--class-weight=heavy", "--out=" + folder)).contains("balanced or equal, not heavy");
        assertThat(Ran.fails(2, "train", table, "--label=y", "--weight=v", "--out=" + folder)).contains("--weight v");
        Path bad = file("bad.csv", "x,y,w", 30, i -> i % 4 + "," + i + ".5," + (i == 9 ? -1 : i));
        assertThat(Ran.fails(1, "train", bad, "--label=y", "--weight=w", "--out=" + folder)).contains("bad.csv", "line 11, column w", "'-1' is no weight");
    }

    private static double recall(String kind, String out) {
        String row = out.lines().filter(line -> line.matches(kind + " +[0-9.-]+ .*%.*")).findFirst().orElseThrow(() -> new AssertionError(out));
        return Double.parseDouble(row.replaceAll("%", "").split(" +")[2]);
    }

    @Test
    void crossValidationCanBeStopped() throws IOException {
        train(file("t.csv", "x,kind", 40, i -> i % 3 + ".5," + kind(i)), "--label=kind", "--folds=3");
        RunFolder run = RunFolder.existing(folder, run().toString());
        TrainData data = TrainData.load(run.readSettings(), Optional.empty(), _ -> {});
        var left = new AtomicInteger(2);
        List<Assessment> heard = new ArrayList<>();
        assertThat(new FoldTraining(run.readSettings(), data, Optional.of(1)).run(heard::add, () -> left.getAndDecrement() == 0)).isEmpty();
        assertThat(heard).hasSize(2);
    }
}
