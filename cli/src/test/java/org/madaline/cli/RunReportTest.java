package org.madaline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.madaline.formats.Json;
import org.madaline.formats.image.Image;
import org.madaline.formats.image.ImagePreprocessing;
import org.madaline.formats.image.Images;
import org.madaline.formats.safetensors.SafeTensors;
import org.madaline.runs.DescentSettings;
import org.madaline.runs.LinearSettings;
import org.madaline.runs.NetworkSettings;
import org.madaline.runs.PictureSettings;
import org.madaline.runs.SplitSettings;
import org.madaline.runs.TableReading;
import org.madaline.runs.Text;
import org.madaline.runs.TrainSettings;
import org.madaline.runs.WeightSettings;
import org.madaline.tensor.Tensor;
import picocli.CommandLine;

/// The page of a run, of pictures, of classes and of numbers.
class RunReportTest {
    @TempDir
    Path folder;

    private String train(String data, String... flags) throws IOException {
        var out = new StringWriter();
        String[] args = {"train", folder.resolve(data).toString(), "--name=r", "--out=" + folder.resolve("runs")};
        int code = Main.run(Terminal.plain(new PrintWriter(out), new PrintWriter(out)),
                java.util.stream.Stream.of(args, flags).flatMap(Arrays::stream).toArray(String[]::new));
        assertThat(code).as(out::toString).isZero();
        return Files.readString(folder.resolve("runs/r/report.html"));
    }

    /// What stands between a heading and the next.
    private static String part(String page, String heading) {
        int from = page.indexOf("<h2>" + heading);
        assertThat(from).as(heading).isPositive();
        int to = page.indexOf("<h2>", from + 1);
        return page.substring(from, to < 0 ? page.length() : to);
    }

    private static List<BufferedImage> pictures(String html) throws IOException {
        List<BufferedImage> pictures = new ArrayList<>();
        for (var m = Pattern.compile("base64,([A-Za-z0-9+/=]+)").matcher(html); m.find();) {
            pictures.add(ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(m.group(1)))));
        }
        return pictures;
    }

    @Test
    void picturesAreAsTheyWereBeforeTheirValuesWereNormalized() {
        var imageNet = ImagePreprocessing.ResizeAndCrop.IMAGENET;
        int size = imageNet.shape().size();
        float[] x = new float[size];
        for (int i = 0; i < size; i++) {
            x[i] = imageNet.normalized(i / (size / 3), i % 256 / 255f);
        }
        float[] shown = RunReport.shown(imageNet, x);
        for (int i = 0; i < size; i++) {
            assertThat(Math.round(255 * shown[i])).isEqualTo(i % 256);
        }
    }

    @Test
    void whitePicturesAreWhiteAndKernelsAreOnePictureEach() throws IOException {
        for (String kind : List.of("a", "b")) {
            Path of = Files.createDirectories(folder.resolve("white/" + kind));
            for (int i = 0; i < 10; i++) {
                float[] white = new float[3 * 32 * 32];
                Arrays.fill(white, 1);
                // No two pictures may be the same.
                white[320 + i + (kind.equals("a") ? 0 : 10)] = 0;
                Images.writePng(of.resolve("a name that is so long that it would overlap its neighbours " + i + ".png"), new Image(3, 32, 32, white));
            }
        }
        String page = train("white", "--model=resnet18", "--size=32", "--epochs=1", "--batch-size=16");
        // The pictures of both classes are alike, so that half of them are mistakes.
        String mistakes = part(page, "Worst mistakes");
        assertThat(pictures(mistakes)).hasSize(2).allSatisfy(picture -> {
            assertThat(picture.getRGB(0, 0)).isEqualTo(0xFFFFFFFF);
            assertThat(picture.getRGB(31, 17)).isEqualTo(0xFFFFFFFF);
        });
        assertThat(mistakes).containsPattern("class=\"file\" title=\"[ab]/a name that is so long that it would overlap its neighbours \\d.png\"");
        List<BufferedImage> kernels = pictures(part(page, "First layer"));
        assertThat(kernels).hasSize(64).allMatch(kernel -> kernel.getWidth() == 7 && kernel.getHeight() == 7);
        Tensor weights = SafeTensors.read(folder.resolve("runs/r/model.safetensors")).tensors().get("conv1.weight");
        float[] first = new float[3 * 49];
        weights.copyTo(63 * first.length, first, 0, first.length);
        float largest = 0;
        for (float w : first) {
            largest = Math.max(largest, Math.abs(w));
        }
        int red = kernels.getLast().getRGB(0, 0) >> 16 & 0xFF;
        int blue = kernels.getLast().getRGB(6, 6) & 0xFF;
        assertThat((double) red).isCloseTo(127.5 * (1 + first[0] / largest), within(1.0));
        assertThat((double) blue).isCloseTo(127.5 * (1 + first[3 * 49 - 1] / largest), within(1.0));
        assertThat(part(page, "Settings")).contains("<tr><th>augment</th><td>none</td></tr>").doesNotContain("hidden", "momentum", "l2");
    }

    @Test
    void aRegressionIsShownInItsUnit() throws IOException {
        var csv = new StringBuilder("id,area,price\n");
        for (int i = 0; i < 120; i++) {
            csv.append("c").append(1000 + i).append(',').append(30 + i).append(',').append(i == 5 ? "" : Text.format("%d", 2000 * (30 + i) + i % 7 * 500)).append('\n');
        }
        Files.writeString(folder.resolve("prices.csv"), csv);
        String page = train("prices.csv", "--label=price", "--epochs=5");
        assertThat(part(page, "Learning curves"))
                .contains(">Root mean square error of price</text>", ">training</text>", ">validation</text>")
                .doesNotContain("Accuracy", ">Loss<");
        String scatter = part(page, "Predicted and true price, test part");
        // All rows with a label, a fifth of them for testing; one more in the legend.
        assertThat(scatter.split("fill-opacity=\"0.55\"", -1)).hasSize(24 + 1 + 1);
        assertThat(scatter).contains(">predicted - true</text>", "<title>from ");
        Map<?, ?> scores = (Map<?, ?>) Json.readObject(Files.readString(folder.resolve("runs/r/metrics.json"))).get("test");
        String rmse = Text.value(((Number) scores.get("RMSE")).doubleValue());
        assertThat(part(page, "Errors, test part")).contains("<td>root mean square</td><td class=\"number\">" + rmse + "</td>", "of 24 rows");
        var worst = Pattern.compile("<td>line (\\d+)</td><td class=\"number\">(\\d+)</td>").matcher(part(page, "Worst rows by price"));
        assertThat(worst.find()).isTrue();
        int row = Integer.parseInt(worst.group(1)) - 2;
        assertThat(Integer.parseInt(worst.group(2))).isEqualTo(2000 * (30 + row) + row % 7 * 500);
        assertThat(page).doesNotContain("Confusion matrix", "First layer");
        assertThat(part(page, "What was found in the table")).contains("prices.csv", "<li>price: a number: ", "1 row left out, the label is missing: line 7").doesNotContain("area: number");
        assertThat(part(page, "Columns")).contains("<td>id</td><td>identifier, left out</td>", "<td>area</td><td>number</td>");
    }

    @Test
    void aModelOfTwoClassesIsShownWithItsCurvesAndWhatItLeansOn() throws IOException {
        var csv = new StringBuilder("size,shade,noise,kind\n");
        for (int i = 0; i < 400; i++) {
            int x = i * 7919 % 397;
            csv.append(x / 10.0).append(',').append(List.of("dark", "light", "pale").get(i % 3)).append(',').append(i * 31 % 17 + 0.5).append(',')
                    .append(x + i * 101 % 120 > 260 ? "big" : "small").append('\n');
        }
        Files.writeString(folder.resolve("kinds.csv"), csv);
        String page = train("kinds.csv", "--label=kind", "--epochs=5");
        assertThat(part(page, "What the model is worth, test part"))
                .contains("80 examples", "<th class=\"number\">95 % interval</th>", ">always the most frequent class</th>", "<td>AUC</td>", ">0.5000</td>");
        assertThat(part(page, "Probabilities, test part")).contains(">ROC, area 0.", ">Precision and recall, area 0.", ">Calibration, mean difference ");
        String leans = part(page, "What the model leans on");
        assertThat(leans).contains("the log loss of 80 rows of the test part");
        assertThat(leans.indexOf(">size</text>")).isBetween(0, leans.indexOf(">noise</text>"));
        assertThat(part(page, "How the answers follow the columns")).contains(">size</text>", ">probability of small, %</text>");
        assertThat(part(page, "Worst mistakes")).containsPattern("<td>line \\d+</td><td>(big|small)</td>");
        Map<?, ?> test = (Map<?, ?>) Json.readObject(Files.readString(folder.resolve("runs/r/metrics.json"))).get("test");
        List<?> interval = (List<?>) ((Map<?, ?>) test.get("95 % intervals")).get("accuracy");
        double accuracy = ((Number) test.get("accuracy")).doubleValue();
        assertThat(accuracy).isBetween(((Number) interval.getFirst()).doubleValue(), ((Number) interval.getLast()).doubleValue());
        assertThat(((Map<?, ?>) test.get("always the most frequent class")).get("AUC")).isEqualTo(0.5);
        // The classes are parted by a line.
        assertThat((Double) ((Map<?, ?>) test.get("a linear model")).get("AUC")).isGreaterThan(0.9);
    }

    private static Map<String, String> settings(boolean pictures, String... args) {
        var options = new TrainOptions();
        var parsed = new CommandLine(CommandLine.Model.CommandSpec.forAnnotatedObject(options)).parseArgs(args);
        return SettingsTable.of(options.settings(TrainOptions.given(parsed)), pictures);
    }

    @Test
    void settingsAreNamedAsTheFlagsAreAndSayWhatMatters() {
        assertThat(settings(false, "t.csv", "--label=y", "--lr=0.0001", "--label-smoothing=0.1", "--batch-size=8", "--epochs=7", "--patience=10", "--task=classify", "--types=b.x=category"))
                .containsExactly(
                        entry("data", "t.csv"), entry("label", "y"), entry("ignore", "none"), entry("task", "classify"),
                        entry("types", "b.x=category"), entry("test", "0.2"), entry("validation", "0.1"), entry("basis", "none"),
                        entry("model", "mlp"), entry("hidden", "100, 50"), entry("activation", "relu"), entry("batch norm", "yes"),
                        entry("dropout", "0.2"), entry("epochs", "7"), entry("batch size", "8"), entry("optimizer", "adam"),
                        entry("lr", "0.0001"), entry("schedule", "cosine"), entry("label smoothing", "0.1"), entry("patience", "10"),
                        entry("seed", "1"));
        assertThat(settings(true, "digits", "--model=softmax", "--l2=2", "--solver=lbfgs", "--iterations=9", "--balanced"))
                .containsExactly(
                        entry("data", "digits"), entry("test", "0.2"), entry("validation", "none"), entry("augment", "none"),
                        entry("test augment", "none"), entry("basis", "none"), entry("model", "softmax"), entry("l2", "2"),
                        entry("balanced", "yes"), entry("solver", "lbfgs"), entry("iterations", "9"), entry("seed", "1"));
    }

    @Test
    void ofDataWithATestPartOfTheirOwnNoShareIsSetAside() {
        assertThat(settings(true, "mnist", "--model=softmax")).doesNotContainKey("test").containsEntry("validation", "none");
    }

    /// A setting that is added has to be added to the table, too, and then here.
    @Test
    void noSettingIsForgotten() {
        var names = new ArrayList<String>();
        for (Class<?> type : List.of(TrainSettings.class, TableReading.class, SplitSettings.class, WeightSettings.class, PictureSettings.class, NetworkSettings.class,
                DescentSettings.class, LinearSettings.class)) {
            Arrays.stream(type.getRecordComponents()).forEach(component -> names.add(component.getName()));
        }
        assertThat(String.join(" ", names)).isEqualTo(
                "data label ignore table test validation split weights pictures basis network descent linear seed"
                        + " separator quote decimal thousands header encoding comment skipBadRows task types missing labelScale rows quantiles"
                        + " testFile validationFile group time folds column balanced"
                        + " size augment testAugment strict weights freeze"
                        + " model hidden activation batchNorm dropout members"
                        + " epochs batchSize optimizer lr momentum weightDecay schedule labelSmoothing clipNorm patience"
                        + " model l1 l2 balanced solver iterations tolerance lr epochs batchSize");
    }
}
