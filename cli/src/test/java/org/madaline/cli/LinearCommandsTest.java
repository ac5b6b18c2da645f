package org.madaline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.madaline.linear.LinearModelFile;
import org.madaline.runs.Text;

/// Linear models and basis functions by the commands, from end to end.
class LinearCommandsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    /// Points in a ring of the class `out` around those of the class `in`, a category, and cells that are missing.
    private Path ring;

    @BeforeEach
    void writeTheRing() throws IOException {
        var csv = new StringBuilder("a,b,colour,kind\n");
        for (int i = 0; i < 200; i++) {
            double radius = i % 2 == 0 ? 0.2 + 0.004 * i : 1.2 + 0.004 * i;
            csv.append(i == 17 ? "" : Text.format("%.4f", radius * Math.cos(i))).append(',');
            csv.append(Text.format("%.4f", radius * Math.sin(i))).append(',');
            csv.append(i % 5 == 0 ? "" : i % 3 == 0 ? "red" : "blue").append(',').append(i % 2 == 0 ? "in" : "out").append('\n');
        }
        ring = Files.writeString(folder.resolve("ring.csv"), csv);
    }

    private int run(String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Main.run(Terminal.plain(new PrintWriter(out), new PrintWriter(err)), args);
    }

    private String runWell(String... args) {
        assertThat(run(args)).as(() -> out + "\n" + err).isZero();
        assertThat(err.toString()).isEmpty();
        return out.toString();
    }

    /// Trains on the ring, into `runs/r`.
    private String train(String... flags) {
        String[] args = {"train", ring.toString(), "--label=kind", "--name=r", "--force", "--out=" + folder.resolve("runs")};
        return runWell(java.util.stream.Stream.of(args, flags).flatMap(Arrays::stream).toArray(String[]::new));
    }

    /// What is remarkable about a cell is said on standard error.
    private String answered(String... args) {
        assertThat(run(args)).as(() -> out + "\n" + err).isZero();
        assertThat(err.toString().lines()).allMatch(line -> line.contains("column a: the cell is missing"));
        return out.toString();
    }

    private String model() {
        return folder.resolve("runs/r").toString();
    }

    private static String lineWith(String text, String output) {
        return output.lines().filter(line -> line.contains(text)).findFirst().orElseThrow();
    }

    @Test
    void aLogisticRegressionIsTrainedEvaluatedInspectedAndPredicted() throws IOException {
        String trained = train("--model=logistic", "--basis=quadratic");
        assertThat(trained)
                .contains("a: number: from -1.9112 to 1.9317; 1 missing", "colour: category: 2 different: 'blue', 'red'; 40 missing")
                .contains("160 examples to train on, 40 to test on")
                .contains("logistic regression: 5 inputs, 20 basis functions (quadratic), 2 classes, 21 parameters; l2 = 1")
                .contains("solver newton")
                .contains("converged after ")
                .contains("a^2", "colour=red", "Confusion matrix")
                .doesNotContain("warning");
        assertThat(lineWith("accuracy", trained)).contains("accuracy 95.00 %");
        Path run = folder.resolve("runs/r");
        assertThat(run.resolve("report.html")).content().contains("Convergence", "Coefficients", "Confusion matrix", "a^2");
        assertThat(run.resolve("checkpoint.safetensors")).doesNotExist();

        String evaluated = runWell("evaluate", model());
        assertThat(trained).contains(lineWith("accuracy", evaluated));
        // One cell is missing where training had none: that is said, and judged all the same.
        assertThat(answered("evaluate", model(), ring.toString())).contains("on 200 examples");

        assertThat(runWell("inspect", model(), "--tensors"))
                .contains("logistic regression: 5 inputs, 20 basis functions, 2 classes", "one of the classes in, out", "converged after")
                .contains("weight  F64   [1, 20]", "bias    F64   [1]", "madaline.settings", "160 examples, sha256 ");

        Path more = Files.writeString(folder.resolve("more.csv"), "colour,b,a\nred,0.1,0.1\n,-1.9,0.2\nblue,0.3,\n");
        assertThat(answered("predict", model(), more.toString(), "--output=" + folder.resolve("p.csv")))
                .contains("row 1: in ", "row 2: out ", "row 3: in ");
        assertThat(folder.resolve("p.csv")).content().contains("input,prediction,p(in),p(out)").hasLineCount(4);
    }

    @Test
    void theSameSettingsYieldTheSameFile() throws IOException {
        train("--model=softmax", "--basis=radial:15");
        byte[] first = Files.readAllBytes(folder.resolve("runs/r/model.safetensors"));
        train("--model=softmax", "--basis=radial:15", "--threads=1");
        assertThat(folder.resolve("runs/r/model.safetensors")).hasBinaryContent(first);
        LinearModelFile read = LinearModelFile.read(folder.resolve("runs/r/model.safetensors"));
        assertThat(read.inputNames()).containsExactly("a", "b", "colour=blue", "colour=red", "colour missing");
        assertThat(read.model().features()).isEqualTo(15);
        assertThat(read.model().converged()).isTrue();
    }

    @Test
    void columnsCanBeLeftOut() {
        assertThat(train("--model=logistic", "--ignore=colour,b")).contains("logistic regression: 1 input, 2 classes");
        assertThat(run("train", ring.toString(), "--label=kind", "--ignore=color", "--out=" + folder)).isEqualTo(2);
        assertThat(err.toString()).contains("--ignore color: ");
    }

    @Test
    void theValidationPartIsJudgedToo() {
        String trained = train("--model=logistic", "--basis=squares", "--validation=0.2");
        assertThat(lineWith("validation  accuracy", trained)).contains("accuracy ");
        assertThat(folder.resolve("runs/r/report.html")).content().contains("validation accuracy");
    }

    @Test
    void separableClassesWithoutAPenaltyAreWarnedOf() {
        String warning = "no maximum-likelihood estimate exists";
        assertThat(train("--model=logistic", "--basis=squares", "--l2=0")).contains("warning: ", warning);
        assertThat(folder.resolve("runs/r/report.html")).content().contains(warning);
        assertThat(runWell("inspect", model())).contains(warning);
        assertThat(train("--model=one-vs-rest", "--basis=squares", "--l2=0"))
                .contains("in, out against the rest: the classes are linearly separable", "Convergence");
    }

    @ParameterizedTest
    @CsvSource({
        "--model=softmax --basis=polynomial:3 --l2=0.1 --solver=lbfgs, solver L-BFGS",
        "--model=logistic --basis=interactions:2 --balanced, basis functions (interactions:2)",
        "--model=logistic --basis=spline:4:2 --validation=0.2, '128 examples to train on, 32 to validate on'",
        "--model=one-vs-rest --basis=pca:3;quadratic, 9 basis functions (pca:3; quadratic)",
        "--model=logistic --basis=quadratic --l1=3, solver proximal newton",
        "--model=logistic --basis=quadratic --l1=2 --l2=1 --solver=proximal-gradient --tolerance=1e-6, 'l1 = 2, l2 = 1'",
        "--model=logistic --solver=gradient-descent --lr=0.5 --iterations=5, not converged after 5 iterations",
        "--model=softmax --solver=sgd --lr=0.2 --epochs=4 --batch-size=8, solver stochastic gradient descent",
        "--model=mlp --hidden=4 --basis=squares --epochs=2 --patience=2, 5 basis functions of 5 inputs (squares)"
    })
    void basesAndSolversCanBeChosen(String flags, String expected) {
        String trained = train(flags.replace(';', ',').split(" "));
        assertThat(trained).contains(expected.replace(';', ','));
        assertThat(trained).contains("test  " + lineWith("accuracy", runWell("evaluate", model())));
        assertThat(answered("predict", model(), ring.toString(), "--limit=2")).contains("row 1: ", "and 198 more");
        assertThat(runWell("inspect", model())).contains("in, out");
    }

    @Test
    void linearMeansWhatSuitsTheLabel() throws IOException {
        assertThat(train("--model=linear")).contains("logistic regression: 5 inputs, 2 classes, 6 parameters; l2 = 1");
        assertThat(runWell("train", "digits", "--model=linear", "--name=d", "--out=" + folder.resolve("runs"))).contains("softmax regression: 64 inputs");
        var csv = new StringBuilder("size,colour,price\n");
        for (int i = 0; i < 100; i++) {
            csv.append(i % 17).append(i % 2 == 0 ? ",red," : ",blue,").append(Text.format("%.1f%n", 1000 + 50 * (i % 17) + 30 * (i % 2) + 0.1 * (i % 3)));
        }
        Path prices = Files.writeString(folder.resolve("prices.csv"), csv);
        String[] args = {"train", prices.toString(), "--label=price", "--model=linear", "--name=p", "--force", "--out=" + folder.resolve("runs")};
        String trained = runWell(java.util.stream.Stream.of(args, new String[] {"--l2=0"}).flatMap(Arrays::stream).toArray(String[]::new));
        assertThat(trained).contains("linear regression: 3 inputs, a number, 4 parameters; maximum likelihood, no penalty", "collinear")
                .contains("In the unit of price: what is predicted more for an input that is greater by 1");
        assertThat(lineWith("size ", trained)).matches("size +(50|50\\.00\\d+|49\\.99\\d+) +24\\d\\.\\d+");
        assertThat(lineWith("test  RMSE", trained)).matches("test  RMSE 0\\.0\\d+  MAE 0\\.0\\d+  R2 1\\.0000");
        Path p = folder.resolve("runs/p");
        assertThat(p.resolve("report.html")).content().contains("Coefficients", "Predicted and true price");
        assertThat(runWell("evaluate", p.toString())).contains(lineWith("RMSE", trained).substring("test  ".length()));
        assertThat(runWell("inspect", p.toString())).contains("linear regression: 3 inputs, predicts price");
        Path row = Files.writeString(folder.resolve("row.csv"), "colour,size\nblue,10\n");
        assertThat(runWell("predict", p.toString(), row.toString())).contains("row.csv row 1: 1530");
        assertThat(runWell(java.util.stream.Stream.of(args, new String[] {"--l1=30", "--basis=quadratic"}).flatMap(Arrays::stream).toArray(String[]::new)))
                .contains("solver proximal newton", "9 basis functions (quadratic)", "features have the coefficient 0");
        assertThat(lineWith("size ", runWell(java.util.stream.Stream.of(args, new String[] {"--l2=0", "--label-scale=log"}).flatMap(Arrays::stream).toArray(String[]::new))))
                .matches("size +0\\.03\\d+ +0\\.17\\d+");
        assertThat(run("train", prices.toString(), "--label=price", "--model=linear", "--balanced", "--out=" + folder)).isEqualTo(2);
        assertThat(err.toString()).contains("--class-weight makes classes count the same, but price holds numbers");
    }

    @Test
    void digitsAreToldApart() throws IOException {
        String trained = runWell("train", "digits", "--model=softmax", "--name=d", "--out=" + folder.resolve("runs"));
        assertThat(trained).contains("softmax regression: 64 inputs, 10 classes, 650 parameters").doesNotContain("x19");
        assertThat(lineWith("accuracy", trained)).matches(".*accuracy 9[67]\\..*");
        assertThat(folder.resolve("runs/d/report.html")).content().contains("Worst mistakes", "First layer");
        assertThat(run("explain", folder.resolve("runs/d").toString(), "x.png")).isEqualTo(2);
        assertThat(err.toString()).contains("is no network that takes pictures");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "--model=logistc | did you mean logistic?",
        "--model=logistic --hidden=3 | --hidden says nothing to --model logistic, which is a linear model",
        "--model=mlp --l1=3 | --l1 says nothing to --model mlp, which is a network",
        "--model=logistic --epochs=3 | --epochs says nothing to --solver auto; it is heeded by sgd",
        "--model=logistic --solver=newtn | did you mean newton?",
        "--model=logistic --solver=newton --l1=1 | --solver proximal-newton or proximal-gradient",
        "--model=logistic --l2=-1 | --l2 must be 0 or more, not -1.0",
        "--model=logistic --solver=newton --tolerance=0 | --tolerance must be positive",
        "--model=logistic --basis=quadratc | did you mean quadratic?",
        "--model=logistic --basis=polynomial:x | 'x' is no whole number; write polynomial:DEGREE",
        "--model=logistic --basis=quadratic:3 | has too many numbers; write quadratic",
        "--model=logistic --basis=polynomial:0 | must be at least 1, not 0",
        "--model=logistic --basis=pca:99 | asks for more components than the data have: 5",
        "--model=lenet5 --basis=quadratic | --basis makes vectors, but --model lenet5 takes pictures"
    })
    void whatCannotBeIsRefusedInOneLine(String flags, String expected) {
        var args = new java.util.ArrayList<>(java.util.List.of("train", ring.toString(), "--label=kind", "--out=" + folder));
        args.addAll(Arrays.asList(flags.split(" ")));
        assertThat(run(args.toArray(String[]::new))).as(() -> out + "\n" + err).isEqualTo(2);
        assertThat(err.toString()).contains(expected).doesNotContain("\tat ", "Exception");
        assertThat(err.toString().lines().count()).isLessThanOrEqualTo(2);
    }

    @Test
    void dataThatDoNotFitAreRefused() throws IOException {
        String runs = "--out=" + folder.resolve("runs");
        assertThat(run("train", "digits", "--model=logistic", runs)).isEqualTo(2);
        assertThat(err.toString()).contains("these data have 10; use --model softmax or one-vs-rest");
        assertThat(run("train", ring.toString(), "--label=a", "--model=softmax", runs)).isNotZero();
        Path numbers = folder.resolve("numbers.csv");
        var csv = new StringBuilder("x,y\n");
        for (int i = 0; i < 50; i++) {
            csv.append(i).append(',').append(i / 7.0).append('\n');
        }
        Files.writeString(numbers, csv);
        assertThat(run("train", numbers.toString(), "--label=y", "--model=softmax", runs)).isEqualTo(2);
        assertThat(err.toString()).contains("predicts classes, but y holds numbers");
        assertThat(run("train", "digits", "--model=softmax", "--basis=polynomial:9", runs)).isEqualTo(1);
        assertThat(err.toString()).contains("functions, more than an array can hold").hasLineCount(1);
        assertThat(folder.resolve("runs")).doesNotExist();
        // 1,437 rows of 9,366,818 basis functions.
        assertThat(run("train", "digits", "--model=softmax", "--basis=pca:40,polynomial:6", runs)).isEqualTo(1);
        assertThat(err.toString()).startsWith("madaline: 1437 feature vectors of ").contains("use a smaller basis").hasLineCount(1);
    }
}
