package org.madaline.loss;

import java.util.List;
import org.madaline.graph.Node;

/// -xₖ for the target class k, from log-probabilities x (the output of a log-softmax).
///
/// Predictions: `[N, K]` or `[N, K, ...]`; targets: class indices `[N]`, `[N, 1]` or `[N, ...]`. A negative index
/// adds nothing; one beyond the classes is an error. For logits, [SoftmaxCrossEntropy] is both faster and more accurate.
///
/// @param weights one for each class; default none. The mean divides by the sum of the weights of the targets
/// @param ignored the class index that marks examples without a class, which the mean leaves out; NaN, the default: none
/// @param reduction default MEAN
public record NegativeLogLikelihood(List<Double> weights, double ignored, Reduction reduction) implements TermwiseLoss {
    /// Checks the settings and copies the weights.
    ///
    /// @throws IllegalArgumentException if a weight is negative
    public NegativeLogLikelihood {
        weights = Targets.checked(weights);
    }

    /// All classes and all examples count alike; the mean over the examples.
    public NegativeLogLikelihood() {
        this(List.of(), Double.NaN, Reduction.MEAN);
    }

    @Override
    public LossTerms terms(Node prediction, Node target) {
        Node x = Targets.rows(prediction);
        Node q = Targets.oneHot(x, target, ignored);
        if (!weights.isEmpty()) {
            q = q.times(Targets.row(x, weights));
        }
        return LossTerms.of(q.times(x).sum(1).negative(), q, reduction, prediction.shape().dim(0));
    }
}
