package org.madaline.train;

import java.util.Map;

/// What one epoch yielded. Accuracies are NaN where targets are not classes; validation values where there is none.
///
/// @param epoch from 1
/// @param step steps since the start
/// @param rate the learning rate of the last step
/// @param loss of the epoch's examples, in training mode, each batch before its step
/// @param accuracy the same for the share of right classes
/// @param validationLoss in inference mode, after the epoch
/// @param seconds for the training part
/// @param examplesPerSecond in the training part
/// @param metrics those that were asked for, by name; of the validation examples as `validation …`
/// @param validationAccuracy the same for the share of right classes
public record EpochMetrics(int epoch, long step, double rate, double loss, double accuracy, double validationLoss,
        double validationAccuracy, double seconds, double examplesPerSecond, Map<String, Double> metrics) {
    /// Copies the map.
    public EpochMetrics {
        metrics = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(metrics));
    }

    /// Without further metrics.
    ///
    /// @param epoch from 1
    /// @param step steps since the start
    /// @param rate the learning rate of the last step
    /// @param loss of the epoch's examples, in training mode
    /// @param accuracy of the epoch's examples, from 0 to 1
    /// @param validationLoss in inference mode, after the epoch; NaN for none
    /// @param validationAccuracy from 0 to 1; NaN for none
    /// @param seconds for the training part
    /// @param examplesPerSecond in the training part
    public EpochMetrics(int epoch, long step, double rate, double loss, double accuracy, double validationLoss,
            double validationAccuracy, double seconds, double examplesPerSecond) {
        this(epoch, step, rate, loss, accuracy, validationLoss, validationAccuracy, seconds, examplesPerSecond, Map.of());
    }
}
