package org.madaline.plots;

import java.awt.Color;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/// What can be drawn on a pair of axes. A mark with a name that is not empty has an entry in the legend.
public sealed interface Mark {
    /// {@return the name in the legend, or empty}
    String name();

    /// A line through the points (x, y); a NaN interrupts it.
    ///
    /// @param name  in the legend; may be empty
    /// @param x     of the points
    /// @param y     as many
    /// @param color of the line
    /// @param width in pixels
    /// @param dash  strokes and gaps by turns, in pixels; empty for a solid line
    record Line(String name, double[] x, double[] y, Color color, double width, double... dash) implements Mark {
        /// Checks its components.
        ///
        /// @throws IllegalArgumentException if there are not as many y as x
        public Line {
            requireEqual(name, x.length, y.length);
        }
    }

    /// Single points.
    ///
    /// @param name   in the legend; may be empty
    /// @param x      of the points
    /// @param y      as many
    /// @param symbol their form
    /// @param color  of their inside
    /// @param size   their radius in pixels
    record Points(String name, double[] x, double[] y, Symbol symbol, Color color, double size) implements Mark {
        /// Checks its components.
        ///
        /// @throws IllegalArgumentException if there are not as many y as x
        public Points {
            requireEqual(name, x.length, y.length);
        }
    }

    /// The area between two lines over the same x.
    ///
    /// @param name  in the legend; may be empty
    /// @param x     of both lines
    /// @param low   y of the lower line
    /// @param high  y of the upper line
    /// @param color of the area
    record Band(String name, double[] x, double[] low, double[] high, Color color) implements Mark {
        /// Checks its components.
        ///
        /// @throws IllegalArgumentException if the lines are not as long as x
        public Band {
            requireEqual(name, x.length, low.length);
            requireEqual(name, x.length, high.length);
        }
    }

    /// Upright bars from 0.
    ///
    /// @param name  in the legend; may be empty
    /// @param x     of their middles
    /// @param y     their heights
    /// @param width in units of x
    /// @param color of all
    record Bars(String name, double[] x, double[] y, double width, Color color) implements Mark {
        /// Checks its components.
        ///
        /// @throws IllegalArgumentException if there are not as many y as x
        public Bars {
            requireEqual(name, x.length, y.length);
        }
    }

    /// A function of (x, y) as colours over the whole plot.
    ///
    /// @param name   labels its colour bar; empty draws none
    /// @param f      computed for small squares of the plot
    /// @param low    the value of the first colour
    /// @param high   the value of the last colour
    /// @param colors from low to high
    record Surface(String name, DoubleBinaryOperator f, double low, double high, Colormap colors) implements Mark {}

    /// The line on which a function of (x, y) has a value.
    ///
    /// @param name  in the legend; may be empty
    /// @param f     computed on a grid
    /// @param level the value
    /// @param color of the line
    /// @param width in pixels
    /// @param dash  strokes and gaps by turns, in pixels; empty for a solid line
    record Contour(String name, DoubleBinaryOperator f, double level, Color color, double width, double... dash)
            implements Mark {}

    /// A text at a point of the plot, with an offset in pixels.
    ///
    /// @param text  with formulas between dollar signs
    /// @param x     the point, on the axes' scales
    /// @param y     the point, on the axes' scales
    /// @param dx    offset to the right, in pixels
    /// @param dy    offset downwards, in pixels
    /// @param align which point of the text lies there
    /// @param color of the letters
    /// @param size  of the font, in pixels
    record Text(String text, double x, double y, double dx, double dy, Canvas.Align align, Color color, double size)
            implements Mark {
        @Override
        public String name() {
            return "";
        }
    }

    /// What points say when they are pointed at; nothing is drawn.
    ///
    /// @param x     of the points
    /// @param y     as many
    /// @param texts as many, without markup
    record Tips(double[] x, double[] y, List<String> texts) implements Mark {
        /// The texts are copied.
        ///
        /// @throws IllegalArgumentException if there are not as many y and texts as x
        public Tips {
            texts = List.copyOf(texts);
            requireEqual("tips", x.length, y.length);
            requireEqual("tips", x.length, texts.size());
        }

        @Override
        public String name() {
            return "";
        }
    }

    private static void requireEqual(String name, int expected, int length) {
        if (expected != length) {
            throw new IllegalArgumentException(
                    "mark '" + name + "': " + expected + " values of x, but " + length + " of y");
        }
    }
}
