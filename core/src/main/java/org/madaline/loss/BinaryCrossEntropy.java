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
    /// Checks the settings and copies the weights.
    ///
    /// @throws IllegalArgumentException if a weight is negative
    public BinaryCrossEntropy {
        positive = Targets.checked(positive);
        weights = Targets.checked(weights);
    }

    /// Logits that all count alike; the mean over all values.
    public BinaryCrossEntropy() {
        this(List.of(), List.of(), Reduction.MEAN);
    }

    /// Lets positive examples count more than negative ones, as where they are rare.
    ///
    /// @param positive p for each column, usually negatives / positives; none: 1
    /// @return this loss with those weights
    public BinaryCrossEntropy withPositive(List<Double> positive) {
        return new BinaryCrossEntropy(positive, weights, reduction);
    }

    /// Lets the columns count differently.
    ///
    /// @param weights one for each column, at least 0; none: all count alike
    /// @return this loss with those weights
    public BinaryCrossEntropy withWeights(List<Double> weights) {
        return new BinaryCrossEntropy(positive, weights, reduction);
    }

    /// Makes one number of the values in another way.
    ///
    /// @param reduction how
    /// @return this loss with that reduction
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
