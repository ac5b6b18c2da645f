package org.madaline.runs;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collections;
import java.util.List;
import org.madaline.kernels.CounterRandom;

/// Settings drawn at random around others: the rate, the decay, dropout, widths and batch of a network; the penalty of a linear
/// model. What the settings of a trial are depends on the seed and the trial's number alone.
final class SearchSpace {
    private static final List<Double> DROPOUTS = List.of(0.0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4);
    private static final List<Double> DECAYS = List.of(0.0, 1e-5, 1e-4, 1e-3);
    private static final List<Double> FACTORS = List.of(0.0, 0.25, 0.5, 1.0, 2.0);
    private static final List<Integer> WIDTHS = List.of(64, 128, 256);
    private static final int DEEPEST = 4;

    private final long key;
    private final int trial;
    private int draws;

    private SearchSpace(long seed, int trial) {
        this.key = CounterRandom.key(seed, "search");
        this.trial = trial;
    }

    /// The settings of a trial; those of trial 1 are the given ones.
    static TrainSettings draw(TrainSettings start, int trial) {
        if (trial == 1) {
            return start;
        }
        var space = new SearchSpace(start.seed(), trial);
        return start.linear().isPresent()
                ? start.with(space.linear(start.linear().get()))
                : start.with(space.network(start.network().orElseThrow())).with(space.descent(start.descent().orElseThrow()));
    }

    private double uniform() {
        return CounterRandom.uniform(key, trial, draws++);
    }

    private <T> T one(List<T> of) {
        return of.get(CounterRandom.below(key, trial, draws++, of.size()));
    }

    /// Even in its logarithm, in three digits, as people write it.
    private double between(double low, double high) {
        double value = low * StrictMath.pow(high / low, uniform());
        return new BigDecimal(value).round(new MathContext(3)).doubleValue();
    }

    private NetworkSettings network(NetworkSettings start) {
        int width = one(WIDTHS);
        int depth = 1 + CounterRandom.below(key, trial, draws++, DEEPEST);
        List<Integer> hidden = start.hidden().isEmpty() ? List.of() : Collections.nCopies(depth, width);
        return new NetworkSettings(start.model(), hidden, start.activation(), start.batchNorm(), List.of(one(DROPOUTS)), start.members());
    }

    private DescentSettings descent(DescentSettings start) {
        double rate = between(start.lr() / 6, start.lr() * 3);
        double decay = start.weightDecay() > 0 ? start.weightDecay() * one(FACTORS) : one(DECAYS);
        int batch = Math.max(8, one(List.of(start.batchSize() / 2, start.batchSize(), start.batchSize() * 2)));
        return new DescentSettings(start.epochs(), batch, start.optimizer(), rate, start.momentum(), decay, start.schedule(),
                start.labelSmoothing(), start.clipNorm(), start.patience());
    }

    private LinearSettings linear(LinearSettings start) {
        boolean sparse = uniform() < 0.3 && start.solver().equals(SolverChoice.AUTO);
        double penalty = between(1e-3, 1e3);
        return start.withPenalty(sparse ? penalty : 0, sparse ? 0 : penalty);
    }
}
