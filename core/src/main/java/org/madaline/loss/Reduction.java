package org.madaline.loss;

import org.madaline.graph.Node;

/// How the losses of many values become one number.
public enum Reduction {
    /// The mean of all values; what training minimizes by default.
    MEAN,
    /// Their sum.
    SUM,
    /// Their sum divided by the number of examples.
    BATCH_MEAN,
    /// Each value for itself: for looking at single examples, not for training.
    NONE;

    /// The losses of single values, reduced.
    Node apply(Node each) {
        return switch (this) {
            case MEAN -> each.total().times(1.0 / each.shape().size());
            case SUM -> each.total();
            case BATCH_MEAN -> each.total().times(1.0 / each.shape().dim(0));
            case NONE -> each;
        };
    }
}
