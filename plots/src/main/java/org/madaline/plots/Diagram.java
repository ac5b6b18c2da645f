package org.madaline.plots;

import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.List;

/// Circles, boxes, arrows and texts on a drawing board of `width` by `height`, scaled to fit: networks, flow
/// charts. Each method returns a new diagram; later items lie above earlier ones.
///
/// @param width  of the board, in its own unit
/// @param height of the board
/// @param items  later ones lie above earlier ones
public record Diagram(double width, double height, List<Item> items) implements Panel {
    /// A thing on the board, in its coordinates, y downwards.
    public sealed interface Item {}

    /// A circle with a label in its middle.
    ///
    /// @param x      of its middle
    /// @param y      of its middle
    /// @param radius half its width
    /// @param label  in its middle; may be empty
    /// @param fill   the colour of its inside
    /// @param edge   the colour of its line
    public record Node(double x, double y, double radius, String label, Color fill, Color edge) implements Item {}

    /// A rounded box with lines of text in its middle.
    ///
    /// @param x      of its left side
    /// @param y      of its upper side
    /// @param width  to the right
    /// @param height downwards
    /// @param fill   the colour of its inside
    /// @param edge   the colour of its line
    /// @param lines  one below the other
    public record Block(double x, double y, double width, double height, Color fill, Color edge, List<String> lines)
            implements Item {}

    /// A straight line, with a head at its end if `head` is above 0.
    ///
    /// @param x1    where it begins
    /// @param y1    where it begins
    /// @param x2    where it ends
    /// @param y2    where it ends
    /// @param color of line and head
    /// @param width of the line
    /// @param head  the head's length; 0 for none
    /// @param dash  strokes and gaps by turns; empty for a solid line
    public record Arrow(
            double x1, double y1, double x2, double y2, Color color, double width, double head, double... dash)
            implements Item {}

    /// A smooth line through points.
    ///
    /// @param path  in the board's unit
    /// @param color of the line
    /// @param width of the line
    /// @param dash  strokes and gaps by turns; empty for a solid line
    public record Curve(Path2D path, Color color, double width, double... dash) implements Item {}

    /// A text in one line.
    ///
    /// @param label with formulas between dollar signs
    /// @param x     of the point that `align` names
    /// @param y     the baseline
    /// @param size  of the font, in the board's unit
    /// @param align which point of the text lies there
    /// @param color of the letters
    public record Text(String label, double x, double y, double size, Canvas.Align align, Color color)
            implements Item {}

    /// The items are copied.
    public Diagram {
        items = List.copyOf(items);
    }

    /// {@return an empty board}
    ///
    /// @param width  of the board, in a unit of its own
    /// @param height of the board
    public static Diagram of(double width, double height) {
        return new Diagram(width, height, List.of());
    }

    /// {@return the same with a further item, above those before}
    ///
    /// @param item in the board's unit
    public Diagram with(Item item) {
        List<Item> more = new ArrayList<>(items);
        more.add(item);
        return new Diagram(width, height, more);
    }

    /// {@return the same with a circle}
    ///
    /// @param x      of its middle
    /// @param y      of its middle
    /// @param radius half its width
    /// @param label  in its middle; may be empty
    /// @param color  of its line; its inside is the same, pale
    public Diagram node(double x, double y, double radius, String label, Color color) {
        return with(new Node(x, y, radius, label, Palette.lighten(color, 0.82), color));
    }

    /// {@return the same with a rounded box}
    ///
    /// @param x     of its left side
    /// @param y     of its upper side
    /// @param w     its width
    /// @param h     its height
    /// @param color of its line; its inside is the same, pale
    /// @param lines one below the other
    public Diagram block(double x, double y, double w, double h, Color color, String... lines) {
        return with(new Block(x, y, w, h, Palette.lighten(color, 0.86), color, List.of(lines)));
    }

    /// {@return the same with an arrow}
    ///
    /// @param x1    where it begins
    /// @param y1    where it begins
    /// @param x2    where it ends
    /// @param y2    where it ends
    /// @param color of line and head
    public Diagram arrow(double x1, double y1, double x2, double y2, Color color) {
        return with(new Arrow(x1, y1, x2, y2, color, 1.6, 8));
    }

    /// {@return the same with a text}
    ///
    /// @param label with formulas between dollar signs
    /// @param x     of the point that `align` names
    /// @param y     the baseline
    /// @param size  of the font, in the board's unit
    /// @param align which point of the text lies there
    /// @param color of the letters
    public Diagram text(String label, double x, double y, double size, Canvas.Align align, Color color) {
        return with(new Text(label, x, y, size, align, color));
    }

    @Override
    public void draw(Canvas canvas, Box box) {
        Box fit = box.fit(width / height);
        double s = fit.width() / width;
        for (Item item : items) {
            switch (item) {
                case Node n -> {
                    double r = n.radius() * s;
                    var circle = new Ellipse2D.Double(fit.x() + n.x() * s - r, fit.y() + n.y() * s - r, 2 * r, 2 * r);
                    canvas.fill(circle, n.fill());
                    canvas.stroke(circle, new Canvas.Pen(n.edge(), 1.6 * s));
                    middle(canvas, List.of(n.label()), fit.x() + n.x() * s, fit.y() + n.y() * s, n.radius() * 0.72 * s);
                }
                case Block b -> {
                    var shape = new RoundRectangle2D.Double(
                            fit.x() + b.x() * s, fit.y() + b.y() * s, b.width() * s, b.height() * s, 12 * s, 12 * s);
                    canvas.fill(shape, b.fill());
                    canvas.stroke(shape, new Canvas.Pen(b.edge(), 1.5 * s));
                    middle(canvas, b.lines(), shape.getCenterX(), shape.getCenterY(), 13.5 * s);
                }
                case Arrow a -> arrow(canvas, fit, s, a);
                case Curve c -> {
                    Path2D path = new Path2D.Double(c.path());
                    path.transform(java.awt.geom.AffineTransform.getScaleInstance(s, s));
                    path.transform(java.awt.geom.AffineTransform.getTranslateInstance(fit.x(), fit.y()));
                    canvas.stroke(path, new Canvas.Pen(c.color(), c.width() * s, c.dash()));
                }
                case Text t ->
                    canvas.text(
                            t.label(), fit.x() + t.x() * s, fit.y() + t.y() * s, t.size() * s, t.align(), t.color());
            }
        }
    }

    private static void middle(Canvas canvas, List<String> lines, double x, double y, double size) {
        double leading = size * 1.45;
        double first = y - leading * (lines.size() - 1) / 2 + size * 0.34;
        for (int i = 0; i < lines.size(); i++) {
            canvas.text(lines.get(i), x, first + i * leading, size, Canvas.Align.MIDDLE, Palette.INK);
        }
    }

    private static void arrow(Canvas canvas, Box fit, double s, Arrow a) {
        double x1 = fit.x() + a.x1() * s;
        double y1 = fit.y() + a.y1() * s;
        double x2 = fit.x() + a.x2() * s;
        double y2 = fit.y() + a.y2() * s;
        double length = Math.hypot(x2 - x1, y2 - y1);
        double head = a.head() * s;
        double ux = (x2 - x1) / Math.max(length, 1e-9);
        double uy = (y2 - y1) / Math.max(length, 1e-9);
        Canvas.Pen pen = new Canvas.Pen(a.color(), a.width() * s, a.dash());
        canvas.stroke(new Line2D.Double(x1, y1, x2 - ux * head * 0.8, y2 - uy * head * 0.8), pen);
        if (head > 0) {
            Path2D tip = new Path2D.Double();
            tip.moveTo(x2, y2);
            tip.lineTo(x2 - ux * head - uy * head * 0.42, y2 - uy * head + ux * head * 0.42);
            tip.lineTo(x2 - ux * head + uy * head * 0.42, y2 - uy * head - ux * head * 0.42);
            tip.closePath();
            canvas.fill(tip, a.color());
        }
    }
}
