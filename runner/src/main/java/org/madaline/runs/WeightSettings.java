package org.madaline.runs;

import java.util.Optional;

/// How much examples count.
///
/// @param column   of a table, which says it of its rows; in training and in all figures
/// @param balanced whether all classes count the same in the training of a network, however rare; a linear model's settings have
///     one of their own
public record WeightSettings(Optional<String> column, boolean balanced) {
    /// All count 1.
    public static final WeightSettings NONE = new WeightSettings(Optional.empty(), false);
}
