package org.madaline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.madaline.data.Dataset;
import org.madaline.datasets.Digits;
import org.madaline.formats.image.Image;
import org.madaline.formats.image.Images;
import org.madaline.formats.safetensors.SafeTensors;
import org.madaline.model.Model;
import org.madaline.runs.Augmentations;
import org.madaline.runs.PictureSettings;
import org.madaline.tensor.Shape;

/// Folders of pictures from training to explanation, in this process.
class PicturesTest {
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
    }

    private void refuse(String message, String... args) {
        assertThat(run(args)).as(() -> out + "\n" + err).isEqualTo(2);
        assertThat(err.toString().lines().findFirst().orElse("")).contains(message);
    }

    /// Bars with noise, upright or lying.
    private static Image bars(boolean upright, int seed, int height, int width) {
        float[] data = new float[3 * height * width];
        for (int i = 0; i < data.length; i++) {
            int place = upright ? i % width : i / width % height;
            data[i] = (place + seed) % 8 < 4 ? 0.8f : 0.2f + (i * 7919 + seed) % 13 * 0.01f;
        }
        return new Image(3, height, width, data);
    }

    @BeforeEach
    void write() throws IOException {
        for (boolean upright : new boolean[] {true, false}) {
            Path kind = Files.createDirectories(folder.resolve("bars/" + (upright ? "upright" : "lying")));
            for (int i = 0; i < 20; i++) {
                Images.writePng(kind.resolve(i + ".png"), bars(upright, i, 32 + i % 3, 32 + i % 5));
            }
        }
    }

    @Test
    void aFolderIsTrainedOnEvaluatedPredictedAndExplained() throws IOException {
        Files.writeString(folder.resolve("bars/lying/broken.jpg"), "no picture");
        String data = folder.resolve("bars").toString();
        String runs = "--out=" + folder.resolve("runs");
        runWell("train", data, "--model=resnet20_cifar", "--size=8", "--epochs=2", "--batch-size=8", "--lr=0.005", "--augment=crop,color,vertical-flip,rotate=5,mixup=0.3",
                "--name=a", runs);
        assertThat(out.toString()).contains("left out: " + folder.resolve("bars/lying/broken.jpg"), "32 examples to train on, 8 to test on");
        Path run = folder.resolve("runs/a");
        String report = Files.readString(run.resolve("report.html"));
        assertThat(report).contains("left out", "Confusion matrix", ">memory</th>", "<figcaption title=\"16\">16<").doesNotContain("title=\"17\"", "blue<");
        runWell("inspect", run.toString());
        assertThat(out.toString()).containsPattern("fc +Dense +\\[2\\] +130 +128 +528 B");
        runWell("evaluate", run.toString(), data);
        assertThat(out.toString()).contains("on 40 examples");
        Path one = Files.createDirectories(folder.resolve("one"));
        Files.createDirectories(one.resolve("upright"));
        Files.copy(folder.resolve("bars/upright/3.png"), one.resolve("upright/3.png"));
        runWell("evaluate", run.toString(), one.toString());
        assertThat(out.toString()).contains("on 1 example of ");
        String picture = folder.resolve("bars/upright/3.png").toString();
        runWell("predict", run.toString(), picture);
        assertThat(out.toString()).containsPattern("3.png: (upright|lying) [0-9.]+ ?%,  (upright|lying) [0-9.]+ ?%");
        runWell("predict", run.toString(), folder.resolve("bars/upright").toString(), "--limit=5");
        assertThat(out.toString()).contains("0.png: ", "and 15 more");
        assertThat(run("predict", run.toString(), folder.resolve("bars/lying/broken.jpg").toString(), picture)).isEqualTo(1);
        assertThat(out.toString()).contains("3.png: ");
        assertThat(err.toString()).contains("left out: ", "broken.jpg").hasLineCount(1);
        runWell("explain", run.toString(), picture, "--out=" + folder.resolve("seen"), "--class=lying");
        for (String method : ExplainCommand.Methods.CHOICE) {
            Image image = Images.read(folder.resolve("seen/3-" + method + ".png"));
            assertThat(Math.min(image.height(), image.width())).as(method).isGreaterThanOrEqualTo(224);
        }
        refuse("did you mean lying?", "explain", run.toString(), picture, "--class=lyin");
        refuse("did you mean saliency?", "explain", run.toString(), picture, "--method=salency");
        refuse("has no feature maps", "explain", run.toString(), picture, "--method=features", "--layer=fc",
                "--out=" + folder.resolve("seen"));
        assertThat(run("train", data, "--strict", runs)).isEqualTo(1);
        assertThat(err.toString()).contains("broken.jpg").hasLineCount(1);

        fineTunes(run, data, runs);
    }

    @Test
    void viewsOfAPictureAreAveragedOver() throws IOException {
        String data = folder.resolve("bars").toString();
        String runs = "--out=" + folder.resolve("runs");
        runWell("train", data, "--model=resnet20_cifar", "--size=8", "--epochs=1", "--test-augment=flip,crop=0.1", "--name=m", runs);
        Path run = folder.resolve("runs/m");
        Model model = Model.load(run.resolve("model.safetensors"));
        float[] x = new float[3 * 8 * 8];
        float[] mirrored = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = (i * 37 % 11 - 5) * 0.3f;
            mirrored[i / 8 * 8 + 7 - i % 8] = x[i];
        }
        assertThat(model.predict(x)).containsExactly(model.predict(mirrored), within(1e-5f));
        runWell("evaluate", run.toString(), data);
        runWell("inspect", run.toString());
        runWell("explain", run.toString(), folder.resolve("bars/upright/3.png").toString(), "--out=" + folder.resolve("seen"));
        refuse("--test-augment needs an architecture for pictures", "train", "digits", "--test-augment", runs);
        refuse("--test-augment takes flip and crop, not rotate=3", "train", data, "--model=resnet20_cifar", "--size=8",
                "--test-augment=rotate=3", runs);
        refuse("--test-augment crop=x: needs a number", "train", data, "--model=resnet20_cifar", "--size=8",
                "--test-augment=crop=x", runs);
        refuse("--test-augment says nothing to --model softmax", "train", "digits", "--model=softmax", "--test-augment", runs);
    }

    /// On three classes from the weights for two.
    private void fineTunes(Path run, String data, String runs) throws IOException {
        Path third = Files.createDirectories(folder.resolve("bars/none"));
        for (int i = 0; i < 10; i++) {
            Images.writePng(third.resolve(i + ".png"), new Image(3, 20, 20, new float[1200]));
        }
        String weights = "--weights=" + run.resolve("model.safetensors");
        runWell("train", data, "--model=resnet20_cifar", "--size=8", weights, "--freeze=backbone", "--epochs=1", "--name=b", runs);
        assertThat(out.toString()).contains(
                "the head fc is new: 3 classes in place of 2",
                "195 parameters are trained, 269,072 stay as they are (--freeze backbone)");
        Model before = Model.load(run.resolve("model.safetensors"));
        Model after = Model.load(folder.resolve("runs/b/model.safetensors"));
        assertThat(after.classNames()).containsExactly("lying", "none", "upright");
        before.tensors().forEach((name, tensor) -> {
            if (!name.startsWith("fc.") && !name.endsWith("num_batches_tracked")) {
                assertThat(after.tensors().get(name)).as(name).isEqualTo(tensor);
            }
        });
        Path foreign = folder.resolve("foreign.safetensors");
        SafeTensors.of(before.tensors(), java.util.Map.of()).write(foreign);
        Path names = Files.writeString(folder.resolve("names.txt"), "lying\nupright\n");
        String picture = folder.resolve("bars/upright/3.png").toString();
        runWell("predict", "--model=resnet20_cifar", "--weights=" + foreign, "--classes=" + names, picture);
        assertThat(out.toString()).contains("3.png: ", "lying ", "upright ");
        Files.writeString(names, "lying\nnone\nupright\n");
        assertThat(run("predict", "--model=resnet20_cifar", "--weights=" + foreign, "--classes=" + names, picture)).isEqualTo(1);
        assertThat(err.toString()).contains("foreign.safetensors", "for 3 classes").hasLineCount(1);
        refuse("names no parameter", "train", data, "--model=resnet20_cifar", "--size=8", weights, "--freeze=layer9", runs);
        refuse("--freeze", "train", data, "--model=resnet20_cifar", "--freeze=layer1", runs);
        refuse("missing layer1.3.conv1.weight", "train", data, "--model=resnet32_cifar", "--size=8", weights, runs);
        assertThat(SafeTensors.read(run.resolve("model.safetensors")).metadata()).containsKey("madaline.features");
    }

    @Test
    void namedDataAreAugmented() throws IOException {
        String runs = "--out=" + folder.resolve("runs");
        runWell("train", "digits", "--epochs=2", "--augment", runs);
        String seen = accuracy();
        runWell("train", "digits", "--epochs=2", runs);
        assertThat(accuracy()).isNotEqualTo(seen);
        refuse("did you mean affine?", "train", "digits", "--augment=afine", runs);
        refuse("needs a number, such as degrees 15", "train", "digits", "--augment=flip,rotate=much", runs);
        refuse("--augment shift=-1: a shift's range", "train", "digits", "--augment=shift=-1", runs);
        refuse("flip takes no number", "train", "digits", "--augment=flip=2", runs);
        assertThat(Files.readString(Sources.root().resolve("docs/pictures.md")))
                .contains(Augmentations.CHOICE.options().keySet().stream().map(name -> "| `" + name + "` |").toList());
        for (String name : Augmentations.CHOICE) {
            var settings = new PictureSettings(0, List.of(name), List.of(), false, null, List.of());
            Dataset changed = settings.augmented(Digits.load(), Shape.of(1, 8, 8), 1);
            assertThat(IntStream.range(0, 20).filter(i -> !Arrays.equals(picture(changed, i), picture(Digits.load(), i))).count())
                    .as(name).isBetween(5L, 20L);
        }
        runWell("train", "--help");
        assertThat(out.toString().replaceAll("\\s+", " ")).contains("rotate (degrees 15)");
    }

    private static float[] picture(Dataset data, int index) {
        float[] x = new float[data.inputShape().size()];
        data.read(index, x, 0, new float[data.targetShape().size()], 0);
        return x;
    }

    private String accuracy() {
        return out.toString().lines().filter(line -> line.startsWith("test")).findFirst().orElseThrow();
    }
}
