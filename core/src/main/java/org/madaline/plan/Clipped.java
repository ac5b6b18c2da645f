package org.madaline.plan;

import org.madaline.graph.Node;
import org.madaline.graph.Op;
import org.madaline.graph.UnaryFunction;
import org.madaline.kernels.spec.Clip;

/// A node seen as the clip of another: ReLU, ReLU6, or the node itself.
///
/// @param of what is clipped
record Clipped(Node of, Clip clip) {

    static Clipped of(Usage usage, Node node) {
        UnaryFunction function = node.op() instanceof Op.Unary u ? u.function() : null;
        if (function == UnaryFunction.RELU) {
            return new Clipped(usage.operand(node, 0), Clip.RELU);
        }
        return function == UnaryFunction.RELU6
                ? new Clipped(usage.operand(node, 0), Clip.RELU6)
                : new Clipped(node, Clip.NONE);
    }
}
