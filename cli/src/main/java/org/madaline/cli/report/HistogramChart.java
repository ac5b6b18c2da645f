package org.madaline.cli.report;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.madaline.plots.Axes;
import org.madaline.plots.Axis;
import org.madaline.plots.Figure;
import org.madaline.plots.Mark;
import org.madaline.plots.Palette;
import org.madaline.runs.Text;

/// How often values lie in each of some intervals of equal width, whose ends are round numbers.
///
/// @param title above the chart
/// @param axis what the values are
/// @param values those that are not finite are left out
public record HistogramChart(String title, String axis, double[] values) implements Chart {
    private static final int BINS = 20;

    /// @param low the lower end of the first interval
    /// @param width of each
    /// @param counts of the values in each; one on an end belongs to the interval above it
    record Bins(double low, double width, int[] counts) {}

    static Bins bins(double... values) {
        var bounds = DoubleStream.of(values).filter(Double::isFinite).summaryStatistics();
        double spread = bounds.getMax() - bounds.getMin();
        double least = spread > 0 ? spread : Math.max(1e-9, 0.1 * Math.abs(bounds.getMax()));
        double width = rounded(least / BINS);
        double low = Math.floor(bounds.getMin() / width) * width;
        int count = (int) Math.floor((bounds.getMax() - low) / width) + 1;
        var counts = new int[Math.clamp(count, 1, 10 * BINS)];
        for (double value : values) {
            if (Double.isFinite(value)) {
                counts[Math.clamp((int) Math.floor((value - low) / width), 0, counts.length - 1)]++;
            }
        }
        return new Bins(low, width, counts);
    }

    /// The next 1, 2 or 5 times a power of ten.
    private static double rounded(double rough) {
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        return power * (rough <= power ? 1 : rough <= 2 * power ? 2 : rough <= 5 * power ? 5 : 10);
    }

    @Override
    public Optional<Figure> figure() {
        if (DoubleStream.of(values).noneMatch(Double::isFinite)) {
            return Optional.empty();
        }
        Bins bins = bins(values);
        int[] counts = bins.counts;
        double high = bins.low + bins.width * counts.length;
        double most = 1.05 * Arrays.stream(counts).max().orElseThrow();
        double[] middles = IntStream.range(0, counts.length).mapToDouble(i -> bins.low + (i + 0.5) * bins.width).toArray();
        double[] heights = Arrays.stream(counts).asDoubleStream().toArray();
        Axes axes = Axes.of(Axis.of(axis, Math.min(0, bins.low), Math.max(0, high)), Axis.of("examples", 0, most))
                .title(Chart.name(title, Chart.LONGEST_TITLE))
                .with(new Mark.Bars("", middles, heights, 0.96 * bins.width, Palette.BLUE))
                .dashed("", new double[] {0, 0}, new double[] {0, most}, Palette.VERMILION)
                .with(new Mark.Tips(middles, heights, IntStream.range(0, counts.length)
                        .mapToObj(i -> Text.format("from %s to %s: %,d", Text.value(bins.low + i * bins.width), Text.value(bins.low + (i + 1) * bins.width), counts[i])).toList()));
        return Optional.of(Chart.of(title, axes));
    }
}
