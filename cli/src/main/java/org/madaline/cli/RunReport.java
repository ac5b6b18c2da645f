package org.madaline.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.madaline.cli.report.Chart;
import org.madaline.cli.report.LineChart;
import org.madaline.cli.report.Report;
import org.madaline.cli.report.ReportPage;
import org.madaline.data.Dataset;
import org.madaline.features.PictureFeatures;
import org.madaline.formats.image.ImagePreprocessing;
import org.madaline.layer.Blend;
import org.madaline.layer.Summary;
import org.madaline.linear.LinearEstimator;
import org.madaline.pipeline.Assessment;
import org.madaline.pipeline.ClassAssessment;
import org.madaline.pipeline.LabelAssessment;
import org.madaline.pipeline.NetworkEstimator;
import org.madaline.pipeline.NumberAssessment;
import org.madaline.pipeline.Pipeline;
import org.madaline.runs.Baselines;
import org.madaline.runs.LinearSettings;
import org.madaline.runs.OutOfFold;
import org.madaline.runs.TestData;
import org.madaline.runs.Text;
import org.madaline.runs.TrainData;
import org.madaline.runs.TrainSettings;
import org.madaline.table.TableData;
import org.madaline.task.ClassTask;
import org.madaline.task.NumberTask;
import org.madaline.train.EpochMetrics;

/// Gathers what the page of a run shows.
///
/// @param history of a network's epochs; empty for a linear model
/// @param figures name and value, for the top of the page
/// @param risks of a linear model, as they fell
record RunReport(
        TrainSettings settings, TrainData data, Pipeline<?> model, List<EpochMetrics> history, Map<String, String> figures, double... risks) {
    static final String VALIDATION = "validation";
    static final String TEST = "test";

    private static final int MISTAKES = 40;

    private static final String CURVES = "Training: the batches of the epoch, each before its step, with dropout and changes of"
            + " pictures where there are any; validation: ";

    /// The page, with what the model is worth.
    ///
    /// @param tried what else was trained for it
    String page(String name, Optional<WorthReport> validation, Optional<WorthReport> test, List<Report.Table> tried, Optional<FoldTable> folds) {
        List<Report.Part> parts = new ArrayList<>();
        parts.add(new Report.Charts("Learning curves", curves(), charts()));
        test.or(() -> validation).ifPresent(worth -> parts.addAll(results(worth)));
        parts.addAll(tried);
        parts.add(FirstLayer.pictures(model, data.image()));
        parts.addAll(tables());
        if (data.train() instanceof TableData table) {
            parts.addAll(new TableFindings(table).parts());
        }
        parts.add(new Report.Pairs("Settings", SettingsTable.of(settings, data.image().isPresent())));
        return ReportPage.of(new Report(
                settings.model() + " on " + settings.data() + " (" + name + ")",
                summary(validation.map(WorthReport::model), test.map(WorthReport::model), folds),
                Stream.concat(worse(test.or(() -> validation), folds).stream(), notes().stream()).toList(), parts));
    }

    private String curves() {
        if (model.estimator() instanceof LinearEstimator) {
            return "";
        }
        boolean several = model.estimator() instanceof NetworkEstimator(var network, var _) && network.network().layer() instanceof Blend;
        return CURVES + (settings.foldsMembers()
                ? "after the epoch each row by the one network that has not seen it, where the model answers by all."
                : "all of that part after the epoch.") + (several ? " The epochs of one network follow those of the other." : "");
    }

    private List<Report.Part> results(WorthReport worth) {
        Dataset rows = (worth.part().equals(TEST) ? data.test() : data.validation().or(() -> Optional.of(data.train()))).orElseThrow();
        List<Report.Part> parts = new ArrayList<>(List.of(worth.table()));
        switch (worth.model()) {
            case ClassAssessment classes -> {
                parts.addAll(new ClassReport(classes, worth.part(), rows instanceof TableData).parts());
                parts.add(new Report.Mistakes("Worst mistakes", mistakes(classes)));
            }
            case NumberAssessment numbers -> parts.addAll(new NumberReport(numbers, rows, worth.part()).parts());
            case LabelAssessment _ -> { }
        }
        if (rows instanceof TableData table) {
            parts.addAll(new InsightReport(model, table, worth.part()).parts());
        }
        return parts;
    }

    /// What the model is worth on a part of its data, beside what needs no network.
    ///
    /// @param linear a linear model of the same rows, where there is one
    WorthReport worth(String part, Dataset rows, Optional<Pipeline<?>> linear) {
        Assessment own = judged(rows);
        Map<String, Assessment> simpler = new LinkedHashMap<>();
        simpler.put(WorthReport.constant(own), Baselines.constant(data.train(), own));
        linear.filter(_ -> rows instanceof TableData)
                .ifPresent(other -> simpler.put("a linear model", other.evaluate(TestData.prepared(other, rows))));
        return new WorthReport(part, own, simpler, balanced());
    }

    /// {@return the rows that one of the model's networks has not seen; empty where none were left out}
    Optional<OutOfFold> folded() {
        return OutOfFold.of(settings, data, model);
    }

    /// What the networks of the model are worth on rows that they have not seen. A linear model has seen them.
    WorthReport worth(OutOfFold folded) {
        Assessment own = folded.judged();
        return new WorthReport(VALIDATION, own, Map.of(WorthReport.constant(own), Baselines.constant(data.train(), own)), balanced());
    }

    /// What a reader must know where one would do better without a model.
    ///
    /// @param worth of the part that is judged
    List<String> worse(Optional<WorthReport> worth, Optional<FoldTable> folds) {
        return Stream.of(worth.flatMap(WorthReport::note), folds.flatMap(own -> own.note(balanced()))).flatMap(Optional::stream).toList();
    }

    private boolean balanced() {
        return settings.weights().balanced() || settings.linear().filter(LinearSettings::balanced).isPresent();
    }

    /// What the model is worth on a part of its data.
    Assessment judged(Dataset part) {
        return model.evaluate(TestData.prepared(model, part));
    }

    private Map<String, String> summary(Optional<Assessment> validation, Optional<Assessment> test, Optional<FoldTable> folds) {
        Map<String, String> summary = new LinkedHashMap<>();
        folds.map(FoldTable::scores).ifPresent(scores -> scores.figures().stream().limit(2).forEach(figure ->
                summary.put(figure + " of the folds", ScoreTable.value(Map.entry(figure, scores.mean(figure))))));
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
            Summary network = network().summary();
            summary.put("parameters", Text.count(network.parameters()));
            summary.put("multiply-adds", Text.count(network.multiplyAdds()));
            summary.put("epochs", Integer.toString(history.size()));
            summary.put("training time", Text.duration(history.stream().mapToDouble(EpochMetrics::seconds).sum()));
        }
        if (model.task() instanceof ClassTask classes && classes.temperature() != 1) {
            summary.put("logits divided by", Text.number(classes.temperature()));
        }
        summary.putAll(figures);
        return summary;
    }

    private NetworkTable network() {
        return new NetworkTable(((NetworkEstimator) model.estimator()).model().network());
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>(model.estimator() instanceof LinearEstimator ? LinearReport.of(model).warnings() : List.of());
        notes.addAll(data.doubts(settings.split().by()));
        return notes;
    }

    private List<Report.Table> tables() {
        return model.estimator() instanceof LinearEstimator
                ? LinearReport.of(model).tables()
                : List.of(network().report());
    }

    private List<Chart> charts() {
        if (model.estimator() instanceof LinearEstimator(var linear)) {
            // Of several fits the curves would hide each other.
            return linear.convergence().size() > 1 || risks.length < 2
                    ? List.of()
                    : List.of(new LineChart("Risk", "evaluation", "", List.of(new LineChart.Line("training", risks))));
        }
        if (model.task() instanceof NumberTask numbers && !numbers.quantiles().isEmpty()) {
            double unit = numbers.targets().size() > 1 ? 1 : numbers.targets().getFirst().scale();
            String of = numbers.targets().size() > 1 ? ", in deviations of the numbers" : " of " + logarithm(numbers.targets().getFirst());
            return List.of(new LineChart("Pinball loss" + of, "epoch", "", List.of(
                    line("training", e -> unit * e.loss()),
                    line("validation", e -> unit * e.validationLoss()))));
        }
        if (model.task() instanceof NumberTask numbers && numbers.targets().size() == 1) {
            // The loss is the mean square on the model's own scale, which says nothing to a reader.
            NumberTask.Target target = numbers.targets().getFirst();
            return List.of(new LineChart("Root mean square error of " + logarithm(target), "epoch", "", List.of(
                    line("training", e -> target.scale() * Math.sqrt(e.loss())),
                    line("validation", e -> target.scale() * Math.sqrt(e.validationLoss())))));
        }
        if (model.task() instanceof NumberTask) {
            return List.of(new LineChart("Root mean square error, in deviations of the numbers", "epoch", "", List.of(
                    line("training", e -> Math.sqrt(e.loss())),
                    line("validation", e -> Math.sqrt(e.validationLoss())))));
        }
        return List.of(
                new LineChart("Loss", "epoch", "", List.of(
                        line("training", EpochMetrics::loss),
                        line("validation", EpochMetrics::validationLoss))),
                new LineChart("Accuracy", "epoch", " %", List.of(
                        line("training", e -> 100 * e.accuracy()),
                        line("validation", e -> 100 * e.validationAccuracy()))));
    }

    private static String logarithm(NumberTask.Target target) {
        return (target.logarithmic() ? "ln " : "") + target.name();
    }

    private LineChart.Line line(String name, ToDoubleFunction<EpochMetrics> value) {
        return new LineChart.Line(name, history.stream().mapToDouble(value).toArray());
    }

    private List<Report.Mistake> mistakes(ClassAssessment classes) {
        if (!(data.features() instanceof PictureFeatures pictures)) {
            return List.of();
        }
        List<String> names = classes.matrix().classNames();
        List<Report.Mistake> mistakes = new ArrayList<>();
        float[] y = new float[classes.data().targetShape().size()];
        for (ClassAssessment.Mistake mistake : classes.worst(MISTAKES)) {
            float[] x = new float[pictures.preprocessing().shape().size()];
            classes.data().read(mistake.index(), x, 0, y, 0);
            mistakes.add(new Report.Mistake(
                    classes.data().name(mistake.index()), pictures.preprocessing().shape(), shown(pictures.preprocessing(), x),
                    names.get(mistake.actual()), names.get(mistake.predicted()), mistake.probability()));
        }
        return mistakes;
    }

    /// A picture as it was before its values were normalized, from 0 to 1.
    static float[] shown(ImagePreprocessing preprocessing, float[] x) {
        int plane = preprocessing.shape().dim(1) * preprocessing.shape().dim(2);
        var values = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            // What normalizes is linear, so that black and white say all of it.
            float black = preprocessing.normalized(i / plane, 0);
            float white = preprocessing.normalized(i / plane, 1);
            values[i] = (x[i] - black) / (white - black);
        }
        return values;
    }
}
