package org.madaline.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.madaline.cli.report.BarChart;
import org.madaline.cli.report.HistogramChart;
import org.madaline.cli.report.LineChart;
import org.madaline.cli.report.Report;
import org.madaline.cli.report.ReportPage;
import org.madaline.runs.OutlierTraining;
import org.madaline.runs.OutlierTruth;
import org.madaline.runs.RunFolder;
import org.madaline.runs.RunLock;
import org.madaline.runs.Text;
import org.madaline.table.OutlierData;
import org.madaline.table.TableColumn;
import org.madaline.task.OutlierPrediction;
import org.madaline.train.EpochMetrics;
import org.madaline.train.TrainingEvent;

/// `train --task outliers`: learns what rows usually look like, and shows those that do not.
///
/// @param threads empty: all cores
record OutlierRun(Terminal terminal, OutlierTraining training, Optional<Integer> threads) {
    private static final int SHOWN = 10;
    private static final int IN_REPORT = 50;
    private static final int WHY = 3;

    int call(Path out, Optional<String> name, boolean force) throws IOException {
        OutlierData data = training.load();
        data.report().forEach(line -> terminal.line("%s", line));
        Optional<OutlierTruth> truth = training.label().isPresent()
                ? Optional.of(OutlierTruth.of(training.label().get(), cells(data, training.label().get()))) : Optional.empty();
        truth.ifPresent(known -> terminal.line("%s = %s says which rows are outliers; the model does not see it", known.column(), known.value()));
        terminal.line("%s: %s to train on, %s of %s", training.data(), Text.count(data.size(), "row"),
                Text.count(training.recipe(data.size()).epochs(), "epoch"), Text.count(data.inputShape().size(), "number"));
        terminal.line("");
        try (RunLock lock = RunFolder.create(out, name, training.data(), "outliers", force)) {
            RunFolder folder = lock.folder();
            folder.clear();
            folder.sweep();
            Optional<OutlierTraining.Outcome> outcome = trained(data);
            if (outcome.isEmpty()) {
                terminal.line("stopped; there is no model");
                terminal.out().flush();
                return Main.INTERRUPTED;
            }
            outcome.get().pipeline().save(folder.model());
            folder.writeMetrics(outcome.get().history());
            return shown(data, outcome.get(), truth, folder);
        }
    }

    private Optional<OutlierTraining.Outcome> trained(OutlierData data) {
        var progress = new Progress[1];
        try (var interrupt = new Interrupt()) {
            return training.run(data, threads, event -> {
                switch (event) {
                    case TrainingEvent.Started started ->
                        progress[0] = new Progress(terminal, started.epochs(), 1, started.examples(), System::nanoTime);
                    case TrainingEvent.Progress p ->
                        progress[0].step(p.epoch(), (long) data.size() * p.batch() / p.batches(), p.loss(), p.accuracy());
                    case TrainingEvent.EpochFinished _, TrainingEvent.CheckpointReady _, TrainingEvent.Finished _ -> { }
                }
            }, interrupt::requested);
        }
    }

    private static List<String> cells(OutlierData data, String column) throws IOException {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < data.size(); i++) {
            cells.add(data.cell(i, column));
        }
        return cells;
    }

    private int shown(OutlierData data, OutlierTraining.Outcome outcome, Optional<OutlierTruth> truth, RunFolder folder) throws IOException {
        List<OutlierPrediction> answers = outcome.pipeline().predict(data);
        List<Integer> order = IntStream.range(0, answers.size()).boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> answers.get(i).score()).reversed()).toList();
        double threshold = answers.getFirst().threshold();
        long count = answers.stream().filter(OutlierPrediction::isOutlier).count();
        terminal.line("%s of %s rows score %s or more and count as outliers (--rate %s); 1 is the mean", Text.count(count), Text.count(data.size()),
                Text.value(threshold), training.share());
        for (int i : order.subList(0, Math.min(SHOWN, order.size()))) {
            terminal.line("  %s  %s: %s", data.name(i), Text.value(answers.get(i).score()), because(data, i, answers.get(i)));
        }
        Map<String, Object> scores = new LinkedHashMap<>();
        scores.put("rows", data.size());
        scores.put("outliers", count);
        scores.put("threshold", threshold);
        Optional<Map<String, Double>> known = truth.map(column -> column.figures(answers));
        known.ifPresent(figures -> {
            terminal.line("%s", line(figures));
            scores.put("known", figures);
        });
        folder.writeScores(scores);
        Path list = folder.writeOutliers(list(data, answers, order));
        folder.writeReport(ReportPage.of(new Report(
                "Outliers in " + training.data() + " (" + folder.name() + ")", summary(data, count, threshold, known),
                List.of(), parts(data, answers, order, outcome.history()))));
        terminal.line("");
        terminal.line("model    %s", folder.model());
        terminal.line("report   %s", folder.report());
        terminal.line("rows     %s", list);
        return 0;
    }

    static String line(Map<String, Double> figures) {
        return figures.entrySet().stream().map(figure -> figure.getKey() + " " + value(figure)).collect(Collectors.joining("  "));
    }

    private static String value(Map.Entry<String, Double> figure) {
        return figure.getKey().equals("AUC") ? Text.number(figure.getValue()) : Text.percent(figure.getValue());
    }

    /// The columns that are most unexpected, with what stands in them.
    private static String because(OutlierData data, int row, OutlierPrediction answer) {
        List<String> reasons = new ArrayList<>();
        for (OutlierPrediction.Reason reason : answer.reasons(WHY)) {
            reasons.add(reason.column() + " = " + shortened(cell(data, row, reason.column())) + " (" + Text.percent(reason.share()) + ")");
        }
        return String.join(", ", reasons);
    }

    private static String cell(OutlierData data, int row, String column) {
        try {
            return data.cell(row, column);
        } catch (IOException e) {
            throw new IllegalStateException("the columns of features are those of the table", e);
        }
    }

    private static String shortened(String cell) {
        return cell.length() > 40 ? cell.substring(0, 40) + "..." : cell.isBlank() ? "missing" : cell;
    }

    private static String list(OutlierData data, List<OutlierPrediction> answers, List<Integer> order) {
        return "input,prediction,score,why\n" + order.stream()
                .map(i -> AnswerWriter.line(List.of(data.name(i), answers.get(i).text(), String.valueOf(answers.get(i).score()), answers.get(i).why())))
                .collect(Collectors.joining());
    }

    private Map<String, String> summary(OutlierData data, long count, double threshold, Optional<Map<String, Double>> figures) {
        Map<String, String> summary = new LinkedHashMap<>();
        figures.ifPresent(known -> known.entrySet().forEach(figure -> summary.put(figure.getKey(), value(figure))));
        summary.put("rows", Text.count(data.size()));
        summary.put("outliers", Text.count(count));
        summary.put("score of outliers", "at least " + Text.value(threshold));
        return summary;
    }

    private List<Report.Part> parts(OutlierData data, List<OutlierPrediction> answers, List<Integer> order, List<EpochMetrics> history) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("row", ">score", "because"));
        order.stream().limit(IN_REPORT).forEach(i ->
                rows.add(List.of(data.name(i), Text.value(answers.get(i).score()), because(data, i, answers.get(i)))));
        List<List<String>> columns = new ArrayList<>();
        columns.add(List.of("column", "type", "because"));
        for (TableColumn column : data.columns()) {
            columns.add(List.of(column.name(), column.type() + (column.type().isUsed() ? "" : ", left out"), column.reason()));
        }
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("data", training.data());
        training.label().ifPresent(label -> settings.put("label", label));
        settings.put("task", "outliers");
        settings.put("rate", String.valueOf(training.share()));
        settings.put("epochs", String.valueOf(history.size()));
        settings.put("seed", String.valueOf(training.seed()));
        // Far ones would leave no room for the others.
        double most = answers.get(order.get(answers.size() / 1000)).score();
        return List.of(
                new Report.Charts("Scores", "1 is the mean of all rows; the farthest thousandth is at the end of the axis.", List.of(
                        new HistogramChart("Rows by score", "score", answers.stream().mapToDouble(a -> Math.min(most, a.score())).toArray()),
                        new BarChart("Share in the scores of outliers", " %", bars(answers)))),
                new Report.Table("Most unusual rows", "With the columns that have the largest shares in the score.", rows),
                new Report.Charts("Learning curve", "", List.of(new LineChart("Loss", "epoch", "", List.of(
                        new LineChart.Line("training", history.stream().mapToDouble(EpochMetrics::loss).toArray()))))),
                new Report.Lines("What was found in the table", data.report().subList(0, 1)),
                new Report.Table("Columns", "", columns),
                new Report.Pairs("Settings", settings));
    }

    /// How much each column has to do with the outliers, the most important first.
    private static List<BarChart.Bar> bars(List<OutlierPrediction> answers) {
        Map<String, Double> shares = new LinkedHashMap<>();
        List<OutlierPrediction> outliers = answers.stream().filter(OutlierPrediction::isOutlier).toList();
        outliers.forEach(answer -> answer.reasons(answer.columns().size())
                .forEach(reason -> shares.merge(reason.column(), 100 * reason.share() / outliers.size(), Double::sum)));
        return shares.entrySet().stream().sorted(Map.Entry.<String, Double>comparingByValue().reversed()).limit(20)
                .map(each -> new BarChart.Bar(each.getKey(), each.getValue(), "")).toList();
    }
}
