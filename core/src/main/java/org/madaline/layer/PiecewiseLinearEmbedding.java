package org.madaline.layer;

import java.util.List;
import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.graph.ShapeException;
import org.madaline.init.Initializers;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

/// Each number becomes a vector that bends at given edges, usually quantiles, as a tree would cut there (Gorishniy, Rubachev
/// and Babenko 2022, "On embeddings for numerical features"): x v + c + Σ eₜ(x) uₜ, where eₜ rises from 0 to 1 within bin t. The
/// first and the last bin go on outside, at most as far as they are wide. The uₜ begin at 0, so that training bends a line.
///
/// Shapes: x `[N, C]`; linear0.weight (v) and linear0.bias (c) `[C, width]`, linear.weight (u) `[C, bins, width]`, as many bins as
/// the feature with the most has; result `[N, C · width]`.
///
/// @param edges of the bins of each feature, rising, at least two
/// @param width what each number becomes; usual 16
public record PiecewiseLinearEmbedding(List<List<Double>> edges, int width) implements Layer {
    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if there is no feature, one has less than two edges, or edges do not rise
    public PiecewiseLinearEmbedding {
        edges = edges.stream().map(List::copyOf).toList();
        if (edges.isEmpty() || width < 1) {
            throw new IllegalArgumentException("a piecewise linear embedding needs features and a width of at least 1, not "
                    + edges.size() + " and " + width);
        }
        edges.forEach(PiecewiseLinearEmbedding::requireRising);
    }

    private static void requireRising(List<Double> edges) {
        boolean rising = edges.size() > 1 && edges.stream().allMatch(Double::isFinite);
        for (int t = 1; rising && t < edges.size(); t++) {
            rising = edges.get(t - 1) < edges.get(t);
        }
        if (!rising) {
            throw new IllegalArgumentException("the edges of bins are at least two rising numbers, not " + edges);
        }
    }

    @Override
    public Node build(Graph g, Node x) {
        int features = edges.size();
        if (x.shape().rank() != 2 || x.shape().dim(1) != features) {
            throw new ShapeException(g.path(), "this embedding takes [N, " + features + "] numbers, not " + x.shape());
        }
        int count = x.shape().dim(0);
        int bins = edges.stream().mapToInt(List::size).max().orElseThrow() - 1;
        Bins all = bins(bins);
        double bound = 1 / Math.sqrt(width);
        Shape line = Shape.of(features, width);
        Node slope = g.parameter("linear0.weight", line, Initializers.uniform(-bound, bound)).reshape(Shape.of(features, 1, width));
        Node shift = g.parameter("linear0.bias", line, Initializers.uniform(-bound, bound)).reshape(Shape.of(features, 1, width));
        Node bend = g.parameter("linear.weight", Shape.of(features, bins, width), Initializers.ZEROS);
        // The features are the first axis, so that each has a matrix product of its own.
        Node each = x.permute(1, 0).reshape(Shape.of(features, count, 1));
        Node within = each.minus(g.constant(all.from)).times(g.constant(all.rise)).max(g.constant(all.low)).min(g.constant(all.high));
        return each.times(slope).plus(shift).plus(within.matmul(bend)).permute(1, 0, 2).reshape(Shape.of(count, features * width));
    }

    /// eₜ(x) = (x - from) rise, brought between low and high, for each feature and bin; of bins that a feature has not, 0.
    private record Bins(Tensor from, Tensor rise, Tensor low, Tensor high) {}

    private Bins bins(int bins) {
        int size = edges.size() * bins;
        float[] from = new float[size];
        float[] rise = new float[size];
        float[] low = new float[size];
        float[] high = new float[size];
        for (int f = 0; f < edges.size(); f++) {
            List<Double> own = edges.get(f);
            int last = own.size() - 2;
            for (int t = 0; t <= last; t++) {
                int at = f * bins + t;
                from[at] = own.get(t).floatValue();
                rise[at] = (float) (1 / (own.get(t + 1) - own.get(t)));
                low[at] = t == 0 ? -1 : 0;
                high[at] = t == last ? 2 : 1;
            }
        }
        Shape shape = Shape.of(edges.size(), 1, bins);
        return new Bins(Tensor.wrap(shape, from), Tensor.wrap(shape, rise), Tensor.wrap(shape, low), Tensor.wrap(shape, high));
    }
}
