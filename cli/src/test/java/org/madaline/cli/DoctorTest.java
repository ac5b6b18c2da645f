package org.madaline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The doctor finds faults that were put in, and none where there is none.
class DoctorTest {
    @TempDir
    Path folder;

    private Path iris;

    @BeforeEach
    void iris() throws IOException {
        iris = folder.resolve("iris.csv");
        Files.copy(Sources.root().resolve("samples/iris.csv"), iris);
    }

    /// The lines of a check, with its verdict.
    private static String found(String out, String check) {
        return String.join("\n", out.lines().filter(line -> line.matches("(good |look |WRONG)  " + check + " .*")).toList());
    }

    private Path changed(java.util.function.BiFunction<Integer, String, String> change) throws IOException {
        List<String> lines = Files.readAllLines(iris);
        Path file = folder.resolve("changed.csv");
        Files.write(file, IntStream.range(0, lines.size()).mapToObj(i -> i == 0 ? lines.get(i) : change.apply(i, lines.get(i))).toList());
        return file;
    }

    @Test
    void nothingIsWrongWithIris() throws IOException {
        Path output = folder.resolve("doctor");
        String out = Ran.well("doctor", iris, "--label=species", "--model=mlp", "--output=" + output);
        assertThat(out).contains("species: 3 classes").doesNotContainPattern("(?m)^(WRONG|look )");
        assertThat(found(out, "labels")).contains("none of 150");
        assertThat(found(out, "first loss")).contains("1.0986 is that of outputs that are all 0");
        assertThat(found(out, "learning rate")).startsWith("good").contains("suggested");
        assertThat(output.resolve("doctor.html")).content().contains("Findings", "Loss at rising rates", "<svg");
        assertThat(output.resolve("learning-rates.svg")).content().startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\"");
    }

    @Test
    void nothingIsWrongWithDigits() {
        assertThat(Ran.well("doctor", "digits")).doesNotContain("WRONG");
    }

    @Test
    void aFinishedRunIsLookedAtByItsFolder() throws IOException {
        Ran.well("train", iris, "--label=species", "--model=mlp", "--epochs=40", "--name=a", "--out=" + folder);
        Ran ran = Ran.of("doctor", folder.resolve("a"));
        assertThat(ran.code()).as(ran::toString).isZero();
        assertThat(found(ran.out(), "curve")).isNotEmpty();
        assertThat(found(ran.out(), "units")).contains("after training", "at the start");
        assertThat(found(ran.out(), "signal")).contains("the model is right");
        assertThat(folder.resolve("a/doctor.html")).isNotEmptyFile();
        assertThat(Ran.fails(2, "doctor", folder.resolve("a"), "--lr=1")).contains("--lr cannot be given with the folder of a run");
    }

    @Test
    void aRateThatIsFarTooHighIsWrong() {
        Ran ran = Ran.of("doctor", iris, "--label=species", "--model=mlp", "--lr=1e9");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(found(ran.out(), "learning rate")).startsWith("WRONG");
        assertThat(found(ran.out(), "steps")).startsWith("WRONG");
        assertThat(found(ran.out(), "finite")).startsWith("WRONG").contains("the loss runs from");
    }

    @Test
    void errorsThatDoNotReachTheFirstLayersAreWrong() {
        Ran ran = Ran.of("doctor", iris, "--label=species", "--model=mlp", "--hidden=8,8,8,8,8,8,8,8,8,8", "--activation=sigmoid", "--no-batch-norm",
                "--dropout=0");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(found(ran.out(), "gradients")).startsWith("WRONG");
        assertThat(found(ran.out(), "one batch")).doesNotStartWith("good");
    }

    @Test
    void wrongLabelsAreListedByTheirLines() throws IOException {
        Path file = changed((i, line) -> List.of(5, 10, 17, 33, 41).contains(i) ? line.replace("setosa", "virginica")
                : List.of(105, 120, 144).contains(i) ? line.replace("virginica", "setosa") : line);
        Ran ran = Ran.of("doctor", file, "--label=species", "--model=linear");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(found(ran.out(), "labels")).startsWith("WRONG").contains("of 150 look wrong");
        assertThat(ran.out()).containsPattern("line 11 +virginica +setosa");
        List<String> lines = ran.out().lines().filter(line -> line.matches("line \\d+ .*")).map(line -> line.replaceFirst(" {2,}.*", "")).toList();
        assertThat(lines.stream().map(String::strip)).containsExactlyInAnyOrder("line 6", "line 11", "line 18", "line 34", "line 42", "line 106", "line 121", "line 145");
    }

    @Test
    void labelsThatNothingTellsAreWrong() throws IOException {
        var random = new Random(5);
        List<String> classes = List.of("setosa", "versicolor", "virginica");
        Path file = changed((_, line) -> line.substring(0, line.lastIndexOf(',') + 1) + classes.get(random.nextInt(3)));
        Ran ran = Ran.of("doctor", file, "--label=species", "--model=mlp");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(found(ran.out(), "signal")).startsWith("WRONG").contains("no better than a constant: the network");
    }

    @Test
    void whatANetworkSeesAndALinearModelDoesNotIsNoFault() throws IOException {
        var random = new Random(6);
        Path file = folder.resolve("xor.csv");
        Files.writeString(file, "a,b,y\n" + String.join("\n", IntStream.range(0, 300).mapToObj(_ -> {
            double a = random.nextDouble() - 0.5;
            double b = random.nextDouble() - 0.5;
            return a + "," + b + "," + (a * b > 0 ? "same" : "other");
        }).toList()));
        Ran ran = Ran.of("doctor", file, "--label=y", "--model=mlp");
        assertThat(ran.code()).as(ran::toString).isZero();
        assertThat(found(ran.out(), "signal")).startsWith("good").contains("the network");
    }

    @Test
    void rareClassesAndContradictionsAreWorthALook() throws IOException {
        var random = new Random(7);
        Path file = folder.resolve("few.csv");
        Files.writeString(file, "a,b,y\n" + String.join("\n", IntStream.range(0, 200).mapToObj(i -> random.nextInt(4) + "," + random.nextInt(3)
                + "," + (i < 3 ? "rare" : random.nextInt(3) == 0 ? "p" : "q")).toList()));
        Ran ran = Ran.of("doctor", file, "--label=y", "--model=linear");
        assertThat(found(ran.out(), "classes")).startsWith("look").contains("rare");
        assertThat(found(ran.out(), "contradictions")).startsWith("look").contains("can be right");
    }

    @Test
    void numbersFarFromWhatOthersTellAreListed() throws IOException {
        var random = new Random(8);
        Path file = folder.resolve("numbers.csv");
        Files.writeString(file, "a,b,y\n" + String.join("\n", IntStream.range(0, 300).mapToObj(i -> {
            double a = random.nextGaussian();
            double b = random.nextGaussian();
            return a + "," + b + "," + (3 * a - b + 0.3 * random.nextGaussian() + (i == 42 ? 40 : 0));
        }).toList()));
        Ran ran = Ran.of("doctor", file, "--label=y", "--model=linear");
        assertThat(ran.code()).isZero();
        assertThat(found(ran.out(), "labels")).startsWith("look").contains("1 of 300");
        assertThat(ran.out()).containsPattern("line 44 +3\\d");
    }
}
