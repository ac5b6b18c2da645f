package org.madaline.loss;

import java.util.List;
import org.madaline.graph.Node;

/// wᵧ / K Σⱼ max(0, margin - xᵧ + xⱼ)^power over the classes j other than the target y: each other class should have a
/// score that is lower by the margin.
///
/// Predictions: scores `[N, K]`; targets: class indices `[N]` or `[N, 1]`; a negative index
/// adds nothing.
///
/// @param margin default 1
/// @param squared whether the power is 2, not 1; default false
/// @param weights one for each class; default none. The mean divides by N all the same, as in PyTorch
/// @param reduction default MEAN
public record MulticlassHinge(double margin, boolean squared, List<Double> weights, Reduction reduction) implements TermwiseLoss {
    /// Checks the settings and copies the weights.
    ///
    /// @throws IllegalArgumentException if a weight is negative
    public MulticlassHinge {
        weights = Targets.checked(weights);
    }

    /// Margin 1, not squared, without weights; the mean over the examples.
    public MulticlassHinge() {
        this(1, false, List.of(), Reduction.MEAN);
    }

    @Override
    public LossTerms terms(Node prediction, Node target) {
        Node x = Targets.rows(prediction);
        Node q = Targets.oneHot(x, target, Double.NaN);
        Node missing = x.minus(q.times(x).sum(1)).plus(margin).relu();
        Node powered = squared ? missing.square() : missing;
        Node each = powered.times(q.negative().plus(1)).mean(1);
        // A row without a class has no margin to keep.
        Node factor = weights.isEmpty() ? q.sum(1) : q.times(Targets.row(x, weights)).sum(1);
        return LossTerms.of(each.times(factor), reduction, prediction.shape().dim(0));
    }
}
