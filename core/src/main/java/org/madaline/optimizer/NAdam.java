package org.madaline.optimizer;

import org.madaline.check.Require;
import org.madaline.graph.Node;

/// Adam with Nesterov's momentum (Dozat 2016), with the schedule μₜ = β₁ (1 - 0.96^(t warming) / 2):
/// θ ← θ - η ((1 - μₜ) / (1 - Πμ) g + μₜ₊₁ / (1 - Πμ μₜ₊₁) m) / (√v̂ + eps), where Πμ = μ₁ ... μₜ.
///
/// @param rate η; usual 0.002
/// @param moments β₁, β₂, eps; default 0.9, 0.999, 1e-8
/// @param decay λ of the weight decay g ← g + λ θ; default 0
/// @param warming how fast the momentum grows to β₁; default 0.004
public record NAdam(double rate, Moments moments, double decay, double warming) implements Optimizer {
    /// Below this the product of the momenta no longer changes 1 - Πμ.
    private static final double NEGLIGIBLE = 1e-20;

    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if a setting is impossible
    public NAdam {
        Require.atLeastZero("a learning rate", rate);
        Require.atLeastZero("weight decay", decay);
        Require.atLeastZero("warming", warming);
    }

    /// Moments 0.9 and 0.999, eps 1e-8, no decay, warming 0.004.
    ///
    /// @param rate η; usual 0.002
    public NAdam(double rate) {
        this(rate, Moments.DEFAULT, 0, 0.004);
    }

    /// Changes how long the averages remember, about 1 / (1 - β) steps.
    ///
    /// @param beta1 β₁ of the gradient, in [0, 1)
    /// @param beta2 β₂ of its square, in [0, 1)
    /// @return this optimizer with those moments
    public NAdam withBetas(double beta1, double beta2) {
        return new NAdam(rate, new Moments(beta1, beta2, moments.eps()), decay, warming);
    }

    /// Changes what keeps denominators from 0.
    ///
    /// @param eps above 0
    /// @return this optimizer with that eps
    public NAdam withEps(double eps) {
        return new NAdam(rate, new Moments(moments.beta1(), moments.beta2(), eps), decay, warming);
    }

    /// Adds λ θ to the gradient, as the penalty λ/2 θ² of the loss would.
    ///
    /// @param decay λ, at least 0
    /// @return this optimizer with that decay
    public NAdam withDecay(double decay) {
        return new NAdam(rate, moments, decay, warming);
    }

    /// Changes how fast the momentum grows to β₁.
    ///
    /// @param warming at least 0; 0: it stays at β₁ / 2
    /// @return this optimizer with that warming
    public NAdam withWarming(double warming) {
        return new NAdam(rate, moments, decay, warming);
    }

    @Override
    public Node update(Update u) {
        Node g = u.decayed(decay);
        Node m = moments.first(u, g);
        Node v = moments.second(u, g);
        Node ofGradient = u.rate().times(u.scalar("nadam.gradient", t ->
                (1 - momentum(t)) / (1 - product(t)) * Math.sqrt(moments.bias2(t))));
        Node ofMomentum = u.rate().times(u.scalar("nadam.momentum", t ->
                momentum(t + 1) / (1 - product(t + 1)) * Math.sqrt(moments.bias2(t))));
        Node direction = m.times(ofMomentum).plus(g.times(ofGradient));
        return u.parameter().minus(direction.dividedBy(moments.denominator(u, v)));
    }

    private double momentum(long t) {
        return moments.beta1() * (1 - 0.5 * StrictMath.pow(0.96, t * warming));
    }

    private double product(long t) {
        double product = 1;
        for (long i = 1; i <= t && product > NEGLIGIBLE; i++) {
            product *= momentum(i);
        }
        return product;
    }
}
