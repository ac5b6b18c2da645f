package org.madaline.loss;

import org.madaline.graph.Node;

/// A loss ℓ(y, f(x)), averaged over the batch: what training minimizes (book, eq. 3.31).
@FunctionalInterface
public interface Loss {
    /// The loss as a scalar node.
    ///
    /// @param prediction what the network yields, `[N, ...]`
    /// @param target what it should yield, of the shape that the loss documents
    Node build(Node prediction, Node target);
}
