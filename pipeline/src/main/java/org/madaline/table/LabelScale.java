package org.madaline.table;

/// On which scale a number is learnt that is to be predicted.
public enum LabelScale {
    /// [#LOG] where all labels are positive and skewed to the right (skewness above 1), and their logarithms less than half as
    /// much either way; [#LINEAR] otherwise.
    AUTO,
    /// As it is: errors count in its unit.
    LINEAR,
    /// By its logarithm: errors count in percent.
    LOG
}
