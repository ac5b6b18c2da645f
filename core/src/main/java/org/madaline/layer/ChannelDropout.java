package org.madaline.layer;

import java.util.stream.IntStream;
import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.graph.ShapeException;
import org.madaline.tensor.Shape;

/// Dropout of whole channels (Tompson et al. 2015): in training each channel of each example becomes 0 with probability
/// p, the others grow by 1 / (1 - p); in inference nothing changes.
///
/// @param p the probability, in [0, 1)
public record ChannelDropout(double p) implements Layer {
    /// Checks the setting.
    ///
    /// @throws IllegalArgumentException if p lies outside of [0, 1)
    public ChannelDropout {
        Dropout.check("dropout", p);
    }

    @Override
    public Node build(Graph g, Node x) {
        if (x.shape().rank() < 2) {
            throw new ShapeException(g.path(), "dropout of channels takes [N, C, ...], not " + x.shape());
        }
        int[] mask = IntStream.range(0, x.shape().rank()).map(i -> i < 2 ? x.shape().dim(i) : 1).toArray();
        return Dropout.drop(g, x, p, "dropout", Shape.of(mask));
    }
}
