package org.madaline.loss;

import java.util.List;
import org.madaline.graph.Node;

/// Cross-entropy of the sigmoid: -p y ln σ(z) - (1 - y) ln(1 - σ(z)) for each logit z, stable for all finite z. For two
/// classes, or for several that do not exclude each other.                             (book, eq. 2.9)
///
/// Predictions: logits `[N]`, `[N, 1]` or `[N, K]`; targets: as many numbers in [0, 1].
///
/// @param positive p, the weight of the positive examples, one for each column; default none
/// @param weights of the columns; default none. The mean divides by the number of values all the same, as in PyTorch
/// @param reduction default MEAN
public record BinaryCrossEntropy(List<Double> positive, List<Double> weights, Reduction reduction) implements TermwiseLoss {
    /// @throws IllegalArgumentException if a weight is negative
    public BinaryCrossEntropy {
        positive = Targets.checked(positive);
        weights = Targets.checked(weights);
    }

    public BinaryCrossEntropy() {
        this(List.of(), List.of(), Reduction.MEAN);
    }

    public BinaryCrossEntropy withPositive(List<Double> positive) {
        return new BinaryCrossEntropy(positive, weights, reduction);
    }

    public BinaryCrossEntropy withWeights(List<Double> weights) {
        return new BinaryCrossEntropy(positive, weights, reduction);
    }

    public BinaryCrossEntropy withReduction(Reduction reduction) {
        return new BinaryCrossEntropy(positive, weights, reduction);
    }

    @Override
    public LossTerms terms(Node prediction, Node target) {
        Node z = prediction;
        Node y = Targets.like(z, target);
        // -ln σ(z) = ln(1 + e⁻ᶻ): each of the two terms keeps its digits where it is small.
        Node hit = y.times(z.negative().softplus());
        if (!positive.isEmpty()) {
            hit = hit.times(Targets.row(z, positive));
        }
        Node each = hit.plus(y.negative().plus(1).times(z.softplus()));
        if (!weights.isEmpty()) {
            each = each.times(Targets.row(z, weights));
        }
        return LossTerms.of(each, reduction, prediction.shape().dim(0));
    }
}
