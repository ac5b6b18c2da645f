package org.madaline.plots;

import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.List;

/// Where the names of the marks stand.
public enum Legend {
    /// No legend.
    NONE,
    /// The corner with the fewest points of the marks; where all have some, the place with the fewest.
    BEST,
    /// Up on the left.
    TOP_LEFT,
    /// Up on the right.
    TOP_RIGHT,
    /// Down on the left.
    BOTTOM_LEFT,
    /// Down on the right.
    BOTTOM_RIGHT;

    private static final double SIZE = 12;
    private static final double ROW = 19;

    /// So many places across and down are tried besides the corners.
    private static final int GRID = 7;

    void draw(Canvas canvas, Box plot, Plotter plotter, List<Mark> marks) {
        List<Mark> named = marks.stream()
                .filter(m -> !m.name().isEmpty() && !(m instanceof Mark.Surface))
                .toList();
        if (this == NONE || named.isEmpty()) {
            return;
        }
        double width = 44
                + named.stream()
                        .mapToDouble(m -> Canvas.width(m.name(), SIZE))
                        .max()
                        .orElse(0);
        double height = named.size() * ROW + 8;
        Box box = this == BEST ? emptiest(plot, plotter, marks, width, height) : place(this, plot, width, height);
        RoundRectangle2D card = new RoundRectangle2D.Double(box.x(), box.y(), box.width(), box.height(), 6, 6);
        canvas.fill(card, Palette.CARD);
        canvas.stroke(card, new Canvas.Pen(Palette.GRID, 0.8));
        for (int i = 0; i < named.size(); i++) {
            double y = box.y() + 4 + ROW * (i + 0.5);
            sample(canvas, named.get(i), box.x() + 8, y);
            canvas.text(named.get(i).name(), box.x() + 36, y + 4.2, SIZE, Canvas.Align.START, Palette.INK);
        }
    }

    /// @param across from 0, on the left, to 1
    /// @param down   from 0, up, to 1
    private static Box place(double across, double down, Box plot, double width, double height) {
        return new Box(plot.x() + 8 + across * (plot.right() - plot.x() - width - 16),
                plot.y() + 8 + down * (plot.bottom() - plot.y() - height - 16), width, height);
    }

    private static Box place(Legend corner, Box plot, double width, double height) {
        boolean right = corner == TOP_RIGHT || corner == BOTTOM_RIGHT;
        boolean bottom = corner == BOTTOM_LEFT || corner == BOTTOM_RIGHT;
        return new Box(
                right ? plot.right() - width - 8 : plot.x() + 8,
                bottom ? plot.bottom() - height - 8 : plot.y() + 8,
                width,
                height);
    }

    static Box emptiest(Box plot, Plotter plotter, List<Mark> marks, double width, double height) {
        List<Box> places = new ArrayList<>();
        for (Legend corner : List.of(TOP_RIGHT, BOTTOM_RIGHT, TOP_LEFT, BOTTOM_LEFT)) {
            places.add(place(corner, plot, width, height));
        }
        // Corners first: of equal places they look best.
        for (int i = 0; i < GRID * GRID; i++) {
            places.add(place(i % GRID / (GRID - 1.0), i / GRID / (GRID - 1.0), plot, width, height));
        }
        Box best = places.getFirst();
        long fewest = Long.MAX_VALUE;
        for (Box place : places) {
            Rectangle2D box = place.shape();
            long covered = marks.stream().mapToLong(m -> covered(m, plotter, box)).sum();
            if (covered < fewest) {
                fewest = covered;
                best = place;
            }
        }
        return best;
    }

    private static long covered(Mark mark, Plotter plotter, Rectangle2D box) {
        return switch (mark) {
            case Mark.Line m -> crossings(m.x(), m.y(), plotter, box);
            case Mark.Points m -> 3 * crossings(m.x(), m.y(), plotter, box);
            case Mark.Band m -> crossings(m.x(), m.high(), plotter, box) + crossings(m.x(), m.low(), plotter, box);
            case Mark.Bars m -> 20 * crossings(m.x(), m.y(), plotter, box);
            case Mark.Text m -> 20 * crossings(new double[] {m.x()}, new double[] {m.y()}, plotter, box);
            case Mark.Surface m -> 0;
            case Mark.Contour m -> 0;
            case Mark.Tips m -> 0;
        };
    }

    /// The points of a line inside the box, where long segments count as twenty points.
    private static long crossings(double[] x, double[] y, Plotter plotter, Rectangle2D box) {
        long inside = 0;
        for (int i = 0; i < x.length; i++) {
            int previous = Math.max(0, i - 1);
            for (int s = 1; s <= 20; s++) {
                double px = plotter.px(x[previous] + (x[i] - x[previous]) * s / 20);
                double py = plotter.py(y[previous] + (y[i] - y[previous]) * s / 20);
                inside += box.contains(px, py) ? 1 : 0;
            }
        }
        return inside;
    }

    private static void sample(Canvas canvas, Mark mark, double x, double y) {
        Line2D line = new Line2D.Double(x, y, x + 21, y);
        switch (mark) {
            case Mark.Line m -> canvas.stroke(line, new Canvas.Pen(m.color(), m.width(), m.dash()));
            case Mark.Contour m -> canvas.stroke(line, new Canvas.Pen(m.color(), m.width(), m.dash()));
            case Mark.Points m -> m.symbol().draw(canvas, x + 10.5, y, m.size(), m.color());
            case Mark.Band m -> canvas.fill(new Rectangle2D.Double(x, y - 5, 21, 10), m.color());
            case Mark.Bars m -> canvas.fill(new Rectangle2D.Double(x + 4, y - 6, 13, 12), m.color());
            case Mark.Tips m -> {
                /* is not seen */
            }
            case Mark.Surface m -> {
                /* has its colour bar */
            }
            case Mark.Text m -> {
                /* names itself */
            }
        }
    }
}
