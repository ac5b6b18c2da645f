package org.madaline.cli.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

/// Lines over the epochs, or steps of a solver, 1, 2, ...
///
/// @param title above the chart
/// @param axis what is counted below, such as `epoch`
/// @param unit of the numbers of the vertical axis, such as ` %`
/// @param lines drawn in this order
public record LineChart(String title, String axis, String unit, List<Line> lines) implements Chart {
    /// Points of a line that say their values when they are pointed at.
    private static final int MOST_MARKS = 80;

    /// So few epochs are marked one by one.
    private static final int FEW = 8;

    private static final int LONGEST_NAME = 24;

    /// One line; NaN leaves a gap.
    ///
    /// @param name   in the legend
    /// @param values one for each epoch or step, from the first on
    public record Line(String name, double[] values) {
        private boolean empty() {
            return DoubleStream.of(values).noneMatch(Double::isFinite);
        }
    }

    /// Lines without a value are left out.
    public LineChart {
        lines = lines.stream().filter(line -> !line.empty()).toList();
    }

    @Override
    public Optional<Figure> figure() {
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        int epochs = lines.stream().mapToInt(line -> line.values.length).max().orElseThrow();
        Axis across = epochs == 1 ? Axis.of(axis, 0.5, 1.5) : Axis.of(axis, 1, epochs);
        Axes axes = Axes.of(epochs <= FEW ? across.ticks(numbers(epochs)) : across, Axis.of(unit.strip()))
                .title(Chart.name(title, Chart.LONGEST_TITLE));
        for (int i = 0; i < lines.size(); i++) {
            axes = with(axes, lines.get(i), i);
        }
        return Optional.of(Chart.of(title, axes));
    }

    private static double[] numbers(int count) {
        return IntStream.rangeClosed(1, count).asDoubleStream().toArray();
    }

    private Axes with(Axes axes, Line line, int index) {
        double[] values = line.values;
        double[] x = numbers(values.length);
        double[] alone = values.clone();
        Arrays.setAll(alone, i -> i > 0 && Double.isFinite(values[i - 1]) || i + 1 < values.length && Double.isFinite(values[i + 1])
                ? Double.NaN : values[i]);
        Axes drawn = axes.with(new Mark.Line(Chart.name(line.name, LONGEST_NAME), x, values, Palette.series(index), 2, Chart.dash(index)));
        if (DoubleStream.of(alone).anyMatch(Double::isFinite)) {
            drawn = drawn.with(new Mark.Points("", x, alone, Symbol.DOT, Palette.series(index), 4));
        }
        return drawn.with(tips(line));
    }

    private Mark.Tips tips(Line line) {
        double[] values = line.values;
        List<String> texts = new ArrayList<>();
        int stride = Math.ceilDiv(values.length, MOST_MARKS);
        int[] places = IntStream.range(0, values.length).filter(i -> (values.length - 1 - i) % stride == 0).toArray();
        for (int i : places) {
            texts.add(Text.format("%s, %s %,d: %.4g%s", line.name, axis, i + 1, values[i], unit));
        }
        return new Mark.Tips(IntStream.of(places).mapToDouble(i -> i + 1).toArray(), IntStream.of(places).mapToDouble(i -> values[i]).toArray(), texts);
    }
}
