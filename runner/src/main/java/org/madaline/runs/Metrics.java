package org.madaline.runs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.madaline.formats.Json;
import org.madaline.train.EpochMetrics;

/// The metrics of all epochs as CSV and as JSON lines; a value that there is not is empty or null.
final class Metrics {
    private Metrics() {}

    public static String csv(List<EpochMetrics> epochs) {
        String header = String.join(",", row(new EpochMetrics(0, 0, 0, 0, 0, 0, 0, 0, 0)).keySet());
        return header + "\n"
                + epochs.stream()
                        .map(epoch -> String.join(",", row(epoch).values()) + "\n")
                        .collect(Collectors.joining());
    }

    public static String jsonLines(List<EpochMetrics> epochs) {
        return epochs.stream()
                .map(epoch -> row(epoch).entrySet().stream()
                        .map(e -> "\"" + e.getKey() + "\": " + (e.getValue().isEmpty() ? "null" : e.getValue()))
                        .collect(Collectors.joining(", ", "{", "}\n")))
                .collect(Collectors.joining());
    }

    private static Map<String, String> row(EpochMetrics epoch) {
        var row = new LinkedHashMap<String, String>();
        row.put("epoch", Integer.toString(epoch.epoch()));
        row.put("step", Long.toString(epoch.step()));
        row.put("learning_rate", number(epoch.rate()));
        row.put("train_loss", number(epoch.loss()));
        row.put("train_accuracy", number(epoch.accuracy()));
        row.put("validation_loss", number(epoch.validationLoss()));
        row.put("validation_accuracy", number(epoch.validationAccuracy()));
        row.put("seconds", number(epoch.seconds()));
        row.put("examples_per_second", number(epoch.examplesPerSecond()));
        return row;
    }

    private static String number(double value) {
        return Double.isFinite(value) ? Float.toString((float) value) : "";
    }

    /// The epochs that JSON lines hold; what is no epoch is passed over.
    static List<EpochMetrics> read(String lines) {
        return lines.lines().flatMap(line -> {
            try {
                Map<String, Object> row = Json.readObject(line);
                return Stream.of(new EpochMetrics((int) value(row, "epoch"), (long) value(row, "step"), value(row, "learning_rate"),
                        value(row, "train_loss"), value(row, "train_accuracy"), value(row, "validation_loss"),
                        value(row, "validation_accuracy"), value(row, "seconds"), value(row, "examples_per_second")));
            } catch (IllegalArgumentException e) {
                return Stream.empty();
            }
        }).toList();
    }

    private static double value(Map<String, Object> row, String name) {
        return row.get(name) instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
