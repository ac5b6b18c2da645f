package org.madaline.layer;

import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.init.Initializers;
import org.madaline.tensor.Shape;

/// What the normalizations by an example's own values share.
final class Standardization {
    private Standardization() {}

    /// x minus `mean`, over √(variance + eps), where `average` takes means over the values that belong together.
    static Node apply(Node x, double eps, UnaryOperator<Node> average) {
        Node centred = x.minus(average.apply(x));
        return centred.dividedBy(average.apply(centred.square()).plus(eps).sqrt());
    }

    /// γ x + β with one γ and β for each channel.
    static Node affine(Graph g, Node x) {
        Shape vector = Shape.of(x.shape().dim(1));
        Shape wide = Shape.of(IntStream.range(0, x.shape().rank()).map(i -> i == 1 ? vector.dim(0) : 1).toArray());
        return x.times(g.parameter("weight", vector, Initializers.ONES).reshape(wide))
                .plus(g.parameter("bias", vector, Initializers.ZEROS).reshape(wide));
    }

    /// All axes from 2 on.
    static int[] pixels(Node x) {
        return IntStream.range(2, x.shape().rank()).toArray();
    }

    /// @throws IllegalArgumentException if eps is negative or not a number
    static void check(double eps) {
        if (!(eps >= 0) || Double.isInfinite(eps)) {
            throw new IllegalArgumentException("a normalization needs eps >= 0, not " + eps);
        }
    }
}
