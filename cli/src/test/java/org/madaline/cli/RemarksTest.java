package org.madaline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.madaline.runs.KeptEpoch;
import org.madaline.runs.RunFolder;
import org.madaline.runs.TrainSettings;
import org.madaline.train.EpochMetrics;

/// What the command says of results that are not what they seem, and of what cannot be, before time is lost.
class RemarksTest {
    @TempDir
    Path folder;

    private Path file(String name, String header, int rows, IntFunction<String> row) throws IOException {
        return Files.writeString(folder.resolve(name), header + IntStream.range(0, rows).mapToObj(i -> "\n" + row.apply(i)).collect(Collectors.joining()) + "\n");
    }

    private static EpochMetrics epoch(int number, double loss, double accuracy) {
        return new EpochMetrics(number, number, 0.1, 0.1, 0.9, loss, accuracy, 1, 1);
    }

    @Test
    void theEpochThatIsKeptIsNamed() throws IOException {
        Path table = file("t.csv", "x,z,y", 60, i -> i % 7 + "," + i % 5 + "," + (i % 7 * 2.5 + i % 5));
        assertThat(Ran.well("train", table, "--label=y", "--model=realmlp", "--hidden=8", "--epochs=5", "--validation=0.2", "--name=r", "--out=" + folder))
                .containsPattern("the model of epoch [1-5] of 5 is kept");
        assertThat(Ran.well("train", table, "--label=y", "--model=mlp", "--epochs=5", "--validation=0.2", "--patience=0", "--name=m", "--out=" + folder))
                .doesNotContain("is kept");
        List<EpochMetrics> history = List.of(epoch(1, 0.5, 0.8), epoch(2, 0.4, 0.9), epoch(3, 0.6, 0.9), epoch(4, 0.9, 0.7));
        TrainSettings settings = RunFolder.existing(folder, "r").readSettings();
        assertThat(KeptEpoch.of(settings, false, history)).hasValue(2);
        assertThat(KeptEpoch.of(settings, true, history)).hasValue(3);
        assertThat(KeptEpoch.of(settings, false, List.of(epoch(1, Double.NaN, Double.NaN)))).isEmpty();
        assertThat(KeptEpoch.of(RunFolder.existing(folder, "m").readSettings(), false, history)).isEmpty();
    }

    @Test
    void whatCannotBeIsRefusedBeforeTheTraining() throws IOException {
        Path table = file("t.csv", "who,x,kind", 60, i -> "p" + i / 4 + "," + i % 7 + "," + (i % 7 < 3 ? "a" : "b"));
        assertThat(Ran.fails(2, "train", table, "--label=kind", "--folds=400", "--name=f", "--out=" + folder)).contains("--folds", "400");
        assertThat(Ran.fails(2, "train", table, "--label=kind", "--group=who", "--folds=16", "--name=f", "--out=" + folder)).contains("--folds", "groups");
        assertThat(Ran.fails(2, "train", "digits", "--folds=5000", "--name=f", "--out=" + folder)).contains("--folds", "5000");
        assertThat(folder.resolve("f")).doesNotExist();
        assertThat(Ran.fails(2, "train", folder.resolve("missing.csv"), "--label=kind", "--search=0", "--out=" + folder)).contains("--search must be at least 1");
    }

    @Test
    void aModelThatIsWorseThanNoneIsCalledSo() throws IOException {
        Path numbers = file("t.csv", "x,y", 40, i -> i + "," + (i * 2.5 + i % 3));
        Path reversed = file("r.csv", "x,y", 40, i -> i + "," + (100 - i * 2.5));
        String out = Ran.well("train", numbers, "--label=y", "--model=linear", "--test=" + reversed, "--name=n", "--out=" + folder);
        assertThat(out).containsPattern("note: on the test part the model is worse than always the mean: RMSE [0-9.]+ beside [0-9.]+");
        assertThat(folder.resolve("n/report.html")).content().contains("the model is worse than always the mean");
        assertThat(Ran.well("train", numbers, "--label=y", "--model=linear", "--name=good", "--out=" + folder)).doesNotContain("is worse than");
        Path classes = file("c.csv", "x,y", 40, i -> i + "," + (i < 15 ? "low" : "high"));
        Path turned = file("d.csv", "x,y", 40, i -> i + "," + (i < 15 ? "high" : "low"));
        assertThat(Ran.well("train", classes, "--label=y", "--model=logistic", "--test=" + turned, "--out=" + folder))
                .contains("the model is worse than always the most frequent class: accuracy");
        Path bent = file("b.csv", "when,x,y", 40, i -> i + "," + i + "," + (Math.abs(i - 20) + 0.5));
        assertThat(Ran.well("train", bent, "--label=y", "--model=linear", "--time=when", "--test=0", "--folds=3", "--name=b", "--out=" + folder))
                .contains("note: on the mean of the folds the model is worse than always the mean: RMSE");
    }

    @Test
    void whatIsTheMatterWithRowsIsSaidWhereTheyAreJudged() throws IOException {
        Path table = file("t.csv", "x,town,y", 60, i -> i % 7 + "," + "abc".charAt(i % 3) + "," + (i % 7 * 2.5 + i % 3));
        Ran.well("train", table, "--label=y", "--model=linear", "--name=t", "--out=" + folder);
        Path model = folder.resolve("t");
        assertThat(Ran.of("evaluate", model, table).err()).isEmpty();
        Path bad = file("bad.csv", "x,town,y", 3, i -> (i == 1 ? "many" : i) + "," + (i == 2 ? "nowhere" : "a") + "," + i);
        Ran ran = Ran.of("evaluate", model, bad);
        assertThat(ran.code()).isZero();
        assertThat(ran.err()).hasLineCount(2).contains("bad.csv row 2: column x: ", "bad.csv row 3: column town: ");
        assertThat(ran.err()).isEqualTo(Ran.of("predict", model, bad).err());
        assertThat(Ran.fails(2, "evaluate", model, bad, "--strict")).contains("bad.csv row 2: column x", "without --strict they are judged all the same");
    }

    @Test
    void aTableWithoutRowsHasNoAnswers() throws IOException {
        Path table = file("t.csv", "x,z,y", 60, i -> i % 7 + "," + i % 5 + "," + (i % 7 * 2.5));
        Ran.well("train", table, "--label=y", "--model=linear", "--name=t", "--out=" + folder);
        Path none = Files.writeString(folder.resolve("none.csv"), "z,x\n");
        Path output = folder.resolve("out.csv");
        Ran ran = Ran.of("predict", folder.resolve("t"), none, "--output=" + output);
        assertThat(ran.code()).as(ran::toString).isZero();
        assertThat(ran.err()).contains("none.csv: has a header and no rows").hasLineCount(1);
        assertThat(output).hasContent("input,prediction");
        Ran both = Ran.of("predict", folder.resolve("t"), none, Files.writeString(folder.resolve("one.csv"), "z,x\n1,2\n"), "--output=-");
        assertThat(both.out().lines()).hasSize(2).first().isEqualTo("input,prediction");
        assertThat(Ran.fails(1, "predict", folder.resolve("t"), Files.writeString(folder.resolve("other.csv"), "z,w\n"))).contains("no rows below its header");
    }

    @Test
    void numbersWithTheirUnitAreRecognized() throws IOException {
        Path each = file("t.csv", "x,far", 60, i -> i % 7 + "," + i + " km");
        assertThat(Ran.fails(1, "train", each, "--label=far", "--out=" + folder)).contains("if these are numbers with the unit km, write the numbers alone");
        assertThat(Ran.fails(1, "train", each, "--label=far", "--task=regress", "--out=" + folder)).contains("with the unit km");
        Path some = file("s.csv", "x,far", 60, i -> i % 15 + "," + i % 15 + "km");
        assertThat(Ran.well("train", some, "--label=far", "--model=softmax", "--out=" + folder)).contains("unit km").doesNotContain("--task regress");
        Path names = file("n.csv", "x,far", 60, i -> i % 3 + "," + i % 3 + "D");
        assertThat(Ran.well("train", names, "--label=far", "--model=softmax", "--name=n", "--out=" + folder)).doesNotContain("unit D");
    }

    @Test
    void anAnswerThatIsExplainedIsToldOnce() throws IOException {
        Path table = file("t.csv", "x,z,price", 60, i -> i % 7 + "," + i % 5 + "," + (i % 7 * 2.5 + i % 5));
        Ran.well("train", table, "--label=price", "--model=linear", "--name=t", "--out=" + folder);
        assertThat(Ran.well("predict", folder.resolve("t"), table, "--explain", "--limit=1")).containsPattern("row 1: [-0-9.e]+ = [0-9.]+ and ")
                .doesNotContain("; price");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFolderInWhichNothingCanBeMadeIsNamed() throws IOException {
        Path table = file("t.csv", "x,y", 60, i -> i % 7 + "," + (i % 7 * 2.5));
        Ran.well("train", table, "--label=y", "--model=linear", "--name=t", "--out=" + folder);
        Ran ran = Ran.of("predict", folder.resolve("t"), table, "--output=/proc/answers.csv");
        assertThat(ran.code()).isNotZero();
        assertThat(ran.err()).contains("madaline: /proc: ").doesNotContain(".tmp");
    }

    @Test
    void theDoctorDoesNotContradictItself() throws IOException {
        Path table = file("t.csv", "x,z,kind", 90, i -> i * 37 % 11 + "," + i * 53 % 17 + "," + "abc".charAt(i * 7919 % 101 % 3));
        String out = Ran.of("doctor", table, "--label=kind", "--model=realmlp", "--hidden=8").out();
        assertThat(out).containsPattern("size +[0-9]+ examples of 2 inputs, [0-9,]+ parameters: 1 example for [0-9.,]+ of them")
                .doesNotContain("suggested: about", "nothing is said of labels");
    }

    @Test
    void aLabelThatPartsTheRowsIsNamed() throws IOException {
        Path table = file("t.csv", "year,x", 60, i -> 1950 + i + "," + (i + i % 5) + ".5");
        assertThat(Ran.well("train", table, "--label=year", "--time=year", "--model=linear", "--name=t", "--out=" + folder))
                .contains("note: the rows are parted by year, which is the label");
        assertThat(folder.resolve("t/report.html")).content().contains("the rows are parted by year, which is the label");
        assertThat(Ran.well("train", table, "--label=year", "--model=linear", "--name=u", "--out=" + folder)).doesNotContain("which is the label");
    }
}
