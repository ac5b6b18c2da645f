package org.madaline.layer;

import java.util.List;
import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.graph.ShapeException;
import org.madaline.init.Initializer;
import org.madaline.init.Initializers;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

/// A fully connected layer of several networks that share its matrix (Wen, Tran and Ba 2020, "BatchEnsemble"): member i has
/// z = sᵢ ∘ W (rᵢ ∘ a) + bᵢ. All members go through W in one product.
///
/// What tells the members apart first, as in TabM (Gorishniy, Kotelnikov and Babenko 2025), is r of the first layer alone: it is
/// drawn at random, one number for each feature and member; all else begins alike.
///
/// Shapes: a `[N, in]` in the first layer, `[N, members, in]` in others; weight (W) `[out, in]`, r `[members, in]`, s and bias
/// `[members, out]`; result `[N, members, out]`.
///
/// @param out      the width of the layer
/// @param members  how many networks there are
/// @param features of the first layer: how many neighbouring inputs each feature has; empty in other layers
public record EnsembleDense(int out, int members, List<Integer> features) implements Layer {
    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if a number is less than 1
    public EnsembleDense {
        features = List.copyOf(features);
        if (out < 1 || members < 1 || features.stream().anyMatch(width -> width < 1)) {
            throw new IllegalArgumentException("a layer of an ensemble has at least 1 output, member and input for each feature, not "
                    + out + ", " + members + " and " + features);
        }
    }

    /// A layer above the first.
    ///
    /// @param out     the width of the layer
    /// @param members as in the first layer
    public EnsembleDense(int out, int members) {
        this(out, members, List.of());
    }

    @Override
    public Node build(Graph g, Node x) {
        boolean first = !features.isEmpty();
        int in = x.shape().dim(-1);
        boolean fits = first
                ? x.shape().rank() == 2 && in == features.stream().mapToInt(width -> width).sum()
                : x.shape().rank() == 3 && x.shape().dim(1) == members;
        if (!fits) {
            throw new ShapeException(g.path(), "this layer takes [N, " + (first ? features.stream().mapToInt(width -> width).sum() + "]"
                    : members + ", features]") + ", not " + x.shape());
        }
        int count = x.shape().dim(0);
        double bound = 1 / Math.sqrt(in);
        Node weight = g.parameter("weight", Shape.of(out, in), Initializers.uniform(-bound, bound));
        Node r = g.parameter("r", Shape.of(members, in), first ? this::apart : Initializers.ONES);
        Node s = g.parameter("s", Shape.of(members, out), Initializers.ONES);
        Node bias = g.parameter("bias", Shape.of(members, out), alike(Initializers.uniform(-bound, bound)));
        Node a = (first ? x.reshape(Shape.of(count, 1, in)) : x).times(r);
        Node z = a.reshape(Shape.of(count * members, in)).matmulTransposed(weight).reshape(Shape.of(count, members, out));
        return z.times(s).plus(bias);
    }

    /// One random number for each member and feature.
    private Tensor apart(Shape shape, long key) {
        float[] drawn = Initializers.normal(0, 1).initialize(Shape.of(members, features.size()), key).toArray();
        float[] all = new float[shape.size()];
        int at = 0;
        for (int m = 0; m < members; m++) {
            for (int f = 0; f < features.size(); f++) {
                java.util.Arrays.fill(all, at, at += features.get(f), drawn[m * features.size() + f]);
            }
        }
        return Tensor.wrap(shape, all);
    }

    /// The same row for all members.
    private static Initializer alike(Initializer row) {
        return (shape, key) -> {
            float[] one = row.initialize(shape.drop(1), key).toArray();
            float[] all = new float[shape.size()];
            for (int at = 0; at < all.length; at += one.length) {
                System.arraycopy(one, 0, all, at, one.length);
            }
            return Tensor.wrap(shape, all);
        };
    }
}
