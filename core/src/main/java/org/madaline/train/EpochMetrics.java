package org.madaline.train;

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
public record EpochMetrics(int epoch, long step, double rate, double loss, double accuracy, double validationLoss,
        double validationAccuracy, double seconds, double examplesPerSecond) {}
