package org.madaline.cli.report;

/// A chart as a picture of its own, for a file.
public final class ChartFile {
    private static final String STYLE = """
            <style>
              text { fill: #5b6570; font: 11px system-ui, sans-serif } .title { fill: #1b1f24; font: 600 13px system-ui, sans-serif }
              .grid { stroke: #d9dee3 } .axis { stroke: #5b6570 } .line { fill: none; stroke-width: 2 } .hover { fill: transparent }
              .s0 { stroke: #0072b2 } .s1 { stroke: #d55e00; stroke-dasharray: 6 3 } .s2 { stroke: #00805c; stroke-dasharray: 2 3 }
            </style><rect width="100%" height="100%" fill="#fff"/>
            """;

    private ChartFile() {}

    /// {@return the chart as SVG that needs no page around it}
    ///
    /// @param chart with something to draw
    public static String of(Chart chart) {
        return chart.svg().replaceFirst("<svg ", "<svg xmlns=\"http://www.w3.org/2000/svg\" ").replaceFirst(">", ">" + STYLE);
    }
}
