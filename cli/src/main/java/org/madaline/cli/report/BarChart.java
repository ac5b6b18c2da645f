package org.madaline.cli.report;

import java.util.List;
import java.util.Optional;
import org.madaline.formats.VisibleText;
import org.madaline.plots.Figure;
import org.madaline.plots.NamedBars;
import org.madaline.runs.Text;

/// A bar for each of some names, one below the other.
///
/// @param title above the chart
/// @param unit written after the values
/// @param bars from top to bottom
public record BarChart(String title, String unit, List<Bar> bars) implements Chart {
    private static final int LONGEST_NAME = 26;

    /// A bar.
    ///
    /// @param name beside it, shortened where it is long
    /// @param value its length; those below 0 are drawn as 0
    /// @param note said when it is pointed at; may be empty
    public record Bar(String name, double value, String note) {}

    @Override
    public Optional<Figure> figure() {
        if (bars.isEmpty()) {
            return Optional.empty();
        }
        double most = Math.max(bars.stream().mapToDouble(Bar::value).max().orElse(0), Double.MIN_NORMAL);
        int digits = Math.clamp(2 - (int) Math.floor(Math.log10(most)), 0, 8);
        var panel = new NamedBars(Chart.name(title, Chart.LONGEST_TITLE), bars.stream().map(bar -> new NamedBars.Bar(
                Chart.name(bar.name, LONGEST_NAME), bar.value,
                // 0 is added lest -0 be written.
                Text.format("%,." + digits + "f", bar.value + 0.0) + unit,
                bar.name + (bar.note.isEmpty() ? "" : ": " + bar.note))).toList());
        return Optional.of(Figure.of(VisibleText.of(title), Chart.WIDTH, (int) Math.ceil(panel.height()) + 16, panel));
    }
}
