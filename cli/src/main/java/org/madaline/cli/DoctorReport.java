package org.madaline.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.madaline.cli.report.BarChart;
import org.madaline.cli.report.Chart;
import org.madaline.cli.report.CurveChart;
import org.madaline.cli.report.LineChart;
import org.madaline.cli.report.Report;
import org.madaline.cli.report.ReportPage;
import org.madaline.diagnose.BatchFit;
import org.madaline.diagnose.GradientFlow;
import org.madaline.diagnose.RateRange;
import org.madaline.doctor.Diagnosis;
import org.madaline.doctor.Finding;
import org.madaline.runs.Text;

/// The page of the doctor.
record DoctorReport(Diagnosis found) {
    /// So many times the loss at the start is all that the picture of the rates shows.
    private static final double TALLEST = 2;

    String page(String title) {
        Map<String, String> summary = new LinkedHashMap<>();
        for (Finding.Level level : Finding.Level.values()) {
            summary.put(level.name().toLowerCase(Locale.ROOT),
                    Text.count(found.findings().stream().filter(f -> f.level() == level).count()));
        }
        List<Report.Part> parts = new ArrayList<>(List.of(findings()));
        parts.add(new Report.Charts("First steps", "The loss as the rate rises from step to step, the loss of one batch that is learnt by"
                + " heart, and how far the first steps go.", charts()));
        if (!found.doubts().isEmpty()) {
            parts.add(doubts());
        }
        return ReportPage.of(new Report(title, summary, List.of(), parts));
    }

    private Report.Table findings() {
        List<List<String>> rows = new ArrayList<>(List.of(List.of("", "check", "seen", "advice")));
        found.findings().forEach(f -> rows.add(List.of(f.level().name().toLowerCase(Locale.ROOT), f.check(), f.text(), f.advice())));
        return new Report.Table("Findings", "", rows);
    }

    private Report.Table doubts() {
        List<List<String>> rows = new ArrayList<>(List.of(List.of("where", "label", "looks like", ">probability of the label")));
        found.doubts().forEach(d -> rows.add(List.of(d.place(), d.label(), d.better(), Text.percent(d.probability()))));
        return new Report.Table("Labels that look wrong", "By models that have not seen the example, the least probable first.", rows);
    }

    private List<Chart> charts() {
        List<Chart> charts = new ArrayList<>();
        found.range().ifPresent(range -> charts.add(rates(range)));
        found.fit().ifPresent(fit -> charts.add(heart(fit)));
        found.flow().map(GradientFlow::layers).filter(layers -> !layers.isEmpty()).ifPresent(layers -> charts.add(new BarChart(
                "Length of a step beside that of the weights", " %",
                layers.stream().map(l -> new BarChart.Bar(l.name(), 100 * l.update(), "")).toList())));
        return charts;
    }

    private static Chart heart(BatchFit fit) {
        return new LineChart("One batch of " + fit.examples(), "step", "", List.of(
                new LineChart.Line("as set up", fit.own().stream().mapToDouble(l -> l).toArray()),
                new LineChart.Line("Adam, 0.003", fit.plain().stream().mapToDouble(l -> l).toArray())));
    }

    private static Chart rates(RateRange range) {
        double most = TALLEST * range.smoothed().stream().findFirst().orElse(1.0);
        double[] x = range.rates().stream().mapToDouble(Math::log10).toArray();
        return new CurveChart("Loss at rising rates", new CurveChart.Axis("learning rate, power of ten", ""), new CurveChart.Axis("loss", ""),
                List.of(new CurveChart.Curve("batch", x, range.losses().stream().mapToDouble(l -> Math.min(l, most)).toArray()),
                        new CurveChart.Curve("moving mean", x, range.smoothed().stream().mapToDouble(l -> Math.min(l, most)).toArray())),
                "");
    }

    /// The picture of the rates, as a file.
    String picture() {
        return rates(found.range().orElseThrow()).figure().orElseThrow().svg();
    }
}
