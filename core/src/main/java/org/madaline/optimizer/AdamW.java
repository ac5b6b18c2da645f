package org.madaline.optimizer;

import org.madaline.check.Require;
import org.madaline.graph.Node;

/// Adam with weight decay apart from the gradient (Loshchilov and Hutter 2019): θ ← (1 - η λ) θ - Adam's step.
///
/// @param rate η; usual 0.001
/// @param moments β₁, β₂, eps; default 0.9, 0.999, 1e-8
/// @param decay λ; default 0.01
/// @param amsgrad the largest v so far stands for v (Reddi et al. 2018); default false
public record AdamW(double rate, Moments moments, double decay, boolean amsgrad) implements Optimizer {
    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if a setting is impossible
    public AdamW {
        Require.atLeastZero("a learning rate", rate);
        Require.atLeastZero("weight decay", decay);
    }

    /// Moments 0.9 and 0.999, eps 1e-8, decay 0.01.
    ///
    /// @param rate η; usual 0.001
    public AdamW(double rate) {
        this(rate, Moments.DEFAULT, 0.01, false);
    }

    /// Changes how long the averages remember, about 1 / (1 - β) steps.
    ///
    /// @param beta1 β₁ of the gradient, in [0, 1)
    /// @param beta2 β₂ of its square, in [0, 1)
    /// @return this optimizer with those moments
    public AdamW withBetas(double beta1, double beta2) {
        return new AdamW(rate, new Moments(beta1, beta2, moments.eps()), decay, amsgrad);
    }

    /// Changes what keeps denominators from 0.
    ///
    /// @param eps above 0
    /// @return this optimizer with that eps
    public AdamW withEps(double eps) {
        return new AdamW(rate, new Moments(moments.beta1(), moments.beta2(), eps), decay, amsgrad);
    }

    /// Changes by how much weights shrink in each step, whatever their gradient.
    ///
    /// @param decay λ, at least 0
    /// @return this optimizer with that decay
    public AdamW withDecay(double decay) {
        return new AdamW(rate, moments, decay, amsgrad);
    }

    /// The variant AMSGrad.
    ///
    /// @return this optimizer, whose v never falls
    public AdamW withAmsgrad() {
        return new AdamW(rate, moments, decay, true);
    }

    @Override
    public Node update(Update u) {
        Node kept = u.rate().times(-decay).plus(1);
        return u.parameter().times(kept).minus(moments.step(u, u.gradient(), amsgrad));
    }
}
