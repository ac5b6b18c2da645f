package org.madaline.cli.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.madaline.plots.Axes;
import org.madaline.plots.Figure;
import org.madaline.plots.Mark;
import org.madaline.plots.Palette;
import org.madaline.plots.Symbol;
import org.madaline.runs.Text;

/// Lines through points, one quantity over another.
///
/// @param title above the chart
/// @param across the quantity to the right
/// @param up the quantity upwards
/// @param curves told from each other by colour and dashes; at most four
/// @param diagonal what the line from corner to corner means, of axes whose ends are known beforehand; empty for none
public record CurveChart(String title, Axis across, Axis up, List<Curve> curves, String diagonal) implements Chart {
    /// More points would fill the page's file; of a curve with more, evenly many are left out.
    private static final int MOST_POINTS = 400;

    /// Points that say their values when they are pointed at.
    private static final int MOST_MARKS = 60;

    /// So few points are drawn, too.
    private static final int FEW = 30;

    private static final int LONGEST_NAME = 24;

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

        private org.madaline.plots.Axis drawn() {
            String label = Chart.name(name, Chart.LONGEST_TITLE) + (unit.isBlank() ? "" : ", " + unit.strip());
            return whole.length == 2 ? org.madaline.plots.Axis.of(label, whole[0], whole[1]) : org.madaline.plots.Axis.of(label);
        }
    }

    /// A line through points, in their order.
    ///
    /// @param name in the legend
    /// @param x of the points
    /// @param y of the points, as many
    public record Curve(String name, double[] x, double[] y) {}

    @Override
    public Optional<Figure> figure() {
        if (curves.stream().allMatch(curve -> curve.x.length == 0)) {
            return Optional.empty();
        }
        Axes axes = Axes.of(across.drawn(), up.drawn()).title(Chart.name(title, Chart.LONGEST_TITLE));
        if (!diagonal.isEmpty()) {
            axes = axes.dashed(diagonal, across.whole, up.whole, Palette.VERMILION);
        }
        for (int k = 0; k < curves.size(); k++) {
            // A line beside others is told from them by name; alone, by the title.
            String name = curves.size() > 1 || !diagonal.isEmpty() ? Chart.name(curves.get(k).name, LONGEST_NAME) : "";
            axes = with(axes, name, curves.get(k), k);
        }
        return Optional.of(Chart.of(title, axes));
    }

    private Axes with(Axes axes, String name, Curve curve, int index) {
        int count = curve.x.length;
        int[] line = places(count, MOST_POINTS);
        int[] marks = places(count, MOST_MARKS);
        Axes drawn = axes.with(new Mark.Line(name, at(line, curve.x), at(line, curve.y), Palette.series(index), 2, Chart.dash(index)));
        if (count <= FEW) {
            drawn = drawn.with(new Mark.Points("", curve.x, curve.y, Symbol.DOT, Palette.series(index), 4));
        }
        return drawn.with(new Mark.Tips(at(marks, curve.x), at(marks, curve.y), IntStream.of(marks).mapToObj(i -> Text.format("%s: %s, %s: %s",
                across.name, value(curve.x[i], across.unit), curves.size() > 1 ? curve.name : up.name, value(curve.y[i], up.unit))).toList()));
    }

    private static double[] at(int[] places, double... values) {
        return IntStream.of(places).mapToDouble(i -> values[i]).toArray();
    }

    private static int[] places(int count, int most) {
        return count <= most ? IntStream.range(0, count).toArray()
                : IntStream.range(0, most).map(k -> (int) ((long) k * (count - 1) / (most - 1))).toArray();
    }

    private static String value(double value, String unit) {
        return Text.format("%.4g%s", value, unit);
    }
}
