package org.madaline.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.madaline.cli.report.LineChart;
import org.madaline.cli.report.Report;
import org.madaline.cli.report.ReportPage;
import org.madaline.data.Dataset;
import org.madaline.graph.Mode;
import org.madaline.layer.Summary;
import org.madaline.linear.LinearEstimator;
import org.madaline.pipeline.Assessment;
import org.madaline.pipeline.ClassAssessment;
import org.madaline.pipeline.NetworkEstimator;
import org.madaline.pipeline.Pipeline;
import org.madaline.runs.RunFolder;
import org.madaline.runs.TestData;
import org.madaline.runs.Text;
import org.madaline.runs.TrainData;
import org.madaline.runs.TrainSettings;
import org.madaline.tensor.Shape;
import org.madaline.train.EpochMetrics;

/// Gathers what the page of a run shows.
///
/// @param history of a network's epochs; empty for a linear model
/// @param figures name and value, for the top of the page
/// @param risks of a linear model, as they fell
record RunReport(
        TrainSettings settings, TrainData data, Pipeline<?> model, List<EpochMetrics> history, Map<String, String> figures, double... risks) {
    private static final int MISTAKES = 40;

    /// The page, with what the model is worth.
    String page(String name, Optional<Assessment> validation, Optional<Assessment> test) {
        Optional<ClassAssessment> classes = test.flatMap(t -> t instanceof ClassAssessment c ? Optional.of(c) : Optional.empty());
        return ReportPage.of(new Report(
                settings.model() + " on " + settings.data() + " (" + name + ")",
                summary(validation, test),
                notes(),
                tables(),
                charts(),
                classes.map(c -> new Report.Confusion(c.matrix().classNames(), c.matrix().toArray())).orElse(null),
                classes.map(this::mistakes).orElse(List.of()),
                FirstLayer.pictures(model, data.image()),
                RunFolder.table(settings)));
    }

    /// What the model is worth on a part of its data.
    Assessment judged(Dataset part) {
        return model.evaluate(TestData.prepared(model, part));
    }

    private Map<String, String> summary(Optional<Assessment> validation, Optional<Assessment> test) {
        Map<String, String> summary = new LinkedHashMap<>();
        test.ifPresent(t -> t.figures().entrySet().forEach(figure ->
                summary.put("test " + figure.getKey(), ScoreTable.value(figure))));
        validation.ifPresent(v -> v.figures().entrySet().stream().limit(1).forEach(figure ->
                summary.put("validation " + figure.getKey(), ScoreTable.value(figure))));
        summary.put("examples", Text.count(data.train().size()));
        if (!data.leftOut().isEmpty()) {
            summary.put("left out", Text.count(data.leftOut().size()));
        }
        if (model.estimator() instanceof LinearEstimator) {
            LinearReport linear = LinearReport.of(model);
            summary.put("parameters", Text.count(linear.parameters()));
            summary.put("iterations", Text.count(linear.iterations()));
            summary.put("gradient", Text.format("%.1e", linear.gradient()));
        } else {
            Summary network = network();
            summary.put("parameters", Text.count(network.parameters()));
            summary.put("multiply-adds", Text.count(network.multiplyAdds()));
            summary.put("epochs", Integer.toString(history.size()));
            summary.put("training time", Text.duration(history.stream().mapToDouble(EpochMetrics::seconds).sum()));
        }
        summary.putAll(figures);
        return summary;
    }

    private Summary network() {
        return Summary.of(((NetworkEstimator) model.estimator()).model().network(), Mode.TRAINING);
    }

    private List<String> notes() {
        return model.estimator() instanceof LinearEstimator ? LinearReport.of(model).warnings() : List.of();
    }

    private List<Report.Table> tables() {
        return model.estimator() instanceof LinearEstimator
                ? LinearReport.of(model).tables()
                : List.of(new NetworkTable(network()).report());
    }

    private List<LineChart> charts() {
        if (model.estimator() instanceof LinearEstimator(var linear)) {
            // Of several fits the curves would hide each other.
            return linear.convergence().size() > 1 || risks.length < 2
                    ? List.of()
                    : List.of(new LineChart("Risk", "evaluation", "", List.of(new LineChart.Line("training", risks))));
        }
        return List.of(
                new LineChart("Loss", "epoch", "", List.of(
                        line("training", EpochMetrics::loss),
                        line("validation", EpochMetrics::validationLoss))),
                new LineChart("Accuracy", "epoch", " %", List.of(
                        line("training", e -> 100 * e.accuracy()),
                        line("validation", e -> 100 * e.validationAccuracy()))));
    }

    private LineChart.Line line(String name, ToDoubleFunction<EpochMetrics> value) {
        return new LineChart.Line(name, history.stream().mapToDouble(value).toArray());
    }

    private List<Report.Mistake> mistakes(ClassAssessment classes) {
        if (data.image().isEmpty()) {
            return List.of();
        }
        Shape picture = data.image().get();
        List<String> names = classes.matrix().classNames();
        List<Report.Mistake> mistakes = new ArrayList<>();
        float[] y = new float[classes.data().targetShape().size()];
        for (ClassAssessment.Mistake mistake : classes.worst(MISTAKES)) {
            float[] x = new float[picture.size()];
            classes.data().read(mistake.index(), x, 0, y, 0);
            mistakes.add(new Report.Mistake(
                    classes.data().name(mistake.index()), picture, x, names.get(mistake.actual()), names.get(mistake.predicted()),
                    mistake.probability()));
        }
        return mistakes;
    }
}
