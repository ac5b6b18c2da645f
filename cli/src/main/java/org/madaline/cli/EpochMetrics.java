package org.madaline.cli;

import java.util.List;

/// What is kept of one epoch; NaN where there is none. Accuracies are fractions.
///
/// @param epoch from 1
/// @param learningRate of the last step
/// @param seconds that the epoch took, without validation
record EpochMetrics(
        int epoch,
        double learningRate,
        double trainLoss,
        double trainAccuracy,
        double validationLoss,
        double validationAccuracy,
        double seconds) {

    private static final List<String> COLUMNS = List.of(
            "epoch",
            "learning_rate",
            "train_loss",
            "train_accuracy",
            "validation_loss",
            "validation_accuracy",
            "seconds");

    static String csvHeader() {
        return String.join(",", COLUMNS);
    }

    /// A row of CSV; a missing value is empty.
    String csv() {
        var row = new StringBuilder().append(epoch);
        for (double value : values()) {
            row.append(',').append(Double.isFinite(value) ? number(value) : "");
        }
        return row.toString();
    }

    /// An object of JSON on one line; a missing value is null.
    String json() {
        var object = new StringBuilder("{\"epoch\": ").append(epoch);
        double[] values = values();
        for (int i = 0; i < values.length; i++) {
            object.append(", \"").append(COLUMNS.get(i + 1)).append("\": ");
            object.append(Double.isFinite(values[i]) ? number(values[i]) : "null");
        }
        return object.append('}').toString();
    }

    private double[] values() {
        return new double[] {learningRate, trainLoss, trainAccuracy, validationLoss, validationAccuracy, seconds};
    }

    private static String number(double value) {
        return Float.toString((float) value);
    }
}
