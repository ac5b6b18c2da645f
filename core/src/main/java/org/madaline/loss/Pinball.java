package org.madaline.loss;

import java.util.List;
import org.madaline.graph.Node;
import org.madaline.graph.ShapeException;
import org.madaline.tensor.Shape;

/// max(τ (y - x), (τ - 1) (y - x)) for each quantile τ, the pinball or quantile loss: its mean is least where x is the number that
/// a share τ of the y do not exceed (Koenker and Bassett 1978). With τ = 1/2 it is half the absolute error, whose least is at the
/// median.
///
/// Predictions: `[N, Q]`, an x for each quantile, or `[N, T Q]` for T numbers, those of the first number first. Targets: `[N]`,
/// `[N, 1]` or `[N, T]`.
///
/// @param quantiles the τ, each between 0 and 1
/// @param reduction default MEAN: over examples, numbers and quantiles
public record Pinball(List<Double> quantiles, Reduction reduction) implements TermwiseLoss {
    /// Copies and checks the quantiles.
    ///
    /// @throws IllegalArgumentException if there is none, or one is not between 0 and 1
    public Pinball {
        quantiles = List.copyOf(quantiles);
        if (quantiles.isEmpty() || !quantiles.stream().allMatch(q -> q > 0 && q < 1)) {
            throw new IllegalArgumentException("quantiles are shares between 0 and 1, not " + quantiles);
        }
    }

    /// The mean over all values.
    ///
    /// @param quantiles the τ, each between 0 and 1
    public Pinball(List<Double> quantiles) {
        this(quantiles, Reduction.MEAN);
    }

    /// @throws ShapeException if there are not as many predictions as quantiles for each target
    @Override
    public LossTerms terms(Node prediction, Node target) {
        int values = prediction.shape().size();
        int each = target.shape().size();
        if (values != each * quantiles.size() || prediction.shape().dim(0) != target.shape().dim(0)) {
            throw new ShapeException(prediction.path(), "the loss takes " + quantiles.size() + " predictions for each target, one for each of the"
                    + " quantiles " + quantiles + ", not predictions " + prediction.shape() + " for targets " + target.shape());
        }
        Node x = prediction.reshape(Shape.of(each, quantiles.size()));
        Node d = target.reshape(Shape.of(each, 1)).minus(x);
        Node loss = d.times(Targets.row(x, quantiles)).plus(d.negative().relu());
        return LossTerms.of(loss, reduction, prediction.shape().dim(0));
    }
}
