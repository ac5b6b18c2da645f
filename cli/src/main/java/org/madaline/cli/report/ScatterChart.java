package org.madaline.cli.report;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// What a model predicts, over what is true: right predictions lie on the diagonal.
///
/// @param title above the chart
/// @param actual the true values
/// @param predicted the model's, as many; pairs with a value that is not finite are left out
public record ScatterChart(String title, double[] actual, double[] predicted) implements Chart {
    /// More points hide each other and fill the page's file.
    static final int MOST_POINTS = 2000;

    @Override
    public String svg() {
        int[] points = IntStream.range(0, actual.length)
                .filter(i -> Double.isFinite(actual[i]) && Double.isFinite(predicted[i]))
                .toArray();
        if (points.length == 0) {
            return "";
        }
        var bounds = IntStream.of(points).boxed().flatMapToDouble(i -> DoubleStream.of(actual[i], predicted[i])).summaryStatistics();
        ChartFrame.Range across = ChartFrame.Range.around("true", "", bounds.getMin(), bounds.getMax());
        var up = new ChartFrame.Range("predicted", "", across.low(), across.high(), false);
        var frame = new ChartFrame(title, across, up);
        int shown = Math.min(points.length, MOST_POINTS);
        frame.legend("<circle class=\"point\" cx=\"%2$d\" cy=\"32\" r=\"3\"/>", shown == points.length
                ? "example" : ChartFrame.format("%,d of %,d examples", shown, points.length));
        frame.legend("<line class=\"ideal\" x1=\"%1$d\" x2=\"%3$d\" y1=\"32\" y2=\"32\"/>", "exactly right");
        frame.add("<line class=\"ideal\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/>",
                frame.x(across.low()), frame.x(across.high()), frame.y(across.low()), frame.y(across.high()));
        for (int k = 0; k < shown; k++) {
            int i = points[(int) ((long) k * points.length / shown)];
            frame.add("<circle class=\"point\" cx=\"%.1f\" cy=\"%.1f\" r=\"3\"/>", frame.x(actual[i]), frame.y(predicted[i]));
        }
        return frame.end();
    }
}
