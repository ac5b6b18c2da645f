package org.madaline.cli;

import java.util.ArrayList;
import java.util.List;
import org.madaline.cli.report.BarChart;
import org.madaline.cli.report.Chart;
import org.madaline.cli.report.CurveChart;
import org.madaline.cli.report.Report;
import org.madaline.insight.ColumnImportance;
import org.madaline.insight.ModelProbe;
import org.madaline.insight.PartialDependence;
import org.madaline.pipeline.Pipeline;
import org.madaline.runs.Text;
import org.madaline.table.TableData;

/// Which columns a model leans on, and how its answers follow the most important ones.
record InsightReport(Pipeline<?> model, TableData rows, String part) {
    /// So many rows are put to the model in all, so that the page does not take longer than the training.
    private static final int WORK = 60_000;

    private static final int REPEATS = 3;
    private static final int MOST_ROWS = 1_000;
    private static final int FEWEST_ROWS = 20;
    private static final int MOST_BARS = 20;
    private static final int MOST_CURVES = 6;
    private static final int ROWS_OF_CURVES = 150;
    private static final long SEED = 1;

    List<Report.Part> parts() {
        int columns = model.inputs().size();
        int most = Math.min(MOST_ROWS, WORK / (REPEATS * columns));
        if (most < FEWEST_ROWS) {
            return List.of(new Report.Lines("What the model leans on",
                    List.of("Not looked at: " + Text.count(columns) + " columns are too many to change one after the other.")));
        }
        ModelProbe probe = ModelProbe.of(model, rows, most, SEED);
        List<List<ColumnImportance>> importances = probe.importances(REPEATS);
        ModelProbe fewer = ModelProbe.of(model, rows, ROWS_OF_CURVES, SEED);
        List<Chart> bars = new ArrayList<>();
        List<Chart> curves = new ArrayList<>();
        for (int k = 0; k < importances.size(); k++) {
            int label = k;
            String of = importances.size() == 1 ? "" : " of " + model.task().names().get(k);
            List<ColumnImportance> importance = importances.get(k);
            bars.add(new BarChart("Growth of the " + probe.measure() + of + shown(importance), "", importance.stream().limit(MOST_BARS)
                    .map(column -> new BarChart.Bar(column.column(), column.loss(), Text.format("%.4g, within %.2g", column.loss(), column.spread())))
                    .toList()));
            importance.stream().filter(column -> column.loss() > 0).limit(Math.max(2, MOST_CURVES / importances.size()))
                    .forEach(column -> fewer.dependence(column.column()).ifPresent(found ->
                            curves.add(chart(importances.size() == 1 ? found : found.of(label)))));
        }
        return List.of(
                new Report.Charts("What the model leans on",
                        "How much the " + probe.measure() + " of " + Text.count(probe.rows(), "row") + " of the " + part
                                + " part grows when the cells of a column change places between the rows. Of columns that tell the same,"
                                + " each alone may seem to matter little.",
                        bars),
                new Report.Charts("How the answers follow the columns", "The mean answer for " + Text.count(fewer.rows(), "row")
                        + ", were the column the same in all of them.", curves));
    }

    private static String shown(List<ColumnImportance> importance) {
        return importance.size() > MOST_BARS ? Text.format(", the first %d of %,d columns", MOST_BARS, importance.size()) : "";
    }

    private Chart chart(PartialDependence found) {
        boolean classes = !rows.classNames().isEmpty();
        double factor = classes ? 100 : 1;
        String unit = classes ? " %" : "";
        PartialDependence.Answer first = found.answers().getFirst();
        if (found.numbers().isEmpty()) {
            List<BarChart.Bar> bars = new ArrayList<>();
            for (int i = 0; i < found.categories().size(); i++) {
                bars.add(new BarChart.Bar(found.categories().get(i), factor * first.means().get(i), first.name()));
            }
            return new BarChart(found.column() + ": " + (classes ? "probability of " : "") + first.name(), unit, bars);
        }
        double[] x = found.numbers().stream().mapToDouble(Double::doubleValue).toArray();
        List<CurveChart.Curve> curves = found.answers().stream().map(answer -> new CurveChart.Curve(answer.name(), x,
                answer.means().stream().mapToDouble(mean -> factor * mean).toArray())).toList();
        String up = found.answers().size() > 1 ? "probability" : (classes ? "probability of " : "") + first.name();
        return new CurveChart(found.column() + (model.task().names().size() > 1 && !classes ? ": " + first.name() : ""), new CurveChart.Axis(found.column(), ""), new CurveChart.Axis(up, unit), curves, "");
    }
}
