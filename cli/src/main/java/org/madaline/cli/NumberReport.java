package org.madaline.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.madaline.cli.report.Chart;
import org.madaline.cli.report.CurveChart;
import org.madaline.cli.report.HistogramChart;
import org.madaline.cli.report.Report;
import org.madaline.cli.report.ScatterChart;
import org.madaline.data.Dataset;
import org.madaline.metric.Regression;
import org.madaline.pipeline.NumberAssessment;
import org.madaline.pipeline.PredictedQuantiles;
import org.madaline.runs.Text;
import org.madaline.task.NumberTask;

/// What a page shows of a model of numbers: predicted over true values, the errors, the worst rows; all in the units of the data.
///
/// @param rows what the model was judged on, which names them
/// @param part of the data that they are
record NumberReport(NumberAssessment assessment, Dataset rows, String part) {
    private static final int WORST = 20;

    List<Report.Part> parts() {
        List<Report.Part> parts = new ArrayList<>();
        List<String> names = assessment.names();
        for (int j = 0; j < names.size(); j++) {
            parts.add(new Report.Charts("Predicted and true " + names.get(j) + ", " + part + " part", "", List.of(
                    new ScatterChart("Predicted over true " + names.get(j), assessment.actual()[j], assessment.predicted()[j]),
                    new HistogramChart("Errors of " + names.get(j), "predicted - true", errors(j)))));
        }
        assessment.quantiles().ifPresent(own -> parts.add(coverage(own)));
        parts.add(figures());
        for (int j = 0; j < names.size(); j++) {
            parts.add(worst(j));
        }
        return parts;
    }

    /// Whether as many values lie below the quantiles as should, and how far apart these are.
    private Report.Charts coverage(PredictedQuantiles own) {
        double[] asked = own.shares().stream().mapToDouble(share -> 100 * share).toArray();
        Map<String, Double> figures = assessment.figures();
        List<String> names = assessment.names();
        List<Chart> charts = new ArrayList<>();
        for (int j = 0; j < names.size(); j++) {
            String of = names.size() == 1 ? "" : " " + names.get(j);
            double[] met = own.shares().stream().mapToDouble(share -> 100 * figures.get(NumberAssessment.BELOW + share + of)).toArray();
            charts.add(new CurveChart("Coverage of the quantiles of " + names.get(j), CurveChart.Axis.share("values that should lie below"),
                    CurveChart.Axis.share("values that lie below"), List.of(new CurveChart.Curve("the model", asked, met)), "as it should be"));
            charts.add(byMedian(own, j));
        }
        return new Report.Charts("Quantiles, " + part + " part", "How many of the true values lie below each quantile, and the quantiles of all"
                + " rows in the order of their medians.", charts);
    }

    private Chart byMedian(PredictedQuantiles own, int number) {
        double[] medians = assessment.predicted()[number];
        int[] order = IntStream.range(0, medians.length).boxed().sorted(Comparator.comparingDouble(i -> medians[i])).mapToInt(i -> i).toArray();
        double[] rank = IntStream.rangeClosed(1, order.length).mapToDouble(i -> 100.0 * i / order.length).toArray();
        List<CurveChart.Curve> curves = IntStream.of(0, own.shares().indexOf(NumberTask.MEDIAN), own.shares().size() - 1).distinct()
                .mapToObj(k -> new CurveChart.Curve(String.valueOf(own.shares().get(k)), rank,
                        IntStream.of(order).mapToDouble(i -> own.values()[number][k][i]).toArray())).toList();
        return new CurveChart("Quantiles of " + assessment.names().get(number), new CurveChart.Axis("rows", " %", 0, 100),
                new CurveChart.Axis(assessment.names().get(number), ""), curves, "");
    }

    /// Predicted less true values.
    private double[] errors(int number) {
        double[] errors = assessment.predicted()[number].clone();
        Arrays.setAll(errors, i -> errors[i] - assessment.actual()[number][i]);
        return errors;
    }

    private Report.Table figures() {
        List<List<String>> table = new ArrayList<>();
        List<String> header = new ArrayList<>(List.of("error"));
        assessment.names().forEach(name -> header.add(">" + name));
        table.add(header);
        table.add(row("root mean square", j -> Math.sqrt(Regression.meanSquaredError(assessment.actual()[j], assessment.predicted()[j]))));
        table.add(row("mean absolute", j -> Regression.meanAbsoluteError(assessment.actual()[j], assessment.predicted()[j])));
        table.add(row("half of the rows within", j -> quantile(errors(j), 0.5)));
        table.add(row("90 % of the rows within", j -> quantile(errors(j), 0.9)));
        table.add(row("largest", j -> quantile(errors(j), 1)));
        table.add(row("mean of predicted - true", j -> Arrays.stream(errors(j)).average().orElse(Double.NaN)));
        return new Report.Table("Errors, " + part + " part", "In the unit of the data, of " + Text.count(assessment.examples(), "row") + ".", table);
    }

    private List<String> row(String name, ToDoubleFunction<Integer> figure) {
        List<String> row = new ArrayList<>(List.of(name));
        IntStream.range(0, assessment.names().size()).forEach(j -> row.add(Text.value(figure.applyAsDouble(j))));
        return row;
    }

    /// The least magnitude that this share of the errors does not exceed.
    static double quantile(double[] errors, double share) {
        double[] sorted = Arrays.stream(errors).map(Math::abs).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    private Report.Table worst(int number) {
        double[] errors = errors(number);
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("row", ">true", ">predicted", ">error"));
        IntStream.range(0, errors.length).boxed()
                // What is not a number is larger than all numbers, and so comes first.
                .sorted(Comparator.comparingDouble((Integer i) -> Math.abs(errors[i])).reversed())
                .limit(WORST)
                .forEach(i -> table.add(List.of(
                        rows.name(i),
                        Text.value(assessment.actual()[number][i]),
                        Text.value(assessment.predicted()[number][i]),
                        Text.value(errors[i]))));
        return new Report.Table("Worst rows by " + assessment.names().get(number), "Those of the " + part
                + " part with the largest errors.", table);
    }
}
