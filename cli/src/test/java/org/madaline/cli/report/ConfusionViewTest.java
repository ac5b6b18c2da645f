package org.madaline.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ConfusionViewTest {
    /// Of objects that count the same.
    static Report.Confusion of(String title, List<String> names, long[][] counts) {
        List<Double> recall = IntStream.range(0, names.size()).mapToObj(i -> (double) counts[i][i] / LongStream.of(counts[i]).sum()).toList();
        List<Double> precision = IntStream.range(0, names.size())
                .mapToObj(j -> (double) counts[j][j] / Arrays.stream(counts).mapToLong(row -> row[j]).sum()).toList();
        return new Report.Confusion(title, names, counts, recall, precision, false);
    }

    @Test
    void ofWeightedExamplesAndAbsentClassesThePageSaysSo() {
        var weighted = new Report.Confusion("c", List.of("a", "b"), new long[][] {{3, 1}, {0, 0}}, List.of(0.25, Double.NaN), List.of(1.0, 0.0), true);
        assertThat(ConfusionView.html(weighted)).contains("by their weights", "no example here", "<td class=\"end\">25.0 %</td>", "<td class=\"end\">-</td>");
        assertThat(ConfusionView.html(confusion(10))).doesNotContain("weights", "no example");
    }

    /// Ten objects of each class, of which those of class 2 are four times taken for class 5, of class 3 once for class 0.
    private static Report.Confusion confusion(int classes) {
        long[][] counts = new long[classes][classes];
        for (int i = 0; i < classes; i++) {
            counts[i][i] = 10;
        }
        counts[2][2] = 6;
        counts[2][5] = 4;
        counts[3][3] = 9;
        counts[3][0] = 1;
        return ConfusionViewTest.of("Confusion matrix", IntStream.range(0, classes).mapToObj(i -> "k" + i).toList(), counts);
    }

    @Test
    void ofFewClassesTheMatrixSaysAll() {
        assertThat(ConfusionView.html(confusion(10)))
                .contains("<table class=\"confusion\">", "<td class=\"end\">60.0 %</td>")
                .doesNotContain("Most frequent");
    }

    @Test
    void theMatrixOf26ClassesIsSmallAndItsErrorsAreListed() {
        assertThat(ConfusionView.html(confusion(26)))
                .contains(
                        "<table class=\"confusion dense upright\">",
                        "<td class=\"end\">60</td>",
                        "title=\"k2, taken for k5\">4</td>",
                        "<tr><td>k2</td><td>k5</td><td class=\"number\">4</td><td class=\"number\">40.0 %</td></tr>\n"
                                + "<tr><td>k3</td><td>k0</td><td class=\"number\">1</td><td class=\"number\">10.0 %</td></tr>\n</table>")
                .doesNotContain("found least");
    }

    @Test
    void ofMoreClassesErrorsAndTheHardestClassesAreListed() {
        assertThat(ConfusionView.html(confusion(1000)))
                .contains(
                        "A matrix of 1,000 classes fits no page",
                        "<tr><td>k2</td><td>k5</td><td class=\"number\">4</td><td class=\"number\">40.0 %</td></tr>",
                        "20 of 1,000 classes.",
                        "<tr><td>k2</td><td class=\"number\">60.0 %</td><td class=\"number\">100.0 %</td><td class=\"number\">10</td></tr>\n<tr><td>k3</td><td class=\"number\">90.0 %</td>")
                .doesNotContain("class=\"confusion");
    }

    @Test
    void longNamesStandUpright() {
        var few = ConfusionViewTest.of("c", IntStream.range(0, 8).mapToObj(i -> "a rather long name " + i).toList(), new long[8][8]);
        assertThat(ConfusionView.html(few)).contains("<table class=\"confusion upright\">");
    }

    @Test
    void aModelWithoutErrorsHasNone() {
        long[][] counts = new long[40][40];
        assertThat(ConfusionView.frequent(ConfusionViewTest.of("c", IntStream.range(0, 40).mapToObj(i -> "k" + i).toList(), counts))).isEmpty();
    }
}
