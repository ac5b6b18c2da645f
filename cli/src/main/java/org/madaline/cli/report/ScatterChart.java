package org.madaline.cli.report;

import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.madaline.plots.Axes;
import org.madaline.plots.Axis;
import org.madaline.plots.Figure;
import org.madaline.plots.Mark;
import org.madaline.plots.Palette;
import org.madaline.plots.Symbol;
import org.madaline.runs.Text;

/// What a model predicts, over what is true: right predictions lie on the diagonal.
///
/// @param title above the chart
/// @param actual the true values
/// @param predicted the model's, as many; pairs with a value that is not finite are left out
public record ScatterChart(String title, double[] actual, double[] predicted) implements Chart {
    /// More points hide each other and fill the page's file.
    static final int MOST_POINTS = 2000;

    @Override
    public Optional<Figure> figure() {
        int[] points = IntStream.range(0, actual.length)
                .filter(i -> Double.isFinite(actual[i]) && Double.isFinite(predicted[i]))
                .toArray();
        if (points.length == 0) {
            return Optional.empty();
        }
        var bounds = IntStream.of(points).boxed().flatMapToDouble(i -> DoubleStream.of(actual[i], predicted[i])).summaryStatistics();
        double least = bounds.getMin();
        double most = bounds.getMax();
        double margin = most > least ? 0.05 * (most - least) : Math.max(0.05 * Math.abs(most), 1e-6);
        double[] ends = {least - margin, most + margin};
        int shown = Math.min(points.length, MOST_POINTS);
        int[] chosen = IntStream.range(0, shown).map(k -> points[(int) ((long) k * points.length / shown)]).toArray();
        Axes axes = Axes.of(Axis.of("true", ends[0], ends[1]), Axis.of("predicted", ends[0], ends[1]))
                .title(Chart.name(title, Chart.LONGEST_TITLE))
                .dashed("exactly right", ends, ends, Palette.VERMILION)
                .with(new Mark.Points(shown == points.length ? "example" : Text.format("%,d of %,d examples", shown, points.length),
                        IntStream.of(chosen).mapToDouble(i -> actual[i]).toArray(), IntStream.of(chosen).mapToDouble(i -> predicted[i]).toArray(),
                        Symbol.VEIL, Palette.BLUE, 4));
        return Optional.of(Chart.of(title, axes));
    }
}
