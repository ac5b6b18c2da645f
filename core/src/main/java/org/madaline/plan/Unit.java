package org.madaline.plan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.madaline.graph.Node;
import org.madaline.tensor.Shape;

/// What becomes one kernel: a node with the elementwise nodes that are computed inside it.
final class Unit {
    enum Kind {
        /// elementwise nodes in one pass over their common shape
        MAP,
        /// a sum, with the elementwise nodes that make its summands
        REDUCE,
        /// any other operation; a product may have taken in a bias and a ReLU
        OPERATION
    }

    final Kind kind;
    /// The shape that is walked over; null for an operation.
    final Shape space;
    /// The nodes whose values are stored, the latest first.
    final List<Node> outputs = new ArrayList<>();
    /// The elementwise nodes computed inside.
    final Set<Node> members = new LinkedHashSet<>();

    Unit(Kind kind, Shape space, Node root) {
        this.kind = kind;
        this.space = space;
        outputs.add(root);
    }

    Node root() {
        return outputs.get(0);
    }
}
