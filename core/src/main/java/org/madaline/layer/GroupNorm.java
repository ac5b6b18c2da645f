package org.madaline.layer;

import java.util.stream.IntStream;
import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.graph.ShapeException;
import org.madaline.tensor.Shape;

/// Group normalization (Wu and He 2018): y = γ (x - mean) / √(variance + eps) + β, the mean and the biased variance
/// taken
/// over the pixels of each group of channels of each example; γ and β belong to channels.
///
/// Shapes: x `[N, C, ...]`; weight (γ), bias (β) `[C]`.
///
/// @param groups the number of groups, a divisor of C; 1 normalizes each example as a whole
/// @param eps default 1e-5
/// @param affine whether there are γ and β; default true
public record GroupNorm(int groups, double eps, boolean affine) implements Layer {
    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if eps is negative or there is no group
    public GroupNorm {
        Standardization.check(eps);
        if (groups < 1) {
            throw new IllegalArgumentException("group normalization has at least 1 group, not " + groups);
        }
    }

    /// With eps 1e-5, γ and β.
    ///
    /// @param groups the number of groups, a divisor of the channels
    public GroupNorm(int groups) {
        this(groups, 1e-5, true);
    }

    @Override
    public Node build(Graph g, Node x) {
        if (x.shape().rank() < 2 || x.shape().dim(1) % groups != 0) {
            throw new ShapeException(
                    g.path(),
                    "group normalization takes [N, C, ...] with C a multiple of its " + groups + " groups, not "
                            + x.shape());
        }
        Node y = Standardization.apply(x, eps, this::average);
        return affine ? Standardization.affine(g, y) : y;
    }

    /// The mean of the means of a group's channels, which have equally many pixels.
    private Node average(Node x) {
        int n = x.shape().dim(0);
        int channels = x.shape().dim(1);
        int[] pixels = Standardization.pixels(x);
        Node perChannel = pixels.length == 0 ? x : x.mean(pixels);
        Node perGroup =
                perChannel.reshape(Shape.of(n, groups, channels / groups)).mean(2);
        int[] wide = IntStream.range(0, x.shape().rank())
                .map(i -> i == 0 ? n : i == 1 ? channels : 1)
                .toArray();
        return perGroup.broadcast(Shape.of(n, groups, channels / groups)).reshape(Shape.of(wide));
    }
}
