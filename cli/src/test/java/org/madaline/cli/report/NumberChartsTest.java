package org.madaline.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The charts of a model of numbers.
class NumberChartsTest {
    private static long points(String svg) {
        return svg.split("fill-opacity=\"0.55\"", -1).length - 1;
    }

    @Test
    void rightPredictionsLieOnTheDiagonal() {
        String svg = new ScatterChart("p", new double[] {0, 100, Double.NaN}, new double[] {0, 100, 5}).svg();
        // The one of the legend, and two of three.
        assertThat(points(svg)).isEqualTo(3);
        double[][] places = java.util.regex.Pattern.compile("cx=\"([0-9.]+)\" cy=\"([0-9.]+)\"").matcher(svg).results()
                .limit(2)
                .map(m -> new double[] {Double.parseDouble(m.group(1)), Double.parseDouble(m.group(2))})
                .toArray(double[][]::new);
        var diagonal = java.util.regex.Pattern.compile("d=\"M([0-9.]+) ([0-9.]+)L([0-9.]+) ([0-9.]+)\" fill=\"none\" stroke=\"var.--b").matcher(svg);
        assertThat(diagonal.find()).isTrue();
        double x1 = Double.parseDouble(diagonal.group(1));
        double y1 = Double.parseDouble(diagonal.group(2));
        double x2 = Double.parseDouble(diagonal.group(3));
        double y2 = Double.parseDouble(diagonal.group(4));
        for (double[] place : places) {
            double along = (place[0] - x1) / (x2 - x1);
            assertThat(place[1]).isCloseTo(y1 + along * (y2 - y1), org.assertj.core.api.Assertions.within(0.2));
        }
        assertThat(places[0][0]).isLessThan(places[1][0]);
        assertThat(places[0][1]).isGreaterThan(places[1][1]);
    }

    @Test
    void ofManyExamplesAShareIsShownAndSaid() {
        double[] values = IntStream.range(0, 5000).asDoubleStream().toArray();
        String svg = new ScatterChart("p", values, values).svg();
        assertThat(points(svg)).isEqualTo(ScatterChart.MOST_POINTS + 1);
        assertThat(svg).contains("2,000 of 5,000 examples");
        assertThat(new ScatterChart("p", new double[] {Double.NaN}, new double[] {1}).svg()).isEmpty();
    }

    @Test
    void binsAreRoundAndHoldAllValues() {
        HistogramChart.Bins bins = HistogramChart.bins(-10, -9.5, 0, 0.5, 9.99, 10, Double.NaN);
        assertThat(bins.low()).isEqualTo(-10);
        assertThat(bins.width()).isEqualTo(1);
        assertThat(bins.counts()).hasSize(21);
        assertThat(Arrays.stream(bins.counts()).sum()).isEqualTo(6);
        assertThat(bins.counts()[0]).isEqualTo(2);
        assertThat(bins.counts()[10]).isEqualTo(2);
        assertThat(bins.counts()[19]).isEqualTo(1);
        assertThat(bins.counts()[20]).isEqualTo(1);
        assertThat(HistogramChart.bins(3, 3).counts()).containsExactly(2);
        assertThat(new HistogramChart("e", "error", new double[] {0, 0, 0}).svg()).contains("<title>from 0 to ").doesNotContain("NaN");
    }
}
