package org.madaline.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.madaline.cli.report.Chart;
import org.madaline.cli.report.CurveChart;
import org.madaline.cli.report.CurveChart.Axis;
import org.madaline.cli.report.CurveChart.Curve;
import org.madaline.cli.report.Report;
import org.madaline.metric.Calibration;
import org.madaline.metric.PrecisionRecallCurve;
import org.madaline.metric.RocCurve;
import org.madaline.pipeline.ClassAssessment;
import org.madaline.pipeline.ClassFigures;
import org.madaline.runs.Text;

/// What a page shows of a model of classes: the confusion matrix, of two classes the curves over all thresholds, whether
/// probabilities mean what they say, and the worst mistakes.
///
/// @param part of the data that the model was judged on
/// @param table whether the examples are rows, which a reader can look up
record ClassReport(ClassAssessment classes, String part, boolean table) {
    private static final int BINS = 10;
    private static final int WORST = 20;

    /// Fewer examples of a class make curves of a few steps.
    private static final int FEWEST = 5;

    List<Report.Part> parts() {
        List<String> names = classes.matrix().classNames();
        List<Report.Part> parts = new ArrayList<>();
        parts.add(new Report.Confusion("Confusion matrix, " + part + " part", names, classes.matrix().toArray(),
                classes.perClass().stream().map(ClassFigures::recall).toList(),
                classes.perClass().stream().map(c -> c.named() == 0 ? Double.NaN : c.precision()).toList(), classes.data().weighted()));
        List<Chart> charts = new ArrayList<>();
        long second = IntStream.of(classes.labels()).filter(label -> label == 1).count();
        if (names.size() == 2 && second >= FEWEST && classes.examples() - second >= FEWEST) {
            charts.addAll(curves(names.get(1)));
        }
        if (classes.examples() >= FEWEST * BINS) {
            charts.add(calibration(names));
        }
        parts.add(new Report.Charts("Probabilities, " + part + " part", charts.isEmpty() ? "" : note(names), charts));
        if (table) {
            parts.add(worst(names));
        }
        return parts;
    }

    private String note(List<String> names) {
        return (names.size() == 2 ? "Whoever calls an example " + names.get(1) + " from some probability on chooses a point of the first two curves. "
                : "") + "Of a well calibrated model the last curve lies on the diagonal: of the answers given with 80 %, 80 % are right.";
    }

    private boolean[] positive() {
        var positive = new boolean[classes.examples()];
        for (int i = 0; i < positive.length; i++) {
            positive[i] = classes.labels()[i] == 1;
        }
        return positive;
    }

    private double[] scores() {
        return Arrays.stream(classes.probabilities()).mapToDouble(p -> p[1]).toArray();
    }

    private List<Chart> curves(String name) {
        RocCurve roc = RocCurve.of(positive(), scores());
        PrecisionRecallCurve pr = PrecisionRecallCurve.of(positive(), scores());
        return List.of(
                new CurveChart(Text.format("ROC, area %.4f", roc.area()), Axis.share("of the others, called " + name), Axis.share("of " + name + ", found"),
                        List.of(new Curve("the model", percent(roc.falsePositiveRates()), percent(roc.truePositiveRates()))), "guessing"),
                new CurveChart(Text.format("Precision and recall, area %.4f", pr.averagePrecision()), Axis.share("recall: of " + name + ", found"),
                        Axis.share("precision: of those named, right"),
                        List.of(new Curve("the model", percent(pr.recalls()), percent(pr.precisions()))), ""));
    }

    private Chart calibration(List<String> names) {
        Calibration all = names.size() == 2
                ? Calibration.of(positive(), scores(), BINS)
                : Calibration.of(classes.labels(), classes.probabilities(), BINS);
        return new CurveChart(Text.format("Calibration, mean difference %.1f %%", 100 * all.expectedError()),
                Axis.share(names.size() == 2 ? "probability of " + names.get(1) : "probability of the class named"),
                Axis.share(names.size() == 2 ? "are " + names.get(1) : "are right"),
                List.of(new Curve("the model", percent(all.bins().stream().mapToDouble(Calibration.Bin::confidence).toArray()),
                        percent(all.bins().stream().mapToDouble(Calibration.Bin::accuracy).toArray()))), "as it should be");
    }

    private static double[] percent(double... shares) {
        return Arrays.stream(shares).map(share -> 100 * share).toArray();
    }

    private Report.Part worst(List<String> names) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("row", "true", "taken for", ">with"));
        classes.worst(WORST).forEach(mistake -> rows.add(List.of(classes.data().name(mistake.index()), names.get(mistake.actual()),
                names.get(mistake.predicted()), Text.percent(mistake.probability()))));
        return rows.size() == 1
                ? new Report.Lines("Worst mistakes", List.of("There are none in the " + part + " part."))
                : new Report.Table("Worst mistakes", "Where the model was surest, and wrong: labels worth a look.", rows);
    }
}
