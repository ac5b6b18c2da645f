package org.madaline.optimizer;

import org.madaline.check.Require;
import org.madaline.graph.Node;

/// Rectified Adam (Liu et al. 2020): in the first steps, while the variance of v is unknown, θ ← θ - η m̂; then
/// θ ← θ - η r m̂ √(1 - β₂ᵗ) / (√v + eps) with the rectification r that grows towards 1.
///
/// @param rate η; usual 0.001
/// @param moments β₁, β₂, eps; default 0.9, 0.999, 1e-8
/// @param decay λ of the weight decay g ← g + λ θ; default 0
public record RAdam(double rate, Moments moments, double decay) implements Optimizer {
    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if a setting is impossible
    public RAdam {
        Require.atLeastZero("a learning rate", rate);
        Require.atLeastZero("weight decay", decay);
    }

    /// Moments 0.9 and 0.999, eps 1e-8, no decay.
    ///
    /// @param rate η; usual 0.001
    public RAdam(double rate) {
        this(rate, Moments.DEFAULT, 0);
    }

    /// Changes how long the averages remember, about 1 / (1 - β) steps.
    ///
    /// @param beta1 β₁ of the gradient, in [0, 1)
    /// @param beta2 β₂ of its square, in [0, 1)
    /// @return this optimizer with those moments
    public RAdam withBetas(double beta1, double beta2) {
        return new RAdam(rate, new Moments(beta1, beta2, moments.eps()), decay);
    }

    /// Changes what keeps denominators from 0.
    ///
    /// @param eps above 0
    /// @return this optimizer with that eps
    public RAdam withEps(double eps) {
        return new RAdam(rate, new Moments(moments.beta1(), moments.beta2(), eps), decay);
    }

    /// Adds λ θ to the gradient, as the penalty λ/2 θ² of the loss would.
    ///
    /// @param decay λ, at least 0
    /// @return this optimizer with that decay
    public RAdam withDecay(double decay) {
        return new RAdam(rate, moments, decay);
    }

    @Override
    public Node update(Update u) {
        Node g = u.decayed(decay);
        Node m = moments.first(u, g);
        Node v = moments.second(u, g);
        // One of the two is 0, so that one formula serves both phases.
        Node plain = u.rate().times(u.scalar("radam.plain", t -> isRectified(t) ? 0 : 1 / moments.bias1(t)));
        Node adaptive = u.rate().times(u.scalar("radam.adaptive", t ->
                isRectified(t) ? rectification(t) * Math.sqrt(moments.bias2(t)) / moments.bias1(t) : 0));
        Node factor = adaptive.dividedBy(v.sqrt().plus(moments.eps())).plus(plain);
        return u.parameter().minus(m.times(factor));
    }

    private boolean isRectified(long t) {
        return length(t) > 5;
    }

    private double rectification(long t) {
        double now = length(t);
        double end = finalLength();
        return Math.sqrt((now - 4) * (now - 2) * end / ((end - 4) * (end - 2) * now));
    }

    /// ρ∞, the length of the average v over many steps
    private double finalLength() {
        return 2 / (1 - moments.beta2()) - 1;
    }

    /// ρₜ, its length after t steps
    private double length(long t) {
        return finalLength() - 2 * t * StrictMath.pow(moments.beta2(), t) / moments.bias2(t);
    }
}
