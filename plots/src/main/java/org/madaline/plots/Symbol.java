package org.madaline.plots;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;

/// The form of a point.
public enum Symbol {
    /// A disc.
    DOT,
    /// A disc without an edge, through which others shine.
    VEIL,
    /// A square.
    SQUARE,
    /// A triangle that stands on a side.
    TRIANGLE,
    /// A star of five points.
    STAR,
    /// A cross of two lines.
    CROSS;

    /// Draws the symbol with a white edge, so that neighbours stay apart; `size` is its radius in pixels.
    void draw(Canvas canvas, double x, double y, double size, Color color) {
        if (this == VEIL) {
            canvas.fill(disc(x, y, size), new Color(color.getRed(), color.getGreen(), color.getBlue(), 140));
            return;
        }
        if (this == CROSS) {
            Path2D cross = new Path2D.Double();
            double r = size * 0.75;
            cross.moveTo(x - r, y - r);
            cross.lineTo(x + r, y + r);
            cross.moveTo(x - r, y + r);
            cross.lineTo(x + r, y - r);
            canvas.stroke(cross, new Canvas.Pen(Palette.PAPER, size * 0.5 + 1.4));
            canvas.stroke(cross, new Canvas.Pen(color, size * 0.5));
            return;
        }
        Shape shape = switch (this) {
            case DOT, VEIL -> disc(x, y, size);
            case SQUARE -> polygon(x, y, 4, size, size, -Math.PI / 4);
            case TRIANGLE -> polygon(x, y, 3, size, size, -Math.PI / 2);
            case STAR, CROSS -> polygon(x, y, 10, size * 1.25, size * 0.5, -Math.PI / 2);
        };
        canvas.stroke(shape, new Canvas.Pen(Palette.PAPER, 1.6));
        canvas.fill(shape, color);
    }

    private static Shape disc(double x, double y, double size) {
        return new Ellipse2D.Double(x - size * 0.8, y - size * 0.8, size * 1.6, size * 1.6);
    }

    private static Shape polygon(double x, double y, int corners, double even, double odd, double start) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < corners; i++) {
            double r = i % 2 == 0 ? even : odd;
            double angle = start + 2 * Math.PI * i / corners;
            double px = x + r * Math.cos(angle);
            double py = y + r * Math.sin(angle);
            if (i == 0) {
                path.moveTo(px, py);
            } else {
                path.lineTo(px, py);
            }
        }
        path.closePath();
        return path;
    }
}
