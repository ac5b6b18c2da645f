package org.madaline.layer;

import java.util.List;
import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.graph.ShapeException;
import org.madaline.init.Initializers;
import org.madaline.tensor.Shape;

/// Each number x becomes (x, V cos(2π w x + φ) + v), by which a network bends along one feature more easily (Gorishniy et al.
/// 2022; the form with phases, a linear map and the number itself, PBLD: Holzmüller et al. 2024).
///
/// Shapes: x `[N, C]`; frequency (w) and phase (φ) `[C, 1, frequencies]`, mix (V) `[C, frequencies, width - 1]`, shift (v)
/// `[C, 1, width - 1]`; result `[N, C · width]`.
///
/// @param frequencies of each number; usual 16
/// @param width what each number becomes; usual 4
/// @param sigma the standard deviation of w at first; usual 0.1
public record PeriodicEmbedding(int frequencies, int width, double sigma) implements Layer {
    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if a setting is impossible
    public PeriodicEmbedding {
        if (frequencies < 1 || width < 2 || !(sigma > 0) || Double.isInfinite(sigma)) {
            throw new IllegalArgumentException("a periodic embedding needs frequencies, a width of at least 2 and a positive sigma, not "
                    + frequencies + ", " + width + " and " + sigma);
        }
    }

    @Override
    public Node build(Graph g, Node x) {
        if (x.shape().rank() != 2) {
            throw new ShapeException(g.path(), "a periodic embedding takes [N, features], not " + x.shape());
        }
        int count = x.shape().dim(0);
        int features = x.shape().dim(1);
        double bound = 1 / Math.sqrt(frequencies);
        Shape waves = Shape.of(features, 1, frequencies);
        Node frequency = g.parameter("frequency", waves, Initializers.normal(0, sigma));
        Node phase = g.parameter("phase", waves, Initializers.uniform(-Math.PI, Math.PI));
        Node mix = g.parameter("mix", Shape.of(features, frequencies, width - 1), Initializers.uniform(-bound, bound));
        Node shift = g.parameter("shift", Shape.of(features, 1, width - 1), Initializers.uniform(-bound, bound));
        // The features are the first axis, so that each has a matrix product of its own.
        Node each = x.permute(1, 0).reshape(Shape.of(features, count, 1));
        Node wave = each.times(frequency.times(2 * Math.PI)).plus(phase).cos();
        Node all = g.concat(2, List.of(each, wave.matmul(mix).plus(shift)));
        return all.permute(1, 0, 2).reshape(Shape.of(count, features * width));
    }
}
