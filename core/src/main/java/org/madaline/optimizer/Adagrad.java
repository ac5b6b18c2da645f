package org.madaline.optimizer;

import org.madaline.check.Require;
import org.madaline.graph.Node;

/// Adagrad (Duchi et al. 2011): s ← s + g², θ ← θ - η / (1 + (t - 1) slowing) g / (√s + eps).
///
/// @param rate η; usual 0.01
/// @param slowing how fast the rate falls with the steps; default 0
/// @param start the first s; default 0
/// @param eps default 1e-10
/// @param decay λ of the weight decay g ← g + λ θ; default 0
public record Adagrad(double rate, double slowing, double start, double eps, double decay) implements Optimizer {
    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if a setting is impossible
    public Adagrad {
        Require.atLeastZero("a learning rate", rate);
        Require.atLeastZero("the fall of the rate", slowing);
        Require.atLeastZero("the first sum of squares", start);
        Require.positive("eps", eps);
        Require.atLeastZero("weight decay", decay);
    }

    /// A rate that does not fall by itself, sums that begin at 0, eps 1e-10, no decay.
    ///
    /// @param rate η; usual 0.01
    public Adagrad(double rate) {
        this(rate, 0, 0, 1e-10, 0);
    }

    /// Lets the rate fall with the steps, as η / (1 + (t - 1) slowing).
    ///
    /// @param slowing at least 0
    /// @return this optimizer with that fall
    public Adagrad withSlowing(double slowing) {
        return new Adagrad(rate, slowing, start, eps, decay);
    }

    /// Begins the sums of squares above 0, which tames the first steps.
    ///
    /// @param start the first s, at least 0
    /// @return this optimizer with that start
    public Adagrad withStart(double start) {
        return new Adagrad(rate, slowing, start, eps, decay);
    }

    /// Changes what keeps denominators from 0.
    ///
    /// @param eps above 0
    /// @return this optimizer with that eps
    public Adagrad withEps(double eps) {
        return new Adagrad(rate, slowing, start, eps, decay);
    }

    /// Adds λ θ to the gradient, as the penalty λ/2 θ² of the loss would.
    ///
    /// @param decay λ, at least 0
    /// @return this optimizer with that decay
    public Adagrad withDecay(double decay) {
        return new Adagrad(rate, slowing, start, eps, decay);
    }

    @Override
    public Node update(Update u) {
        Node g = u.decayed(decay);
        // States begin at 0, so the first sum is added where it is used.
        Node s = u.state("squares");
        Node next = s.plus(g.square());
        u.assign(s, next);
        Node rate = slowing == 0 ? u.rate() : u.rate().times(u.scalar("adagrad.slowing", t -> 1 / (1 + (t - 1) * slowing)));
        return u.parameter().minus(g.dividedBy(next.plus(start).sqrt().plus(eps)).times(rate));
    }
}
