package org.madaline.cli.report;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Lines through points, one quantity over another.
///
/// @param title above the chart
/// @param across the quantity to the right
/// @param up the quantity upwards
/// @param curves told from each other by colour and dashes; at most four
/// @param diagonal what the line from corner to corner means; empty for none
public record CurveChart(String title, Axis across, Axis up, List<Curve> curves, String diagonal) implements Chart {
    /// More points would fill the page's file; of a curve with more, evenly many are left out.
    private static final int MOST_POINTS = 400;

    /// Points that say their values when they are pointed at.
    private static final int MOST_MARKS = 60;

    /// A quantity.
    ///
    /// @param name beside the axis
    /// @param unit written after its numbers, such as ` %`
    /// @param whole where its least and greatest value are known beforehand, these; empty for those of the curves
    public record Axis(String name, String unit, double... whole) {
        /// A share, from 0 to 100 %.
        ///
        /// @param name beside the axis
        /// @return the whole range, whatever the curves are
        public static Axis share(String name) {
            return new Axis(name, " %", 0, 100);
        }

        private ChartFrame.Range range(DoubleStream values) {
            if (whole.length == 2) {
                return new ChartFrame.Range(name, unit, whole[0], whole[1], false);
            }
            var bounds = values.filter(Double::isFinite).summaryStatistics();
            return ChartFrame.Range.around(name, unit, bounds.getMin(), bounds.getMax());
        }
    }

    /// A line through points, in their order.
    ///
    /// @param name in the legend
    /// @param x of the points
    /// @param y of the points, as many
    public record Curve(String name, double[] x, double[] y) {}

    @Override
    public String svg() {
        if (curves.stream().allMatch(curve -> curve.x.length == 0)) {
            return "";
        }
        ChartFrame.Range right = across.range(curves.stream().flatMapToDouble(curve -> DoubleStream.of(curve.x)));
        ChartFrame.Range above = up.range(curves.stream().flatMapToDouble(curve -> DoubleStream.of(curve.y)));
        var frame = new ChartFrame(title, right, above);
        if (!diagonal.isEmpty()) {
            frame.legend("<line class=\"ideal\" x1=\"%1$d\" x2=\"%3$d\" y1=\"32\" y2=\"32\"/>", diagonal);
            frame.add("<line class=\"ideal\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/>",
                    frame.x(right.low()), frame.x(right.high()), frame.y(above.low()), frame.y(above.high()));
        }
        for (int k = 0; k < curves.size(); k++) {
            // A line beside others is told from them by name; alone, by the title.
            if (curves.size() > 1 || !diagonal.isEmpty()) {
                frame.legend("<line class=\"line s" + k + "\" x1=\"%1$d\" x2=\"%3$d\" y1=\"32\" y2=\"32\"/>", curves.get(k).name());
            }
            draw(frame, curves.get(k), k);
        }
        return frame.end();
    }

    private void draw(ChartFrame frame, Curve curve, int index) {
        int count = curve.x.length;
        int[] points = places(count, MOST_POINTS);
        var path = new StringBuilder();
        for (int i : points) {
            path.append(ChartFrame.format(path.isEmpty() ? "M%.1f %.1f" : "L%.1f %.1f", frame.x(curve.x[i]), frame.y(curve.y[i])));
        }
        frame.add("<path class=\"line s%d\" d=\"%s\"/>", index, path);
        for (int i : places(count, MOST_MARKS)) {
            frame.mark(index, count <= 30, curve.x[i], curve.y[i], ChartFrame.format("%s: %s, %s: %s",
                    across.name, value(curve.x[i], across.unit), curves.size() > 1 ? curve.name : up.name, value(curve.y[i], up.unit)));
        }
    }

    private static int[] places(int count, int most) {
        return count <= most ? IntStream.range(0, count).toArray()
                : IntStream.range(0, most).map(k -> (int) ((long) k * (count - 1) / (most - 1))).toArray();
    }

    private static String value(double value, String unit) {
        return ChartFrame.format("%.4g%s", value, unit);
    }
}
