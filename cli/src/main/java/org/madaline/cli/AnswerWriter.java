package org.madaline.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.madaline.formats.Json;
import org.madaline.runs.Answers.Answer;
import org.madaline.task.ClassPrediction;
import org.madaline.task.ClassTask;
import org.madaline.task.LabelPrediction;
import org.madaline.task.LabelTask;
import org.madaline.task.NumberPrediction;
import org.madaline.task.NumberTask;
import org.madaline.task.Prediction;
import org.madaline.task.Task;

/// Answers for programs, a line each, as CSV or as JSON lines: what they are for, the columns handed on, the prediction, and the
/// probability of each class or label.
///
/// @param keep names of the columns that are handed on
/// @param json whether as JSON
record AnswerWriter(Task<?> task, List<String> keep, boolean json) {
    private static final String INPUT = "input";
    private static final String PREDICTION = "prediction";

    /// The first line of CSV, nothing of JSON.
    String header() {
        if (json) {
            return "";
        }
        List<String> header = new ArrayList<>(List.of(INPUT));
        header.addAll(keep);
        switch (task) {
            case NumberTask numbers when numbers.names().size() > 1 -> header.addAll(numbers.names());
            case NumberTask _ -> header.add(PREDICTION);
            case ClassTask _, LabelTask _ -> {
                header.add(PREDICTION);
                task.names().forEach(name -> header.add("p(" + name + ")"));
            }
        }
        return line(header);
    }

    /// A line for each answer.
    String lines(List<Answer> answers) {
        return answers.stream().map(answer -> json ? Json.write(object(answer)) + "\n" : line(cells(answer))).collect(Collectors.joining());
    }

    private static List<String> cells(Answer answer) {
        List<String> cells = new ArrayList<>(List.of(answer.name()));
        cells.addAll(answer.kept());
        switch (answer.prediction()) {
            case ClassPrediction classes -> with(classes.best(), classes.probabilities(), cells);
            case LabelPrediction labels -> with(String.join(" ", labels.labels()), labels.probabilities(), cells);
            case NumberPrediction numbers -> numbers.values().forEach(value -> cells.add(String.valueOf(value)));
        }
        return cells;
    }

    private static void with(String prediction, List<Double> probabilities, List<String> cells) {
        cells.add(prediction);
        probabilities.forEach(p -> cells.add(Float.toString(p.floatValue())));
    }

    private Map<String, Object> object(Answer answer) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put(INPUT, answer.name());
        IntStream.range(0, keep.size()).forEach(i -> object.put(keep.get(i), answer.kept().get(i)));
        Prediction prediction = answer.prediction();
        switch (prediction) {
            case ClassPrediction classes -> {
                object.put(PREDICTION, classes.best());
                object.put("probabilities", byName(task.names(), classes.probabilities()));
            }
            case LabelPrediction labels -> {
                object.put(PREDICTION, labels.labels());
                object.put("probabilities", byName(task.names(), labels.probabilities()));
            }
            case NumberPrediction numbers when numbers.values().size() == 1 -> object.put(PREDICTION, finite(numbers.value()));
            case NumberPrediction numbers -> object.put(PREDICTION, byName(numbers.names(), numbers.values()));
        }
        return object;
    }

    private static Map<String, Object> byName(List<String> names, List<Double> values) {
        Map<String, Object> map = new LinkedHashMap<>();
        IntStream.range(0, names.size()).forEach(i -> map.put(names.get(i), finite(values.get(i))));
        return map;
    }

    /// JSON has no other numbers.
    private static Double finite(double value) {
        return Double.isFinite(value) ? Double.valueOf(value) : null;
    }

    private static String line(List<String> cells) {
        return cells.stream().map(AnswerWriter::quoted).collect(Collectors.joining(",")) + "\n";
    }

    private static String quoted(String text) {
        return text.matches("[^\",\r\n]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
