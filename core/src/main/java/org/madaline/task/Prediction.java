package org.madaline.task;

/// An answer of a model, with the names of what it speaks of. What can be asked of it depends on the task: only classes
/// and labels have probabilities, only numbers have values, only outliers a score.
public sealed interface Prediction permits ClassPrediction, LabelPrediction, NumberPrediction, OutlierPrediction {
    /// The answer as one text: the best class, the labels, the numbers, or whether it is an outlier.
    ///
    /// @return what a command prints; several labels or numbers are parted by spaces
    String text();
}
