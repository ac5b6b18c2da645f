package org.madaline.optimizer;

import org.madaline.graph.Node;

/// How a parameter moves along its gradient: a formula in nodes, so that the same rule runs fused in single precision,
/// interpreted in double precision, and is checkpointed through its states.
public interface Optimizer {
    /// The learning rate, before a schedule changes it.
    double rate();

    /// The parameter's new value.
    Node update(Update u);
}
