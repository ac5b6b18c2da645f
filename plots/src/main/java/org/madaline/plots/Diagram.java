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
public record Diagram(double width, double height, List<Item> items) implements Panel {
    /// A thing on the board, in its coordinates, y downwards.
    public sealed interface Item {}

    /// A circle with a label in its middle.
    public record Node(double x, double y, double radius, String label, Color fill, Color edge) implements Item {}

    /// A rounded box with lines of text in its middle.
    public record Block(double x, double y, double width, double height, Color fill, Color edge, List<String> lines)
            implements Item {}

    /// A straight line, with a head at its end if `head` is above 0.
    public record Arrow(
            double x1, double y1, double x2, double y2, Color color, double width, double head, double... dash)
            implements Item {}

    /// A smooth line through points, with a head at its end if `head` is above 0.
    public record Curve(Path2D path, Color color, double width, double... dash) implements Item {}

    /// A text; y is its baseline.
    public record Text(String label, double x, double y, double size, Canvas.Align align, Color color)
            implements Item {}

    public Diagram {
        items = List.copyOf(items);
    }

    /// An empty board.
    public static Diagram of(double width, double height) {
        return new Diagram(width, height, List.of());
    }

    public Diagram with(Item item) {
        List<Item> more = new ArrayList<>(items);
        more.add(item);
        return new Diagram(width, height, more);
    }

    public Diagram node(double x, double y, double radius, String label, Color color) {
        return with(new Node(x, y, radius, label, Palette.lighten(color, 0.82), color));
    }

    public Diagram block(double x, double y, double w, double h, Color color, String... lines) {
        return with(new Block(x, y, w, h, Palette.lighten(color, 0.86), color, List.of(lines)));
    }

    public Diagram arrow(double x1, double y1, double x2, double y2, Color color) {
        return with(new Arrow(x1, y1, x2, y2, color, 1.6, 8));
    }

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
