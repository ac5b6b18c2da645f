package org.madaline.plots;

import java.awt.Color;
import java.awt.Shape;
import java.awt.image.BufferedImage;

/// What figures are drawn with: one drawing, written as vectors ([SvgCanvas]) or as pixels ([RasterCanvas]).
///
/// Lengths are pixels of the page, y downwards.
public interface Canvas {
    /// Which point of a text lies at the given position.
    enum Align {
        START,
        MIDDLE,
        END
    }

    /// A pen; `dash` holds the lengths of strokes and gaps, empty for a solid line.
    record Pen(Color color, double width, double... dash) {}

    void fill(Shape shape, Color color);

    void stroke(Shape shape, Pen pen);

    /// Draws a line of text with formulas between dollar signs and bold text between pairs of asterisks.
    ///
    /// @param y the baseline
    /// @param degrees the rotation about (x, y), clockwise
    void text(String label, double x, double y, double size, Align align, Color color, double degrees);

    /// Draws a picture into a box, with or without interpolation between its pixels.
    void image(BufferedImage picture, Box box, boolean smooth);

    /// Runs the drawing with everything outside of the box cut off.
    void clipped(Box box, Runnable drawing);

    /// Horizontal text.
    default void text(String label, double x, double y, double size, Align align, Color color) {
        text(label, x, y, size, align, color, 0);
    }

    /// The width of a text at a font size.
    static double width(String label, double size) {
        return Label.of(label).width() * size;
    }
}
