package org.madaline.optimizer;

import org.madaline.check.Require;
import org.madaline.graph.Node;

/// Stochastic gradient descent (book, eq. 3.33), with momentum (Polyak 1964) or Nesterov's momentum in the form of
/// Sutskever et al. 2013: v ← μ v + (1 - dampening) g, θ ← θ - η v, with Nesterov θ ← θ - η (g + μ v).
///
/// As in PyTorch, v is the gradient itself in the first step.
///
/// @param rate η, the learning rate
/// @param momentum μ, in [0, 1); default 0
/// @param dampening default 0
/// @param nesterov default false
/// @param decay λ of the weight decay g ← g + λ θ; default 0
public record Sgd(double rate, double momentum, double dampening, boolean nesterov, double decay) implements Optimizer {
    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if a setting is impossible
    public Sgd {
        Require.atLeastZero("a learning rate", rate);
        Require.properShare("momentum", momentum);
        Require.atLeastZero("weight decay", decay);
        if (nesterov && (momentum == 0 || dampening != 0)) {
            throw new IllegalArgumentException("Nesterov's momentum needs a momentum above 0 and no dampening, not "
                    + momentum + " and " + dampening);
        }
    }

    /// Plain descent: neither momentum nor decay.
    ///
    /// @param rate η, the learning rate, above or at 0
    public Sgd(double rate) {
        this(rate, 0, 0, false, 0);
    }

    /// Lets steps go on in the direction of those before.
    ///
    /// @param momentum μ, in [0, 1); usual 0.9
    /// @return this optimizer with that momentum
    public Sgd withMomentum(double momentum) {
        return new Sgd(rate, momentum, dampening, nesterov, decay);
    }

    /// Takes less of each new gradient into v, from the second step on.
    ///
    /// @param dampening the share that is left out
    /// @return this optimizer with that dampening
    public Sgd withDampening(double dampening) {
        return new Sgd(rate, momentum, dampening, nesterov, decay);
    }

    /// Looks ahead: takes Nesterov's momentum, which needs a momentum to be set before.
    ///
    /// @return this optimizer with Nesterov's momentum
    /// @throws IllegalArgumentException if there is no momentum, or a dampening
    public Sgd withNesterov() {
        return new Sgd(rate, momentum, dampening, true, decay);
    }

    /// Adds λ θ to the gradient, as the penalty λ/2 θ² of the loss would.
    ///
    /// @param decay λ, at least 0
    /// @return this optimizer with that decay
    public Sgd withDecay(double decay) {
        return new Sgd(rate, momentum, dampening, nesterov, decay);
    }

    @Override
    public Node update(Update u) {
        Node g = u.decayed(decay);
        if (momentum == 0) {
            return u.parameter().minus(g.times(u.rate()));
        }
        Node v = u.state("momentum");
        Node fresh = dampening == 0 ? g : g.times(u.scalar("sgd.share", t -> t == 1 ? 1 : 1 - dampening));
        Node next = v.times(momentum).plus(fresh);
        u.assign(v, next);
        Node direction = nesterov ? g.plus(next.times(momentum)) : next;
        return u.parameter().minus(direction.times(u.rate()));
    }
}
