package org.madaline.plots;

import java.awt.Color;
import java.util.function.DoubleBinaryOperator;

/// What can be drawn on a pair of axes. A mark with a name that is not empty has an entry in the legend.
public sealed interface Mark {
    /// The name in the legend, or empty.
    String name();

    /// A line through the points (x, y); a NaN interrupts it. `dash` as in [Canvas.Pen].
    record Line(String name, double[] x, double[] y, Color color, double width, double... dash) implements Mark {
        public Line {
            requireEqual(name, x.length, y.length);
        }
    }

    /// Single points.
    record Points(String name, double[] x, double[] y, Symbol symbol, Color color, double size) implements Mark {
        public Points {
            requireEqual(name, x.length, y.length);
        }
    }

    /// The area between two lines over the same x.
    record Band(String name, double[] x, double[] low, double[] high, Color color) implements Mark {
        public Band {
            requireEqual(name, x.length, low.length);
            requireEqual(name, x.length, high.length);
        }
    }

    /// Upright bars from 0, centred on x; `width` in units of x.
    record Bars(String name, double[] x, double[] y, double width, Color color) implements Mark {
        public Bars {
            requireEqual(name, x.length, y.length);
        }
    }

    /// A function of (x, y) as colours over the whole plot; `name` labels its colour bar, empty draws none.
    record Surface(String name, DoubleBinaryOperator f, double low, double high, Colormap colors) implements Mark {}

    /// The line on which a function of (x, y) has a value.
    record Contour(String name, DoubleBinaryOperator f, double level, Color color, double width, double... dash)
            implements Mark {}

    /// A text at a point of the plot, with an offset in pixels.
    record Text(String text, double x, double y, double dx, double dy, Canvas.Align align, Color color, double size)
            implements Mark {
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
