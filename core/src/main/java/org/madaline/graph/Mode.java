package org.madaline.graph;

/// What a graph is built for: layers such as dropout and batch normalization differ in the two.
public enum Mode {
    TRAINING,
    INFERENCE
}
