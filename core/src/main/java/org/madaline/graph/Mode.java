package org.madaline.graph;

/// What a graph is built for: layers such as dropout and batch normalization differ in the two.
public enum Mode {
    /// To be trained: dropout drops, batches normalize themselves, states are updated
    TRAINING,
    /// To predict: nothing is random, running statistics normalize, nothing is updated
    INFERENCE
}
