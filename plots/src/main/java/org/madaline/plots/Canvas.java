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
        /// Its left end.
        START,
        /// Its middle.
        MIDDLE,
        /// Its right end.
        END
    }

    /// A pen; `dash` holds the lengths of strokes and gaps, empty for a solid line.
    ///
    /// @param color of the line
    /// @param width in pixels
    /// @param dash  strokes and gaps by turns, in pixels
    record Pen(Color color, double width, double... dash) {}

    /// Fills a shape.
    ///
    /// @param shape in pixels of the page
    /// @param color of its inside
    void fill(Shape shape, Color color);

    /// Draws a shape's edge.
    ///
    /// @param shape in pixels of the page
    /// @param pen   that draws it
    void stroke(Shape shape, Pen pen);

    /// Draws a line of text with formulas between dollar signs and bold text between pairs of asterisks.
    ///
    /// @param label   the text
    /// @param x       of the point that `align` names
    /// @param y       the baseline
    /// @param size    of the font, in pixels
    /// @param align   which point of the text lies there
    /// @param color   of the letters
    /// @param degrees the rotation about (x, y), clockwise
    void text(String label, double x, double y, double size, Align align, Color color, double degrees);

    /// Draws a picture into a box, with or without interpolation between its pixels.
    ///
    /// @param picture of any size
    /// @param box     that it fills
    /// @param smooth  whether pixels blend into each other
    void image(BufferedImage picture, Box box, boolean smooth);

    /// Runs the drawing with everything outside of the box cut off.
    ///
    /// @param box     what is kept
    /// @param drawing called once
    void clipped(Box box, Runnable drawing);

    /// Says something when an area is pointed at, where the drawing is shown by a program that can do so.
    ///
    /// @param area in pixels of the page
    /// @param text without markup
    default void tip(Shape area, String text) {}

    /// {@return a text of unknown origin as a label, in which dollar signs, asterisks and backslashes mean nothing}
    ///
    /// @param text such as the name of a column
    static String literal(String text) {
        return text.replaceAll("[\\\\$*]", "\\\\$0");
    }

    /// Horizontal text.
    ///
    /// @param label the text
    /// @param x     of the point that `align` names
    /// @param y     the baseline
    /// @param size  of the font, in pixels
    /// @param align which point of the text lies there
    /// @param color of the letters
    default void text(String label, double x, double y, double size, Align align, Color color) {
        text(label, x, y, size, align, color, 0);
    }

    /// {@return the width of a text at a font size}
    ///
    /// @param label with formulas between dollar signs
    /// @param size  of the font, in pixels
    static double width(String label, double size) {
        return Label.of(label).width() * size;
    }
}
