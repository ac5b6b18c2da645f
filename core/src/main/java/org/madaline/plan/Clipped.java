package org.madaline.plan;

import java.util.List;
import org.madaline.graph.BinaryFunction;
import org.madaline.graph.Node;
import org.madaline.graph.Op;
import org.madaline.graph.UnaryFunction;
import org.madaline.kernels.Clip;

/// A node seen as the clip of another: ReLU, ReLU6 in the form max(min(x, 6), 0), or the node itself.
///
/// @param of what is clipped
/// @param between the nodes between that and the whole
record Clipped(Node of, Clip clip, List<Node> between) {

    static Clipped of(Usage usage, Node node) {
        if (node.op() instanceof Op.Unary u && u.function() == UnaryFunction.RELU) {
            return new Clipped(usage.operand(node, 0), Clip.RELU, List.of());
        }
        if (isBound(usage, node, BinaryFunction.MAX, 0)) {
            Node below = usage.operand(node, 0);
            if (isBound(usage, below, BinaryFunction.MIN, 6)) {
                return new Clipped(usage.operand(below, 0), Clip.RELU6, List.of(below));
            }
        }
        return new Clipped(node, Clip.NONE, List.of());
    }

    private static boolean isBound(Usage usage, Node node, BinaryFunction function, double bound) {
        return node.op() instanceof Op.Binary b && b.function() == function
                && usage.operand(node, 0).shape().equals(node.shape())
                && usage.operand(node, 1).op() instanceof Op.Constant c && c.value() == bound;
    }
}
