package org.madaline.cli.report;

import java.util.List;
import java.util.stream.DoubleStream;

/// Lines over the epochs, or steps of a solver, 1, 2, ...
///
/// @param title above the chart
/// @param axis what is counted below, such as `epoch`
/// @param unit written after the numbers of the vertical axis, such as ` %`
/// @param lines drawn in this order
public record LineChart(String title, String axis, String unit, List<Line> lines) implements Chart {
    /// Points of a line that say their values when they are pointed at.
    private static final int MOST_MARKS = 80;

    /// One line; NaN leaves a gap.
    ///
    /// @param name   in the legend
    /// @param values one for each epoch or step, from the first on
    public record Line(String name, double[] values) {
        private boolean empty() {
            return finite().findAny().isEmpty();
        }

        private DoubleStream finite() {
            return DoubleStream.of(values).filter(Double::isFinite);
        }
    }

    /// Lines without a value are left out.
    public LineChart {
        lines = lines.stream().filter(line -> !line.empty()).toList();
    }

    @Override
    public String svg() {
        if (lines.isEmpty()) {
            return "";
        }
        int epochs = lines.stream().mapToInt(line -> line.values().length).max().orElseThrow();
        double low = lines.stream().flatMapToDouble(Line::finite).min().orElseThrow();
        double high = lines.stream().flatMapToDouble(Line::finite).max().orElseThrow();
        var frame = new ChartFrame(
                title,
                epochs == 1 ? new ChartFrame.Range(axis, "", 0.5, 1.5, true) : new ChartFrame.Range(axis, "", 1, epochs, true),
                ChartFrame.Range.around("", unit, low, high));
        for (int i = 0; i < lines.size(); i++) {
            frame.legend("<line class=\"line s" + i + "\" x1=\"%1$d\" x2=\"%3$d\" y1=\"32\" y2=\"32\"/>", lines.get(i).name());
            draw(frame, lines.get(i), i);
        }
        return frame.end();
    }

    private void draw(ChartFrame frame, Line line, int index) {
        double[] values = line.values();
        var path = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            if (Double.isFinite(values[i])) {
                boolean pen = i > 0 && Double.isFinite(values[i - 1]);
                boolean alone = !pen && (i + 1 == values.length || !Double.isFinite(values[i + 1]));
                path.append(ChartFrame.format(pen ? "L%.1f %.1f " : "M%.1f %.1f ", frame.x(i + 1), frame.y(values[i])));
                if (alone) {
                    frame.add("<circle class=\"dot s%d\" cx=\"%.1f\" cy=\"%.1f\" r=\"3\"/>", index, frame.x(i + 1), frame.y(values[i]));
                }
            }
        }
        frame.add("<path class=\"line s%d\" d=\"%s\"/>", index, path.toString().strip());
        int stride = Math.ceilDiv(values.length, MOST_MARKS);
        for (int i = values.length - 1; i >= 0; i -= stride) {
            if (Double.isFinite(values[i])) {
                frame.mark(index, false, i + 1, values[i], ChartFrame.format("%s, %s %,d: %.4g%s", line.name(), axis, i + 1, values[i], unit));
            }
        }
    }
}
