package org.madaline.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.madaline.runs.Answers.Answer;
import org.madaline.runs.Text;
import org.madaline.task.ClassPrediction;
import org.madaline.task.LabelPrediction;
import org.madaline.task.NumberPrediction;
import org.madaline.task.Prediction;
import org.madaline.task.Task;

/// Answers as lines for people, and as CSV for programs.
record AnswerTable(Task<?> task, List<Answer> rows) {
    List<String> lines(int top, int limit) {
        return rows.stream().limit(limit).map(row -> row.name() + ": " + text(row.prediction(), top)).toList();
    }

    private static String text(Prediction prediction, int top) {
        return switch (prediction) {
            case ClassPrediction classes -> classes.top(top).stream()
                    .map(ranked -> ranked.name() + " " + Text.percent(ranked.probability()))
                    .collect(Collectors.joining(",  "));
            case LabelPrediction labels -> labels.labels().isEmpty() ? "none" : labels.labels().stream()
                    .map(name -> name + " " + Text.percent(labels.probability(name)))
                    .collect(Collectors.joining(",  "));
            case NumberPrediction numbers -> numbers.names().size() == 1
                    ? Text.value(numbers.value())
                    : IntStream.range(0, numbers.names().size())
                            .mapToObj(i -> numbers.names().get(i) + " " + Text.value(numbers.values().get(i)))
                            .collect(Collectors.joining(",  "));
        };
    }

    /// One row for each answer: the input, the prediction, and the probability of each class or label; for several numbers
    /// a column for each.
    String csv() {
        var csv = new StringBuilder();
        line(csv, header());
        for (Answer row : rows) {
            List<String> cells = new ArrayList<>(List.of(row.name()));
            cells.addAll(cells(row.prediction()));
            line(csv, cells);
        }
        return csv.toString();
    }

    private List<String> header() {
        List<String> header = new ArrayList<>(List.of("input"));
        switch (task) {
            case org.madaline.task.NumberTask numbers when numbers.names().size() > 1 -> header.addAll(numbers.names());
            case org.madaline.task.NumberTask _ -> header.add("prediction");
            case org.madaline.task.ClassTask _, org.madaline.task.LabelTask _ -> {
                header.add("prediction");
                task.names().forEach(name -> header.add("p(" + name + ")"));
            }
        }
        return header;
    }

    private static List<String> cells(Prediction prediction) {
        return switch (prediction) {
            case ClassPrediction classes -> with(classes.best(), classes.probabilities());
            case LabelPrediction labels -> with(String.join(" ", labels.labels()), labels.probabilities());
            case NumberPrediction numbers -> numbers.values().stream().map(String::valueOf).toList();
        };
    }

    private static List<String> with(String prediction, List<Double> probabilities) {
        List<String> cells = new ArrayList<>(List.of(prediction));
        probabilities.forEach(p -> cells.add(Float.toString(p.floatValue())));
        return cells;
    }

    private static void line(StringBuilder csv, List<String> cells) {
        csv.append(cells.stream().map(AnswerTable::quoted).collect(Collectors.joining(","))).append('\n');
    }

    private static String quoted(String text) {
        return text.matches("[^\",\r\n]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
