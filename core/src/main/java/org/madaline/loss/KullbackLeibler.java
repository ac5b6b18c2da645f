package org.madaline.loss;

import org.madaline.graph.Node;

/// The Kullback-Leibler divergence q (ln q - x) from log-probabilities x (the output of a log-softmax); q = 0 adds 0.
///
/// Predictions and targets `[N, K]`.
///
/// @param logarithms whether the targets are ln q too; default false
/// @param reduction default BATCH_MEAN, the mean over the examples of the divergence in the usual sense; MEAN divides
///     by K as well
public record KullbackLeibler(boolean logarithms, Reduction reduction) implements TermwiseLoss {
    /// Below every probability of interest.
    private static final double TINY = 1e-37;

    /// Targets that are probabilities; the mean over the examples.
    public KullbackLeibler() {
        this(false, Reduction.BATCH_MEAN);
    }

    @Override
    public LossTerms terms(Node prediction, Node target) {
        Node given = Targets.like(prediction, target);
        Node q = logarithms ? given.exp() : given;
        Node log = logarithms ? given : given.max(TINY).log();
        return LossTerms.of(q.times(log.minus(prediction)), reduction, prediction.shape().dim(0));
    }
}
