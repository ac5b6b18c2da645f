package org.madaline.layer;

import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.graph.ShapeException;
import org.madaline.tensor.Shape;

/// Channels exchanged between groups (Zhang et al. 2018): the k-th of each group come to stand side by side.
///
/// @param groups the number of groups
public record ChannelShuffle(int groups) implements Layer {
    /// Checks the setting.
    ///
    /// @throws IllegalArgumentException if there is no group
    public ChannelShuffle {
        if (groups < 1) {
            throw new IllegalArgumentException("channels are shuffled in at least 1 group, not " + groups);
        }
    }

    @Override
    public Node build(Graph g, Node x) {
        Shape s = x.shape();
        if (s.rank() != 4 || s.dim(1) % groups != 0) {
            throw new ShapeException(
                    g.path(), "shuffling takes [N, C, H, W] with C a multiple of " + groups + ", not " + s);
        }
        return x.reshape(Shape.of(s.dim(0), groups, s.dim(1) / groups, s.dim(2), s.dim(3)))
                .permute(0, 2, 1, 3, 4)
                .reshape(s);
    }
}
