package org.madaline.cli.report;

/// What is drawn of numbers, as SVG for a page, coloured by CSS class.
public sealed interface Chart permits LineChart, CurveChart, BarChart, ScatterChart, HistogramChart {
    /// {@return the picture; empty where there is nothing to draw}
    String svg();
}
