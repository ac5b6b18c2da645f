package org.madaline.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.madaline.tensor.Shape;
import org.xml.sax.InputSource;

class ReportPageTest {
    private static Report example() {
        var random = new Random(1);
        double[] losses = new double[20];
        double[] validation = new double[20];
        for (int i = 1; i <= 20; i++) {
            losses[i - 1] = 1.0 / i + 0.05;
            validation[i - 1] = i % 2 == 0 ? Double.NaN : 1.2 / i + 0.1;
        }
        var chart = new LineChart("Loss", "epoch", "", List.of(
                new LineChart.Line("training", losses), new LineChart.Line("validation", validation)));
        long[][] counts = {{95, 5, 0}, {2, 98, 0}, {0, 30, 70}};
        float[] image = new float[784];
        for (int i = 0; i < image.length; i++) {
            image[i] = random.nextFloat() - 0.5f;
        }
        return new Report(
                "mnist <1>",
                Map.of("test accuracy", "98.38 %"),
                List.of("be <warned>"),
                List.of(
                        new Report.Charts("Learning <curves>", "a <note>", List.of(chart)),
                        ConfusionViewTest.of("Confusion matrix", List.of("zero", "one", "two & more"), counts),
                        new Report.Mistakes("Worst mistakes", List.of(new Report.Mistake(
                                "two/a <long> name.png", Shape.of(1, 28, 28), image, "two & more", "one", 0.999))),
                        new Report.FirstWeights(List.of(new Report.Weights("unit 1", Shape.of(1, 28, 28), image)), 7),
                        new Report.Table("Layers", "", List.of(List.of("layer", ">parameters"), List.of("dense", "78,500"))),
                        new Report.Lines("Found", List.of("3 rows < 4")),
                        new Report.Pairs("Settings", Map.of("seed", "1"))));
    }

    @Test
    void thePageIsWholeAndEscaped() {
        String page = ReportPage.of(example());
        assertThat(page)
                .startsWith("<!DOCTYPE html>")
                .endsWith("</html>\n")
                .contains("mnist &lt;1&gt;", "two &amp; more, taken for <b>one</b>", "98.38 %", "be &lt;warned&gt;", "<td class=\"number\">78,500</td>", "99.9&nbsp;% <span class=\"file\" title=\"two/a &lt;long&gt; name.png\">a &lt;long&gt; name.png</span>", "<p>a &lt;note&gt;</p>",
                        "The first 1 of 7 units.", "<li>3 rows &lt; 4</li>", "<tr><th>seed</th><td>1</td></tr>", "data:image/png;base64,")
                .doesNotContain("NaN", "<1>", "http://", "https://");
    }

    @Test
    void theChartIsWellFormed() throws Exception {
        var chart = new LineChart("Loss", "epoch", "", List.of(new LineChart.Line("training", new double[] {1, Double.NaN, 0.5, 0.25})));
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(chart.svg())));
        var paths = document.getElementsByTagName("path");
        assertThat(java.util.stream.IntStream.range(0, paths.getLength())
                .mapToObj(i -> paths.item(i).getAttributes().getNamedItem("d").getTextContent()))
                .anyMatch(path -> path.matches("M\\S+ \\S+L\\S+ \\S+") && !path.matches("M\\S+ (\\S+)L\\S+ \\1|M(\\S+) \\S+L\\2 \\S+"));
    }

    @Test
    void aChartOfOneEpochOrNoValueIsDrawn() {
        assertThat(new LineChart("Loss", "epoch", "", List.of(new LineChart.Line("training", new double[] {0}))).svg())
                .contains("<circle")
                .doesNotContain("NaN", "Infinity");
        assertThat(new LineChart("Loss", "epoch", "", List.of(new LineChart.Line("training", new double[] {Double.NaN}))).svg())
                .isEmpty();
    }

    @Test
    void ofALongNameBothEndsAreShown() {
        assertThat(ReportPage.brief("no. 757")).isEqualTo("no. 757");
        assertThat(ReportPage.brief("red/deep/0123456789abcd.png")).isEqualTo("0123456789abcd.png");
        assertThat(ReportPage.brief("red/holiday_photograph_edited_07.png")).isEqualTo("holida\u2026ited_07.png");
        assertThat(ReportPage.brief("\ud83d\ude00".repeat(30))).isEqualTo("\ud83d\ude00".repeat(6) + "\u2026" + "\ud83d\ude00".repeat(11));
    }

    @Test
    void aLegendNamesTheLines() {
        String svg = new LineChart("Loss", "epoch", "", List.of(
                new LineChart.Line("training", new double[] {2, 1}),
                new LineChart.Line("validation", new double[] {3, 2}))).svg();
        assertThat(svg).contains(">training</text>", ">validation</text>", "stroke=\"var(--a,#0072b2)\"", "stroke=\"var(--b,#d55e00)\"",
                "<title>training, epoch 2: 1.000</title>");
    }

    @Test
    void partsWithNothingToShowAreLeftOut() {
        var nothing = new LineChart("Accuracy", "epoch", " %", List.of(new LineChart.Line("training", new double[] {Double.NaN})));
        String page = ReportPage.of(new Report("r", Map.of(), List.of(), List.of(
                new Report.Charts("Learning curves", "note", List.of(nothing)),
                new Report.Mistakes("Worst mistakes", List.of()),
                new Report.FirstWeights(List.of(), 0))));
        assertThat(page).doesNotContain("<h2>", "<svg", "note<");
    }
}
