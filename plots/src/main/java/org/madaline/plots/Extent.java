package org.madaline.plots;

import java.util.List;

/// The smallest and largest values of all marks.
///
/// @param filled whether a mark covers the whole plot, so that its ends need no room
record Extent(double lowX, double highX, double lowY, double highY, boolean filled) {
    static Extent of(List<Mark> marks, Axis x, Axis y) {
        Extent all = new Extent(Double.NaN, Double.NaN, Double.NaN, Double.NaN, false);
        for (Mark mark : marks) {
            all = switch (mark) {
                case Mark.Line m -> all.x(m.x(), 0, x).y(m.y(), y);
                case Mark.Points m -> all.x(m.x(), 0, x).y(m.y(), y);
                case Mark.Band m -> all.x(m.x(), 0, x).y(m.low(), y).y(m.high(), y);
                case Mark.Bars m ->
                    all.x(m.x(), m.width() * 0.75, x).y(m.y(), y).y(new double[] {0}, y);
                case Mark.Surface m -> new Extent(all.lowX, all.highX, all.lowY, all.highY, true);
                case Mark.Contour m -> all;
                case Mark.Text m -> all;
                case Mark.Tips m -> all;
            };
        }
        return all;
    }

    private Extent x(double[] values, double room, Axis axis) {
        double[] ends = ends(values, axis);
        return new Extent(min(lowX, ends[0] - room), max(highX, ends[1] + room), lowY, highY, filled);
    }

    private Extent y(double[] values, Axis axis) {
        double[] ends = ends(values, axis);
        return new Extent(lowX, highX, min(lowY, ends[0]), max(highY, ends[1]), filled);
    }

    private static double[] ends(double[] values, Axis axis) {
        double low = Double.NaN;
        double high = Double.NaN;
        for (double v : values) {
            if (Double.isFinite(v) && (!axis.log() || v > 0)) {
                low = min(low, v);
                high = max(high, v);
            }
        }
        return new double[] {low, high};
    }

    private static double min(double a, double b) {
        return Double.isNaN(a) || b < a ? b : a;
    }

    private static double max(double a, double b) {
        return Double.isNaN(a) || b > a ? b : a;
    }
}
