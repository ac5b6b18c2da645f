package org.madaline.plots;

import java.awt.Color;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/// A plot on two axes: lines, points, bars, bands, surfaces and contours with ticks, a legend and a colour bar.
/// Each method returns a new plot.
///
/// @param title drawn above the plot; may be empty
/// @param x the horizontal axis
/// @param y the vertical axis
/// @param legend where the names of the marks stand
/// @param equal whether one unit is equally long on both axes
/// @param marks drawn in this order
public record Axes(String title, Axis x, Axis y, Legend legend, boolean equal, List<Mark> marks) implements Panel {
    static final double TITLE = 14;
    static final double LABEL = 13;
    static final double TICK = 11.5;
    private static final double TICK_LENGTH = 4;

    /// The marks are copied.
    public Axes {
        marks = List.copyOf(marks);
    }

    /// {@return an empty plot with a legend where there is most room}
    ///
    /// @param x the horizontal axis
    /// @param y the vertical axis
    public static Axes of(Axis x, Axis y) {
        return new Axes("", x, y, Legend.BEST, false, List.of());
    }

    /// {@return an empty plot whose axes fit the data}
    ///
    /// @param x what the horizontal axis shows
    /// @param y what the vertical axis shows
    public static Axes of(String x, String y) {
        return of(Axis.of(x), Axis.of(y));
    }

    /// {@return the same with a title}
    ///
    /// @param text drawn above the plot; may be empty
    public Axes title(String text) {
        return new Axes(text, x, y, legend, equal, marks);
    }

    /// {@return the same with its legend elsewhere}
    ///
    /// @param place default: where there is most room
    public Axes legend(Legend place) {
        return new Axes(title, x, y, place, equal, marks);
    }

    /// {@return the same with one unit equally long on both axes}
    public Axes equalUnits() {
        return new Axes(title, x, y, legend, true, marks);
    }

    /// {@return the same with a further mark, above those before}
    ///
    /// @param mark anything that can be drawn
    public Axes with(Mark mark) {
        List<Mark> more = new ArrayList<>(marks);
        more.add(mark);
        return new Axes(title, x, y, legend, equal, more);
    }

    /// {@return the same with a solid line in the next colour of the palette}
    ///
    /// @param name in the legend; may be empty
    /// @param xs   where the points lie; a NaN interrupts the line
    /// @param ys   as many
    /// @throws IllegalArgumentException if they are not as many
    public Axes line(String name, double[] xs, double[] ys) {
        return with(new Mark.Line(name, xs, ys, nextColor(), 2));
    }

    /// {@return the same with a dashed line in the given colour}
    ///
    /// @param name  in the legend; may be empty
    /// @param xs    where the points lie; a NaN interrupts the line
    /// @param ys    as many
    /// @param color of the line
    /// @throws IllegalArgumentException if they are not as many
    public Axes dashed(String name, double[] xs, double[] ys, Color color) {
        return with(new Mark.Line(name, xs, ys, color, 1.6, 6, 4));
    }

    /// {@return the same with the graph of a function between two values of x, in the next colour of the palette}
    ///
    /// @param name in the legend; may be empty
    /// @param f    computed at 401 points
    /// @param from the first x
    /// @param to   the last x
    public Axes function(String name, DoubleUnaryOperator f, double from, double to) {
        int n = 400;
        double[] xs = new double[n + 1];
        double[] ys = new double[n + 1];
        for (int i = 0; i <= n; i++) {
            xs[i] = from + (to - from) * i / n;
            ys[i] = f.applyAsDouble(xs[i]);
        }
        return line(name, xs, ys);
    }

    /// {@return the same with points in the next colour of the palette}
    ///
    /// @param name   in the legend; may be empty
    /// @param xs     where they lie
    /// @param ys     as many
    /// @param symbol their form
    /// @throws IllegalArgumentException if they are not as many
    public Axes points(String name, double[] xs, double[] ys, Symbol symbol) {
        return with(new Mark.Points(name, xs, ys, symbol, nextColor(), 5));
    }

    /// {@return the same with bars at 0, 1, 2, ... in the next colour of the palette}
    ///
    /// @param name    in the legend; may be empty
    /// @param heights one for each bar; below 0 it hangs
    public Axes bars(String name, double... heights) {
        double[] xs = new double[heights.length];
        for (int i = 0; i < xs.length; i++) {
            xs[i] = i;
        }
        return with(new Mark.Bars(name, xs, heights, 0.7, nextColor()));
    }

    /// {@return the same with a text at a point of the plot}
    ///
    /// @param text  with formulas between dollar signs
    /// @param atX   the point, on the axes' scales
    /// @param atY   the point, on the axes' scales
    /// @param dx    offset to the right, in pixels
    /// @param dy    offset downwards, in pixels
    /// @param align which point of the text lies there
    public Axes note(String text, double atX, double atY, double dx, double dy, Canvas.Align align) {
        return with(new Mark.Text(text, atX, atY, dx, dy, align, Palette.INK, TICK));
    }

    private Color nextColor() {
        return Palette.series((int) marks.stream()
                .filter(m -> m instanceof Mark.Line || m instanceof Mark.Points || m instanceof Mark.Bars)
                .count());
    }

    @Override
    public void draw(Canvas canvas, Box box) {
        Extent extent = Extent.of(marks, x, y);
        Axis ax = x.resolve(extent.lowX(), extent.highX(), extent.filled() ? 0 : 0.02);
        Axis ay = y.resolve(extent.lowY(), extent.highY(), 0.05);
        boolean surface = marks.stream().anyMatch(Mark.Surface.class::isInstance);
        double top = title.isEmpty() ? 6 : TITLE + 12;
        double bottom = TICK + TICK_LENGTH + 8 + (x.label().isEmpty() ? 0 : LABEL + 8);
        List<Axis.Tick> yTicks = ay.marks(box.height() - top - bottom, 42);
        double widest = yTicks.stream()
                .mapToDouble(t -> Canvas.width(t.label(), TICK))
                .max()
                .orElse(0);
        double left = widest + TICK_LENGTH + 5 + (y.label().isEmpty() ? 0 : LABEL + 9);
        Box plot = box.inset(left, top, 8 + ColorBar.width(marks), bottom);
        if (equal) {
            plot = plot.fit((ax.high() - ax.low()) / (ay.high() - ay.low()));
        }
        List<Axis.Tick> xTicks = ax.marks(plot.width(), 58);
        Plotter plotter = new Plotter(canvas, plot, ax, ay);
        if (!surface) {
            grid(canvas, plot, ax, ay, xTicks, yTicks);
        }
        canvas.clipped(plot, () -> marks.forEach(plotter::draw));
        frame(canvas, plot, ax, ay, xTicks, yTicks, surface);
        marks.forEach(plotter::drawText);
        canvas.text("**" + title + "**", plot.centerX(), box.y() + TITLE, TITLE, Canvas.Align.MIDDLE, Palette.INK);
        canvas.text(x.label(), plot.centerX(), plot.bottom() + bottom - 6, LABEL, Canvas.Align.MIDDLE, Palette.INK);
        canvas.text(
                y.label(), plot.x() - left + LABEL - 1, plot.centerY(), LABEL, Canvas.Align.MIDDLE, Palette.INK, -90);
        ColorBar.draw(canvas, plot, marks);
        legend.draw(canvas, plot, plotter, marks);
    }

    private static void grid(
            Canvas canvas, Box plot, Axis ax, Axis ay, List<Axis.Tick> xTicks, List<Axis.Tick> yTicks) {
        Canvas.Pen pen = new Canvas.Pen(Palette.GRID, 1);
        for (Axis.Tick t : xTicks) {
            double px = plot.x() + ax.position(t.value()) * plot.width();
            canvas.stroke(new Line2D.Double(px, plot.y(), px, plot.bottom()), pen);
        }
        for (Axis.Tick t : yTicks) {
            double py = plot.bottom() - ay.position(t.value()) * plot.height();
            canvas.stroke(new Line2D.Double(plot.x(), py, plot.right(), py), pen);
        }
    }

    private static void frame(
            Canvas canvas, Box plot, Axis ax, Axis ay, List<Axis.Tick> xTicks, List<Axis.Tick> yTicks, boolean full) {
        Canvas.Pen pen = new Canvas.Pen(Palette.INK, 1.1);
        if (full) {
            canvas.stroke(plot.shape(), pen);
        } else {
            canvas.stroke(new Line2D.Double(plot.x(), plot.y(), plot.x(), plot.bottom()), pen);
            canvas.stroke(new Line2D.Double(plot.x(), plot.bottom(), plot.right(), plot.bottom()), pen);
        }
        for (Axis.Tick t : xTicks) {
            double px = plot.x() + ax.position(t.value()) * plot.width();
            canvas.stroke(new Line2D.Double(px, plot.bottom(), px, plot.bottom() + TICK_LENGTH), pen);
            canvas.text(t.label(), px, plot.bottom() + TICK_LENGTH + 3 + TICK, TICK, Canvas.Align.MIDDLE, Palette.INK);
        }
        for (Axis.Tick t : yTicks) {
            double py = plot.bottom() - ay.position(t.value()) * plot.height();
            canvas.stroke(new Line2D.Double(plot.x() - TICK_LENGTH, py, plot.x(), py), pen);
            canvas.text(t.label(), plot.x() - TICK_LENGTH - 4, py + TICK * 0.36, TICK, Canvas.Align.END, Palette.INK);
        }
    }
}
