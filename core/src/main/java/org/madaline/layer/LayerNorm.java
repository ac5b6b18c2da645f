package org.madaline.layer;

import java.util.stream.IntStream;
import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.graph.ShapeException;
import org.madaline.init.Initializers;
import org.madaline.tensor.Shape;

/// Layer normalization (Ba et al. 2016): y = γ (x - mean) / √(variance + eps) + β, the mean and the biased variance
/// taken
/// over the last axes of each example.
///
/// Shapes: any x; weight (γ) and bias (β) have the shape of the last axes.
///
/// @param axes over how many of the last axes; default 1
/// @param eps default 1e-5
/// @param affine whether there are γ and β; default true
public record LayerNorm(int axes, double eps, boolean affine) implements Layer {
    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if eps is negative or there is no axis
    public LayerNorm {
        Standardization.check(eps);
        if (axes < 1) {
            throw new IllegalArgumentException("layer normalization takes at least 1 axis, not " + axes);
        }
    }

    /// Over the last axis, with eps 1e-5, γ and β.
    public LayerNorm() {
        this(1, 1e-5, true);
    }

    @Override
    public Node build(Graph g, Node x) {
        int rank = x.shape().rank();
        if (rank <= axes) {
            throw new ShapeException(
                    g.path(), "layer normalization over " + axes + " axes takes more than those, not " + x.shape());
        }
        int[] last = IntStream.range(rank - axes, rank).toArray();
        Node y = Standardization.apply(x, eps, values -> values.mean(last));
        Shape own = x.shape().drop(rank - axes);
        return !affine
                ? y
                : y.times(g.parameter("weight", own, Initializers.ONES))
                        .plus(g.parameter("bias", own, Initializers.ZEROS));
    }
}
