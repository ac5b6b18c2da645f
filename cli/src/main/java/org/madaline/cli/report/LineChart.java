package org.madaline.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Lines over the epochs, or steps of a solver, 1, 2, ... as SVG for a page: axes with round numbers, a legend, colours by CSS class.
///
/// @param title above the chart
/// @param axis what is counted below, such as `epoch`
/// @param unit written after the numbers of the vertical axis, such as `%`
public record LineChart(String title, String axis, String unit, List<Line> lines) {
    private static final int WIDTH = 460;
    private static final int HEIGHT = 260;
    private static final int LEFT = 52;
    private static final int RIGHT = 12;
    private static final int TOP = 30;
    private static final int BOTTOM = 34;

    /// One line; NaN leaves a gap.
    public record Line(String name, double[] values) {
        boolean empty() {
            for (double value : values) {
                if (Double.isFinite(value)) {
                    return false;
                }
            }
            return true;
        }
    }

    /// Lines without a value are left out.
    public LineChart {
        lines = lines.stream().filter(line -> !line.empty()).toList();
    }

    /// The marks of an axis from `low` to `high`: about `count` multiples of 1, 2 or 5 times a power of ten.
    static List<Double> marks(double low, double high, int count) {
        double rough = Math.max(high - low, 1e-12) / count;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double step = 10 * power;
        for (int factor : new int[] {1, 2, 5}) {
            if (factor * power >= rough) {
                step = factor * power;
                break;
            }
        }
        var marks = new ArrayList<Double>();
        for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + 1e-9 * step; i++) {
            marks.add(i * step);
        }
        return marks;
    }

    String svg() {
        if (lines.isEmpty()) {
            return "";
        }
        int epochs = 1;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Line line : lines) {
            epochs = Math.max(epochs, line.values().length);
            for (double value : line.values()) {
                if (Double.isFinite(value)) {
                    low = Math.min(low, value);
                    high = Math.max(high, value);
                }
            }
        }
        double margin = high > low ? 0.05 * (high - low) : Math.max(0.05 * Math.abs(high), 1e-6);
        var scale = new Scale(epochs, low - margin, high + margin);
        var svg = new StringBuilder();
        svg.append(format("<svg class=\"chart\" viewBox=\"0 0 %d %d\" role=\"img\">", WIDTH, HEIGHT));
        svg.append(format("<title>%s</title><text class=\"title\" x=\"%d\" y=\"16\">%s</text>", ReportPage.escape(title), LEFT, ReportPage.escape(title)));
        axes(svg, scale);
        for (int i = 0; i < lines.size(); i++) {
            draw(svg, scale, lines.get(i), i);
        }
        return svg.append("</svg>\n").toString();
    }

    private void axes(StringBuilder svg, Scale scale) {
        int right = WIDTH - RIGHT;
        int bottom = HEIGHT - BOTTOM;
        List<Double> marks = marks(scale.low, scale.high, 5);
        int digits = marks.size() < 2 ? 2 : Math.max(0, (int) Math.ceil(-Math.log10(marks.get(1) - marks.get(0)) - 1e-9));
        for (double mark : marks) {
            double y = scale.y(mark);
            svg.append(format("<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>", LEFT, right, y, y));
            svg.append(format(
                    "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%." + Math.min(digits, 6) + "f%s</text>",
                    LEFT - 6,
                    y + 4,
                    mark,
                    unit));
        }
        for (double mark : marks(1, Math.max(2, scale.epochs), 8)) {
            if (mark == Math.rint(mark) && mark <= scale.epochs) {
                svg.append(format(
                        "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.0f</text>",
                        scale.x(mark),
                        bottom + 15,
                        mark));
            }
        }
        svg.append(format("<line class=\"axis\" x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>", LEFT, right, bottom, bottom));
        svg.append(format(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>", (LEFT + right) / 2, HEIGHT - 4, axis));
    }

    private static void draw(StringBuilder svg, Scale scale, Line line, int index) {
        var points = new StringBuilder();
        boolean pen = false;
        for (int i = 0; i < line.values().length; i++) {
            double value = line.values()[i];
            if (Double.isFinite(value)) {
                points.append(format("%s%.1f %.1f", pen ? " L" : " M", scale.x(i + 1), scale.y(value)));
            }
            pen = Double.isFinite(value);
        }
        int x = WIDTH - RIGHT - 110 * (index + 1);
        svg.append(format("<path class=\"line s%d\" d=\"%s\"/>", index, points.toString().strip()));
        if (line.values().length == 1) {
            svg.append(format("<circle class=\"dot s%d\" cx=\"%.1f\" cy=\"%.1f\" r=\"3\"/>", index, scale.x(1), scale.y(line.values()[0])));
        }
        svg.append(format("<line class=\"line s%d\" x1=\"%d\" x2=\"%d\" y1=\"12\" y2=\"12\"/>", index, x, x + 18));
        svg.append(format("<text x=\"%d\" y=\"16\">%s</text>", x + 23, ReportPage.escape(line.name())));
    }

    private record Scale(int epochs, double low, double high) {
        double x(double epoch) {
            return epochs == 1
                    ? (LEFT + WIDTH - RIGHT) / 2.0
                    : LEFT + (WIDTH - LEFT - RIGHT) * (epoch - 1) / (epochs - 1);
        }

        double y(double value) {
            return TOP + (HEIGHT - TOP - BOTTOM) * (high - value) / (high - low);
        }
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
