package org.madaline.loss;

import org.madaline.graph.Node;

/// d² / 2 where |d| < δ, else δ (|d| - δ / 2), with d = x - y (Huber 1964): squared near 0, absolute far away.
///
/// Predictions of any shape; as many targets.
///
/// @param delta δ, above 0; default 1
/// @param smooth whether to divide by δ, so that the slope far away is 1 ("smooth L1"); default false
/// @param reduction default MEAN
public record Huber(double delta, boolean smooth, Reduction reduction) implements TermwiseLoss {
    /// Checks δ.
    ///
    /// @throws IllegalArgumentException if δ is not positive
    public Huber {
        if (!(delta > 0) || Double.isInfinite(delta)) {
            throw new IllegalArgumentException("the corner of Huber's loss is a finite number above 0, not " + delta
                    + "; for 0 there is MeanAbsoluteError");
        }
    }

    /// The mean over all values, not divided by δ.
    ///
    /// @param delta δ, above 0: where the parabola becomes a line
    public Huber(double delta) {
        this(delta, false, Reduction.MEAN);
    }

    /// The smooth L1 loss with its corner at β.
    ///
    /// @param beta δ = β, above 0
    /// @return the loss divided by β
    public static Huber smoothL1(double beta) {
        return new Huber(beta, true, Reduction.MEAN);
    }

    /// Makes one number of the values in another way.
    ///
    /// @param reduction how
    /// @return this loss with that reduction
    public Huber withReduction(Reduction reduction) {
        return new Huber(delta, smooth, reduction);
    }

    @Override
    public LossTerms terms(Node prediction, Node target) {
        Node d = prediction.minus(Targets.like(prediction, target)).abs();
        Node near = d.min(delta);
        Node each = near.times(d.minus(near.times(0.5)));
        return LossTerms.of(smooth ? each.times(1 / delta) : each, reduction, prediction.shape().dim(0));
    }
}
