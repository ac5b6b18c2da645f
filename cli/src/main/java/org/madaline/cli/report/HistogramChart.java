package org.madaline.cli.report;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

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
        List<Double> marks = ChartFrame.marks(0, least, BINS);
        double width = marks.size() < 2 ? least : marks.get(1);
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

    @Override
    public String svg() {
        if (DoubleStream.of(values).noneMatch(Double::isFinite)) {
            return "";
        }
        Bins bins = bins(values);
        double high = bins.low + bins.width * bins.counts.length;
        int most = Arrays.stream(bins.counts).max().orElseThrow();
        var frame = new ChartFrame(
                title,
                new ChartFrame.Range(axis, "", Math.min(0, bins.low), Math.max(0, high), false),
                new ChartFrame.Range("examples", "", 0, 1.05 * most, true));
        double bottom = frame.y(0);
        for (int i = 0; i < bins.counts.length; i++) {
            if (bins.counts[i] > 0) {
                double from = frame.x(bins.low + i * bins.width);
                double to = frame.x(bins.low + (i + 1) * bins.width);
                double top = frame.y(bins.counts[i]);
                frame.add("<rect class=\"bar\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"><title>%s</title></rect>",
                        from + 0.5, top, Math.max(0.5, to - from - 1), bottom - top, bins.counts[i]);
            }
        }
        frame.add("<line class=\"ideal\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/>", frame.x(0), frame.x(0), frame.y(1.05 * most), bottom);
        return frame.end();
    }
}
