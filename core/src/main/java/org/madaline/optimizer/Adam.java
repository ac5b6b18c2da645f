package org.madaline.optimizer;

import org.madaline.check.Require;
import org.madaline.graph.Node;

/// Adam (Kingma and Ba 2015): m ← β₁ m + (1 - β₁) g, v ← β₂ v + (1 - β₂) g²,
/// θ ← θ - η m̂ / (√v̂ + eps), m̂ = m / (1 - β₁ᵗ), v̂ = v / (1 - β₂ᵗ).
///
/// @param rate η; usual 0.001
/// @param moments β₁, β₂, eps; default 0.9, 0.999, 1e-8
/// @param decay λ of the weight decay g ← g + λ θ; default 0; for decay apart from the gradient see [AdamW]
/// @param amsgrad the largest v so far stands for v (Reddi et al. 2018); default false
public record Adam(double rate, Moments moments, double decay, boolean amsgrad) implements Optimizer {
    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if a setting is impossible
    public Adam {
        Require.atLeastZero("a learning rate", rate);
        Require.atLeastZero("weight decay", decay);
    }

    /// The paper's settings: moments 0.9 and 0.999, eps 1e-8, no decay.
    ///
    /// @param rate η; usual 0.001
    public Adam(double rate) {
        this(rate, Moments.DEFAULT, 0, false);
    }

    /// Changes how long the averages remember, about 1 / (1 - β) steps.
    ///
    /// @param beta1 β₁ of the gradient, in [0, 1)
    /// @param beta2 β₂ of its square, in [0, 1)
    /// @return this optimizer with those moments
    public Adam withBetas(double beta1, double beta2) {
        return new Adam(rate, new Moments(beta1, beta2, moments.eps()), decay, amsgrad);
    }

    /// Changes what keeps denominators from 0.
    ///
    /// @param eps above 0
    /// @return this optimizer with that eps
    public Adam withEps(double eps) {
        return new Adam(rate, new Moments(moments.beta1(), moments.beta2(), eps), decay, amsgrad);
    }

    /// Adds λ θ to the gradient, as the penalty λ/2 θ² of the loss would.
    ///
    /// @param decay λ, at least 0
    /// @return this optimizer with that decay
    public Adam withDecay(double decay) {
        return new Adam(rate, moments, decay, amsgrad);
    }

    /// The variant AMSGrad.
    ///
    /// @return this optimizer, whose v never falls
    public Adam withAmsgrad() {
        return new Adam(rate, moments, decay, true);
    }

    @Override
    public Node update(Update u) {
        return u.parameter().minus(moments.step(u, u.decayed(decay), amsgrad));
    }
}
