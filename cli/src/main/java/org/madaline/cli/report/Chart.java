package org.madaline.cli.report;

import java.util.Optional;
import org.madaline.formats.VisibleText;
import org.madaline.plots.Canvas;
import org.madaline.plots.Figure;
import org.madaline.plots.Panel;

/// What is drawn of numbers.
public sealed interface Chart permits LineChart, CurveChart, BarChart, ScatterChart, HistogramChart {
    /// The size of most charts, in pixels.
    int WIDTH = 460;

    /// See [#WIDTH].
    int HEIGHT = 290;

    /// So many letters of a title, or of the name of an axis, are shown.
    int LONGEST_TITLE = 52;

    /// {@return the picture; empty where there is nothing to draw}
    Optional<Figure> figure();

    /// {@return the picture as an element of a page; empty where there is nothing to draw}
    default String svg() {
        return figure().map(Figure::element).orElse("");
    }

    /// {@return a figure of the usual size}
    ///
    /// @param title of the chart, as it was given
    /// @param panel that shows it
    static Figure of(String title, Panel panel) {
        return Figure.of(VisibleText.of(title), WIDTH, HEIGHT, panel);
    }

    /// {@return a name of unknown origin, in which no character means anything}
    ///
    /// @param text of any length
    /// @param most letters that are shown
    static String name(String text, int most) {
        return Canvas.literal(VisibleText.of(ReportPage.shortened(text, most)));
    }

    /// {@return the strokes of the line of a series, which tell it from others also without colours}
    ///
    /// @param series from 0
    static double[] dash(int series) {
        return switch (series % 4) {
            case 1 -> new double[] {6, 3};
            case 2 -> new double[] {2, 3};
            case 3 -> new double[] {9, 3, 2, 3};
            default -> new double[0];
        };
    }
}
