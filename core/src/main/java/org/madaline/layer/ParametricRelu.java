package org.madaline.layer;

import java.util.stream.IntStream;
import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.graph.ShapeException;
import org.madaline.init.Initializers;
import org.madaline.tensor.Shape;

/// z where z > 0, else a z with a trained slope a (He et al. 2015).
///
/// Shapes: z `[N, C, ...]`, weight (a) `[C]`, or `[1]` if all channels share one.
///
/// @param shared whether all channels share one slope; default true
public record ParametricRelu(boolean shared) implements Layer {
    /// One slope for all channels, which starts at 0.25.
    public ParametricRelu() {
        this(true);
    }

    @Override
    public Node build(Graph g, Node x) {
        int rank = x.shape().rank();
        if (rank < 2) {
            throw new ShapeException(g.path(), "a parametric ReLU takes [N, C, ...], not " + x.shape());
        }
        int channels = shared ? 1 : x.shape().dim(1);
        Node slope = g.parameter("weight", Shape.of(channels), Initializers.constant(0.25))
                .reshape(Shape.of(IntStream.range(0, rank).map(i -> i == 1 ? channels : 1).toArray()));
        return x.greater(0).select(x, x.times(slope));
    }
}
