package org.madaline.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The picture around what a chart shows: title, legend, axes with round numbers, and the places of values between them.
final class ChartFrame {
    static final int WIDTH = 460;
    private static final int HEIGHT = 290;
    private static final int RIGHT = 26;
    private static final int TOP = 50;
    private static final int BOTTOM = 40;

    /// Three names of so many letters stand side by side.
    private static final int LONGEST_NAME = 16;

    /// About the width of a digit of the smaller letters.
    private static final double DIGIT = 6.4;

    /// An axis that shows the values from `low` to `high`.
    ///
    /// @param name what is counted or measured
    /// @param unit written after its numbers, such as ` %`
    /// @param whole whether only whole numbers are marked
    record Range(String name, String unit, double low, double high, boolean whole) {
        /// Of values, with a margin; from 0 to 1 where there are none.
        static Range around(String name, String unit, double low, double high) {
            double margin = high > low ? 0.05 * (high - low) : Math.max(0.05 * Math.abs(high), 1e-6);
            return low <= high ? new Range(name, unit, low - margin, high + margin, false) : new Range(name, unit, 0, 1, false);
        }

        private List<Double> marks(int count) {
            return ChartFrame.marks(low, high, count).stream().filter(mark -> !whole || mark == Math.rint(mark)).toList();
        }
    }

    private final StringBuilder svg = new StringBuilder();
    private final Range across;
    private final Range up;
    private final int left;
    private int legend;

    ChartFrame(String title, Range across, Range up) {
        this.across = across;
        this.up = up;
        List<Double> marks = up.marks(5);
        int widest = marks.stream().mapToInt(mark -> label(mark, marks, up.unit()).length()).max().orElse(0);
        left = Math.max(40, (int) Math.ceil(DIGIT * widest) + 12 + (up.name().isEmpty() ? 0 : 18));
        legend = left;
        String name = ReportPage.escape(title);
        add("<svg class=\"chart\" viewBox=\"0 0 %d %d\" role=\"img\"><title>%s</title>", WIDTH, HEIGHT, name);
        add("<text class=\"title\" x=\"%d\" y=\"16\">%s</text>", left, name);
        axes(marks);
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
        // Beyond so many multiples their numbers are no longer exact, and the marks would all be the same.
        if (Math.abs(low / step) < 1e15 && Math.abs(high / step) < 1e15) {
            for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + 1e-9 * step; i++) {
                marks.add(i * step);
            }
        }
        return marks;
    }

    /// A mark's number with as many digits as tell it from the others.
    static String label(double mark, List<Double> marks, String unit) {
        double step = marks.size() < 2 ? Math.abs(mark) : marks.get(1) - marks.get(0);
        double largest = Math.max(Math.abs(marks.getFirst()), Math.abs(marks.getLast()));
        int place = step > 0 ? (int) Math.floor(Math.log10(step) + 1e-9) : 0;
        if (largest >= 1e7 || largest < 1e-4) {
            int digits = largest > 0 ? Math.clamp((int) Math.floor(Math.log10(largest) + 1e-9) - place, 0, 6) : 0;
            return mark == 0 ? "0" + unit : format("%." + digits + "e%s", mark, unit);
        }
        String number = format("%,." + Math.clamp(-place, 0, 8) + "f", mark);
        return (number.matches("-[0.]+") ? number.substring(1) : number) + unit;
    }

    private void axes(List<Double> marks) {
        int bottom = HEIGHT - BOTTOM;
        int right = WIDTH - RIGHT;
        for (double mark : marks) {
            double y = y(mark);
            add("<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>", left, right, y, y);
            add("<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>", left - 6, y + 4, label(mark, marks, up.unit()));
        }
        List<Double> below = across.marks(across.whole() ? 8 : 5);
        for (double mark : below) {
            add("<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>", x(mark), bottom + 15, label(mark, below, across.unit()));
        }
        add("<line class=\"axis\" x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>", left, right, bottom, bottom);
        add("<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>", (left + right) / 2, HEIGHT - 6, ReportPage.escape(across.name()));
        if (!up.name().isEmpty()) {
            int middle = (TOP + bottom) / 2;
            add("<text x=\"12\" y=\"%d\" text-anchor=\"middle\" transform=\"rotate(-90 12 %d)\">%s</text>", middle, middle,
                    ReportPage.escape(up.name()));
        }
    }

    double x(double value) {
        return left + (WIDTH - left - RIGHT) * (value - across.low()) / (across.high() - across.low());
    }

    double y(double value) {
        return TOP + (HEIGHT - TOP - BOTTOM) * (up.high() - value) / (up.high() - up.low());
    }

    /// A name in the row below the title, with a sample of what it names.
    ///
    /// @param sample an SVG element that takes its place as `%1$d`, its left end, `%2$d`, its middle, and `%3$d`, its right end
    void legend(String sample, String name) {
        add(sample, legend, legend + 9, legend + 18);
        String brief = ReportPage.shortened(name, LONGEST_NAME);
        String whole = brief.equals(name) ? "" : "<title>" + ReportPage.escape(name) + "</title>";
        add("<text x=\"%d\" y=\"36\">%s%s</text>", legend + 24, ReportPage.escape(brief), whole);
        legend += 24 + (int) Math.ceil(DIGIT * brief.length()) + 12;
    }

    /// A point that says something when it is pointed at.
    ///
    /// @param seen whether it is drawn, too
    void mark(int series, boolean seen, double x, double y, String said) {
        if (seen) {
            add("<circle class=\"dot s%d\" cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\"/>", series, x(x), y(y));
        }
        add("<circle class=\"hover\" cx=\"%.1f\" cy=\"%.1f\" r=\"7\"><title>%s</title></circle>", x(x), y(y), ReportPage.escape(said));
    }

    /// The values of the arguments, in every locale alike.
    void add(String format, Object... values) {
        svg.append(format(format, values));
    }

    String end() {
        return svg.append("</svg>\n").toString();
    }

    static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
