package org.madaline.cli.report;

import java.util.List;

/// A bar for each of some names, one below the other.
///
/// @param title above the chart
/// @param unit written after the values
/// @param bars from top to bottom
public record BarChart(String title, String unit, List<Bar> bars) implements Chart {
    private static final int ROW = 22;
    private static final int TOP = 28;
    private static final int LONGEST_NAME = 26;

    /// A bar.
    ///
    /// @param name beside it, shortened where it is long
    /// @param value its length; those below 0 are drawn as 0
    /// @param note said when it is pointed at; may be empty
    public record Bar(String name, double value, String note) {}

    @Override
    public String svg() {
        if (bars.isEmpty()) {
            return "";
        }
        int letters = bars.stream().mapToInt(bar -> ReportPage.shortened(bar.name, LONGEST_NAME).length()).max().orElse(0);
        int left = (int) Math.ceil(letters * 6.4) + 12;
        double most = Math.max(bars.stream().mapToDouble(Bar::value).max().orElse(0), 1e-300);
        int digits = Math.clamp(2 - (int) Math.floor(Math.log10(most)), 0, 8);
        double room = ChartFrame.WIDTH - left - 76;
        var svg = new StringBuilder(ChartFrame.format(
                "<svg class=\"chart\" viewBox=\"0 0 %d %d\" role=\"img\"><title>%s</title><text class=\"title\" x=\"4\" y=\"16\">%s</text>",
                ChartFrame.WIDTH, TOP + ROW * bars.size() + 4, ReportPage.escape(title), ReportPage.escape(title)));
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            double width = Math.max(0, room * bar.value / most);
            int y = TOP + ROW * i;
            svg.append(ChartFrame.format(
                    "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text><rect class=\"bar\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"14\"/>"
                            + "<text x=\"%.1f\" y=\"%d\">%s%s</text><rect class=\"hover\" x=\"0\" y=\"%d\" width=\"%d\" height=\"%d\"><title>%s</title></rect>",
                    left - 6, y + 12, ReportPage.escape(ReportPage.shortened(bar.name, LONGEST_NAME)), left, y + 1, width,
                    left + width + 6, y + 12, ChartFrame.format("%,." + digits + "f", bar.value + 0.0), unit, y - 3, ChartFrame.WIDTH, ROW,
                    ReportPage.escape(bar.name + (bar.note.isEmpty() ? "" : ": " + bar.note))));
        }
        return svg.append("</svg>\n").toString();
    }
}
