package org.madaline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.madaline.datasets.Digits;
import org.madaline.formats.Json;
import org.madaline.layer.Dense;
import org.madaline.layer.Network;
import org.madaline.loss.SoftmaxCrossEntropy;
import org.madaline.optimizer.Adam;
import org.madaline.pipeline.Pipeline;
import org.madaline.tensor.Shape;
import org.madaline.train.Trainer;

/// The commands from end to end, in this process.
class CommandsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private int run(String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Main.run(Terminal.plain(new PrintWriter(out), new PrintWriter(err)), args);
    }

    private void runWell(String... args) {
        assertThat(run(args)).as(() -> out + "\n" + err).isZero();
        assertThat(err.toString()).isEmpty();
    }

    private void refuse(String message, String... args) {
        assertThat(run(args)).as(() -> out + "\n" + err).isEqualTo(2);
        assertThat(err.toString().lines().findFirst().orElse("")).startsWith("madaline: ").contains(message);
        assertThat(err.toString()).doesNotContain("\tat ").doesNotContain("Exception");
        assertThat(err.toString().lines().count()).isLessThanOrEqualTo(2);
    }

    private String runs() {
        return "--out=" + folder.resolve("runs");
    }

    @Test
    void digitsAreTrainedEvaluatedInspectedAndPredicted() throws IOException {
        runWell("train", "digits", "--epochs=6", "--name=a", runs());
        Path run = folder.resolve("runs/a");
        assertThat(out.toString())
                .contains("1,437 examples to train on, 360 to test on", "Dense", "12,360", "epoch 6/6", "Confusion matrix");
        assertThat(run.resolve("model.safetensors")).isNotEmptyFile();
        assertThat(run.resolve("metrics.csv")).content().hasLineCount(7);
        assertThat(run.resolve("metrics.jsonl")).content().hasLineCount(6);
        assertThat(run.resolve("settings.json")).content().contains("\"seed\": 1");
        assertThat(run.resolve("report.html")).content().contains("Worst mistakes", "First layer", "<svg");
        assertThat(run.resolve("checkpoint.safetensors")).doesNotExist();

        String trained = out.toString();
        runWell("evaluate", run.toString());
        String line = out.toString().lines().filter(l -> l.contains("accuracy")).findFirst().orElseThrow();
        assertThat(trained).contains(line);

        runWell("inspect", run.toString(), "--tensors");
        assertThat(out.toString()).contains("12,360", "0.weight", "[100, 64]", "madaline.settings", "madaline.data", "1437 examples, sha256 ");

        // A vertical bar, dark on light, in colour, of another size.
        var image = new BufferedImage(60, 80, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 80; y++) {
            for (int x = 0; x < 60; x++) {
                image.setRGB(x, y, x >= 26 && x < 36 && y > 8 && y < 72 ? 0x000020 : 0xFFFFF0);
            }
        }
        Path png = folder.resolve("one.png");
        ImageIO.write(image, "png", png.toFile());
        runWell("predict", run.toString(), png.toString(), "--top=10", "--output=" + folder.resolve("p.csv"));
        assertThat(out.toString()).contains("one.png: 1 ");
        assertThat(folder.resolve("p.csv")).content().contains("input,prediction,p(0)").contains("one.png,1,0.");
    }

    @Test
    void commandsAndProgramsReadEachOthersModels() throws IOException {
        Path saved = folder.resolve("saved.safetensors");
        new Trainer(Network.of(Shape.of(64), new Dense(10)), new SoftmaxCrossEntropy(), new Adam(0.01)).epochs(3).fit(Digits.load()).model()
                .save(saved);
        Path png = folder.resolve("stroke.png");
        var image = new BufferedImage(60, 80, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setSamples(28, 10, 6, 60, 0, IntStream.generate(() -> 255).limit(360).toArray());
        ImageIO.write(image, "png", png.toFile());
        runWell("predict", saved.toString(), png.toString(), "--top=1");
        String best = Pipeline.classifier(saved).predict(image).best();
        assertThat(out.toString()).contains("stroke.png: " + best + " ");

        runWell("train", "digits", "--epochs=1", "--hidden=8", "--name=by-command", runs());
        Path model = folder.resolve("runs/by-command/model.safetensors");
        runWell("predict", model.toString(), png.toString(), "--top=1");
        assertThat(out.toString()).contains("stroke.png: " + Pipeline.classifier(model).predict(image).best() + " ");
    }

    @Test
    void aTableOfClassesIsTrainedOn() throws IOException {
        var csv = new StringBuilder("width,height,colour,kind\n");
        for (int i = 0; i < 120; i++) {
            boolean large = i % 2 == 0;
            csv.append(large ? 5 + i % 7 : 1 + i % 3).append(',').append(i % 11).append(',');
            csv.append(i % 3 == 0 ? "red" : "blue").append(',').append(large ? "large" : "small").append('\n');
        }
        Path table = folder.resolve("things.csv");
        Files.writeString(table, csv);
        runWell("train", table.toString(), "--label=kind", "--hidden=8", "--epochs=15", "--batch-size=16", "--lr=0.01", runs());
        Path run = folder.resolve("runs/things-mlp");
        assertThat(out.toString()).contains("86 examples to train on, 10 to validate on, 24 to test on", "large", "small");
        Path more = folder.resolve("more.csv");
        Files.writeString(more, "colour,height,width\nred,3,9\nblue,3,1\n");
        runWell("predict", run.toString(), more.toString());
        assertThat(out.toString()).contains("row 1: large", "row 2: small");
        runWell("evaluate", run.toString(), table.toString());
        assertThat(out.toString()).contains("on 120 examples");
        // The model's own preparation, however the file is called.
        String judged = out.toString().lines().skip(1).findFirst().orElseThrow();
        Path upper = Files.copy(table, folder.resolve("THINGS.CSV"));
        runWell("evaluate", run.toString(), upper.toString());
        assertThat(out.toString()).contains("on 120 examples", judged);
        runWell("predict", run.toString(), Files.copy(more, folder.resolve("MORE.Csv")).toString());
        assertThat(out.toString()).contains("row 1: large");
        assertThat(out.toString()).doesNotContain("it knows most of it");
        runWell("evaluate", run.toString(), table.toString());
        assertThat(out.toString()).contains("it knows most of it");
        runWell("inspect", run.toString(), "--json");
        assertThat(Json.readObject(out.toString())).containsEntry("task", "classes").containsEntry("outputs", List.of("large", "small"));
        refuse("is the file to predict for", "predict", run.toString(), more.toString(), "--output=" + more);
        assertThat(more).hasContent("colour,height,width\nred,3,9\nblue,3,1\n");
        refuse("did you mean kind?", "train", table.toString(), "--label=knd", runs());
        refuse("--label must name the column", "train", table.toString(), runs());
    }

    @Test
    void aTableOfNumbersIsTrainedOn() throws IOException {
        var csv = new StringBuilder("x,y\n");
        for (int i = 0; i < 200; i++) {
            csv.append(i / 10.0).append(',').append(1000 + 30 * i / 10.0 + i % 2 * 0.5).append('\n');
        }
        Path table = folder.resolve("line.csv");
        Files.writeString(table, csv);
        runWell(
                "train", table.toString(), "--label=y", "--hidden=16", "--no-batch-norm", "--dropout=0", "--epochs=60",
                "--lr=0.01", "--batch-size=16", runs());
        assertThat(out.toString()).contains("R2");
        Path more = folder.resolve("more.csv");
        Files.writeString(more, "x\n10\n");
        runWell("predict", folder.resolve("runs/line-mlp").toString(), more.toString());
        double predicted = Double.parseDouble(out.toString().replaceAll("(?s).*: ", "").strip());
        assertThat(predicted).isBetween(1250.0, 1350.0);
    }

    @Test
    void whatCannotBeIsRefusedInOneLine() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.safetensors"));
        refuse("did you mean digits?", "train", "digit");
        refuse("--epochs must be at least 1, not 0", "train", "digits", "--epochs=0");
        refuse("'many' is not an int", "train", "digits", "--epochs=many");
        refuse("--epocs", "train", "digits", "--epocs=3");
        refuse("did you mean lenet5?", "train", "digits", "--model=lenet");
        refuse("what to train on is missing", "train");
        refuse("no such file", "evaluate", folder.resolve("none").toString());
        refuse("no such file", "predict", folder.resolve("none").toString(), "x.png");
        refuse("no such file", "inspect", folder.resolve("none").toString());
        refuse("no run", "train", "--resume", runs());
        refuse("--epochs cannot be given with --resume", "train", "--resume", "--epochs=3", runs());
        refuse("the training diverged", "train", "digits", "--lr=1e9", "--epochs=3", runs());
        assertThat(run("inspect", empty.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("empty.safetensors").hasLineCount(1);
        assertThat(run("predict", empty.toString(), empty.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("empty.safetensors").hasLineCount(1);
    }

    @Test
    void aBrokenPictureIsRefusedByName() throws IOException {
        runWell("train", "digits", "--epochs=1", "--name=b", runs());
        Path picture = folder.resolve("broken.png");
        for (byte[] content : new byte[][] {{}, {1, 2, 3}, {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0}}) {
            Files.write(picture, content);
            assertThat(run("predict", folder.resolve("runs/b").toString(), picture.toString())).isEqualTo(1);
            assertThat(err.toString()).contains("broken.png").hasLineCount(1);
        }
    }
}
