package org.madaline.metric;

/// How a figure of each class becomes one of all.
public enum Average {
    /// The mean over the classes that occur, each counting the same.
    MACRO,
    /// From the sums over all classes; for precision, recall and F1 with one label per example this is the accuracy.
    MICRO,
    /// The mean over the classes, each counting as often as it occurs.
    WEIGHTED
}
