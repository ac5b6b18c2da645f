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
import org.madaline.task.OutlierPrediction;
import org.madaline.task.OutlierTask;
import org.madaline.task.Prediction;
import org.madaline.task.Task;

/// Answers for programs, a line each, as CSV or as JSON lines: what they are for, the columns handed on, the prediction, and the
/// probability of each class or label.
///
/// @param keep names of the columns that are handed on
/// @param json whether as JSON
/// @param style how they are put
/// @param explained the columns whose contributions are told
record AnswerWriter(Task<?> task, List<String> keep, boolean json, AnswerStyle style, List<String> explained) {
    private static final String INPUT = "input";
    private static final String PREDICTION = "prediction";
    private static final String SCORE = "score";
    private static final String WHY = "why";
    private static final String LOW = "low";
    private static final String HIGH = "high";
    private static final String QUANTILES = "quantiles";

    /// The first line of CSV, nothing of JSON.
    String header() {
        if (json) {
            return "";
        }
        List<String> header = new ArrayList<>(List.of(INPUT));
        header.addAll(keep);
        switch (task) {
            case NumberTask numbers -> numbers.names().forEach(name -> {
                String of = numbers.names().size() == 1 ? "" : "(" + name + ")";
                header.add(of.isEmpty() ? PREDICTION : name);
                numbers.quantiles().forEach(share -> header.add("q" + share + of));
                if (!style.reaches().isEmpty()) {
                    header.addAll(List.of(LOW + of, HIGH + of));
                }
            });
            case OutlierTask _ -> header.addAll(List.of(PREDICTION, SCORE, WHY));
            case ClassTask _, LabelTask _ -> {
                header.add(PREDICTION);
                task.names().forEach(name -> header.add("p(" + name + ")"));
            }
        }
        if (!explained.isEmpty()) {
            header.addAll(List.of("explained", "base", "output"));
            explained.forEach(column -> header.add("contribution(" + column + ")"));
        }
        return line(header);
    }

    /// A line for each answer.
    String lines(List<Answer> answers) {
        return answers.stream().map(answer -> json ? Json.write(object(answer)) + "\n" : line(cells(answer))).collect(Collectors.joining());
    }

    private List<String> cells(Answer answer) {
        List<String> cells = new ArrayList<>(List.of(answer.name()));
        cells.addAll(answer.kept());
        switch (answer.prediction()) {
            case ClassPrediction classes -> with(style.named(classes), classes.probabilities(), cells);
            case LabelPrediction labels -> with(String.join(" ", labels.labels()), labels.probabilities(), cells);
            case OutlierPrediction row -> cells.addAll(List.of(row.text(), String.valueOf(row.score()), row.why()));
            case NumberPrediction numbers -> {
                for (int k = 0; k < numbers.values().size(); k++) {
                    cells.add(String.valueOf(numbers.values().get(k)));
                    if (!numbers.quantiles().isEmpty()) {
                        numbers.atQuantiles().get(k).forEach(value -> cells.add(String.valueOf(value)));
                    }
                    if (!style.reaches().isEmpty()) {
                        cells.addAll(List.of(String.valueOf(style.ends(numbers, -1).get(k)), String.valueOf(style.ends(numbers, 1).get(k))));
                    }
                }
            }
        }
        answer.explained().ifPresent(told -> {
            cells.addAll(List.of(told.of(), String.valueOf(told.base()), String.valueOf(told.output())));
            explained.forEach(column -> cells.add(String.valueOf(told.byColumn().get(column))));
        });
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
                object.put(PREDICTION, style.named(classes));
                object.put("probabilities", byName(task.names(), classes.probabilities()));
            }
            case LabelPrediction labels -> {
                object.put(PREDICTION, labels.labels());
                object.put("probabilities", byName(task.names(), labels.probabilities()));
            }
            case OutlierPrediction row -> {
                object.put(PREDICTION, row.text());
                object.put(SCORE, finite(row.score()));
                object.put(WHY, byName(row.columns(), row.errors()));
            }
            case NumberPrediction numbers when numbers.values().size() == 1 -> {
                object.put(PREDICTION, finite(numbers.value()));
                if (!numbers.quantiles().isEmpty()) {
                    object.put(QUANTILES, byQuantile(numbers, 0));
                }
                style.ends(numbers, -1).forEach(low -> object.put(LOW, finite(low)));
                style.ends(numbers, 1).forEach(high -> object.put(HIGH, finite(high)));
            }
            case NumberPrediction numbers -> {
                object.put(PREDICTION, byName(numbers.names(), numbers.values()));
                if (!numbers.quantiles().isEmpty()) {
                    Map<String, Object> quantiles = new LinkedHashMap<>();
                    IntStream.range(0, numbers.names().size()).forEach(k -> quantiles.put(numbers.names().get(k), byQuantile(numbers, k)));
                    object.put(QUANTILES, quantiles);
                }
                if (!style.reaches().isEmpty()) {
                    object.put(LOW, byName(numbers.names(), style.ends(numbers, -1)));
                    object.put(HIGH, byName(numbers.names(), style.ends(numbers, 1)));
                }
            }
        }
        answer.explained().ifPresent(told -> {
            object.put("explained", told.of());
            object.put("base", finite(told.base()));
            object.put("output", finite(told.output()));
            object.put("contributions", byName(explained, explained.stream().map(told.byColumn()::get).toList()));
        });
        if (!answer.notices().isEmpty()) {
            object.put("remarks", answer.notices().stream().map(Object::toString).toList());
        }
        return object;
    }

    private static Map<String, Object> byName(List<String> names, List<Double> values) {
        Map<String, Object> map = new LinkedHashMap<>();
        IntStream.range(0, names.size()).forEach(i -> map.put(names.get(i), finite(values.get(i))));
        return map;
    }

    private static Map<String, Object> byQuantile(NumberPrediction numbers, int number) {
        return byName(numbers.quantiles().stream().map(String::valueOf).toList(), numbers.atQuantiles().get(number));
    }

    /// JSON has no other numbers.
    private static Double finite(double value) {
        return Double.isFinite(value) ? Double.valueOf(value) : null;
    }

    /// Cells as a line of a table.
    static String line(List<String> cells) {
        return cells.stream().map(AnswerWriter::quoted).collect(Collectors.joining(",")) + "\n";
    }

    private static String quoted(String text) {
        return text.matches("[^\",\r\n]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
