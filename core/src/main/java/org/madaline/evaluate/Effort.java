package org.madaline.evaluate;

import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.graph.Op;

/// About how many operations the interpreter needs for a graph.
final class Effort {
    private Effort() {}

    static double of(Graph graph) {
        return graph.nodes().stream().mapToDouble(Effort::of).sum();
    }

    private static double of(Node node) {
        double size = node.shape().size();
        if (node.op() instanceof Op.Convolution) {
            return size * node.input(1).shape().size() / node.input(1).shape().dim(0);
        }
        if (node.op() instanceof Op.MatMul) {
            // The product of the three matrices' sizes is the square of m k n.
            return Math.sqrt(size * node.input(0).shape().size() * node.input(1).shape().size());
        }
        if (node.op() instanceof Op.BatchMatMul) {
            return Math.sqrt(size * node.input(0).shape().size() * node.input(1).shape().size() / node.shape().dim(0));
        }
        return size;
    }
}
