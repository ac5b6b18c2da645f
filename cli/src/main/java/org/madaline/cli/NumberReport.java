package org.madaline.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.madaline.cli.report.HistogramChart;
import org.madaline.cli.report.Report;
import org.madaline.cli.report.ScatterChart;
import org.madaline.data.Dataset;
import org.madaline.metric.Regression;
import org.madaline.pipeline.NumberAssessment;
import org.madaline.runs.Text;

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
        parts.add(figures());
        for (int j = 0; j < names.size(); j++) {
            parts.add(worst(j));
        }
        return parts;
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
