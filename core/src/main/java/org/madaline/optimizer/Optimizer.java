package org.madaline.optimizer;

import org.madaline.graph.Node;

/// How a parameter moves along its gradient: a formula in nodes, so that the same rule runs fused in single precision,
/// interpreted in double precision, and is checkpointed through its states.
public interface Optimizer {
    /// The learning rate, before a schedule changes it.
    ///
    /// @return η, as it was given
    double rate();

    /// The parameter's new value.
    ///
    /// @param u the parameter, its gradient and its states
    /// @return a node of the parameter's shape
    Node update(Update u);
}
