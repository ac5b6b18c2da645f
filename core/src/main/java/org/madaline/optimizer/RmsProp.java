package org.madaline.optimizer;

import org.madaline.check.Require;
import org.madaline.graph.Node;

/// RMSprop (Hinton 2012): s ← α s + (1 - α) g², θ ← θ - η g / (√s + eps); centered, s - m² stands for s with
/// m ← α m + (1 - α) g; with momentum the quotient is summed into v ← μ v + g / (√s + eps) first.
///
/// @param rate η; usual 0.01
/// @param alpha α, in [0, 1); default 0.99
/// @param eps default 1e-8
/// @param momentum μ, in [0, 1); default 0
/// @param centered default false
/// @param decay λ of the weight decay g ← g + λ θ; default 0
public record RmsProp(double rate, double alpha, double eps, double momentum, boolean centered, double decay)
        implements Optimizer {
    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if a setting is impossible
    public RmsProp {
        Require.atLeastZero("a learning rate", rate);
        Require.properShare("alpha", alpha);
        Require.positive("eps", eps);
        Require.properShare("momentum", momentum);
        Require.atLeastZero("weight decay", decay);
    }

    /// PyTorch's defaults: α 0.99, eps 1e-8, neither momentum nor centering nor decay.
    ///
    /// @param rate η; usual 0.01
    public RmsProp(double rate) {
        this(rate, 0.99, 1e-8, 0, false, 0);
    }

    /// Changes how long squares are remembered, about 1 / (1 - α) steps.
    ///
    /// @param alpha α, in [0, 1)
    /// @return this optimizer with that α
    public RmsProp withAlpha(double alpha) {
        return new RmsProp(rate, alpha, eps, momentum, centered, decay);
    }

    /// Changes what keeps denominators from 0.
    ///
    /// @param eps above 0
    /// @return this optimizer with that eps
    public RmsProp withEps(double eps) {
        return new RmsProp(rate, alpha, eps, momentum, centered, decay);
    }

    /// Sums the quotients g / (√s + eps) before the step.
    ///
    /// @param momentum μ, in [0, 1)
    /// @return this optimizer with that momentum
    public RmsProp withMomentum(double momentum) {
        return new RmsProp(rate, alpha, eps, momentum, centered, decay);
    }

    /// Divides by the deviation of the gradient instead of the root of its mean square.
    ///
    /// @return this optimizer, centered
    public RmsProp withCentering() {
        return new RmsProp(rate, alpha, eps, momentum, true, decay);
    }

    /// Adds λ θ to the gradient, as the penalty λ/2 θ² of the loss would.
    ///
    /// @param decay λ, at least 0
    /// @return this optimizer with that decay
    public RmsProp withDecay(double decay) {
        return new RmsProp(rate, alpha, eps, momentum, centered, decay);
    }

    @Override
    public Node update(Update u) {
        Node g = u.decayed(decay);
        Node spread = u.average("squares", g.square(), alpha);
        if (centered) {
            // Rounding can bring the difference below 0.
            spread = spread.minus(u.average("mean", g, alpha).square()).max(0);
        }
        Node direction = g.dividedBy(spread.sqrt().plus(eps));
        if (momentum > 0) {
            Node v = u.state("momentum");
            direction = v.times(momentum).plus(direction);
            u.assign(v, direction);
        }
        return u.parameter().minus(direction.times(u.rate()));
    }
}
