package org.madaline.optimizer;

import org.madaline.check.Require;
import org.madaline.graph.Node;

/// Adadelta (Zeiler 2012): s ← ρ s + (1 - ρ) g², d = √(a + eps) / √(s + eps) g, a ← ρ a + (1 - ρ) d², θ ← θ - η d.
///
/// @param rate η; usual 1
/// @param rho ρ, in [0, 1); default 0.9
/// @param eps default 1e-6
/// @param decay λ of the weight decay g ← g + λ θ; default 0
public record Adadelta(double rate, double rho, double eps, double decay) implements Optimizer {
    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if a setting is impossible
    public Adadelta {
        Require.atLeastZero("a learning rate", rate);
        Require.properShare("rho", rho);
        Require.positive("eps", eps);
        Require.atLeastZero("weight decay", decay);
    }

    /// Zeiler's settings: ρ 0.9, eps 1e-6, no decay.
    ///
    /// @param rate η; usual 1
    public Adadelta(double rate) {
        this(rate, 0.9, 1e-6, 0);
    }

    /// Changes how long squares are remembered, about 1 / (1 - ρ) steps.
    ///
    /// @param rho ρ, in [0, 1)
    /// @return this optimizer with that ρ
    public Adadelta withRho(double rho) {
        return new Adadelta(rate, rho, eps, decay);
    }

    /// Changes what keeps denominators from 0.
    ///
    /// @param eps above 0
    /// @return this optimizer with that eps
    public Adadelta withEps(double eps) {
        return new Adadelta(rate, rho, eps, decay);
    }

    /// Adds λ θ to the gradient, as the penalty λ/2 θ² of the loss would.
    ///
    /// @param decay λ, at least 0
    /// @return this optimizer with that decay
    public Adadelta withDecay(double decay) {
        return new Adadelta(rate, rho, eps, decay);
    }

    @Override
    public Node update(Update u) {
        Node g = u.decayed(decay);
        Node squares = u.average("squares", g.square(), rho);
        Node moved = u.state("moved");
        Node step = g.times(moved.plus(eps).dividedBy(squares.plus(eps)).sqrt());
        u.average("moved", step.square(), rho);
        return u.parameter().minus(step.times(u.rate()));
    }
}
