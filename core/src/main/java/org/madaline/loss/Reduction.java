package org.madaline.loss;

/// How the losses of many values become one number.
public enum Reduction {
    /// The mean of all values; what training minimizes by default.
    MEAN,
    /// Their sum.
    SUM,
    /// Their sum divided by the number of examples.
    BATCH_MEAN,
    /// Each value for itself: for looking at single examples, not for training.
    NONE
}
