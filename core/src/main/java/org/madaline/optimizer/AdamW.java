package org.madaline.optimizer;

import org.madaline.graph.Node;

/// Adam with weight decay apart from the gradient (Loshchilov and Hutter 2019): θ ← (1 - η λ) θ - Adam's step.
///
/// @param rate η; usual 0.001
/// @param moments β₁, β₂, eps; default 0.9, 0.999, 1e-8
/// @param decay λ; default 0.01
/// @param amsgrad the largest v so far stands for v (Reddi et al. 2018); default false
public record AdamW(double rate, Moments moments, double decay, boolean amsgrad) implements Optimizer {
    /// @throws IllegalArgumentException if a setting is impossible
    public AdamW {
        OptimizerSettings.rate(rate);
        OptimizerSettings.atLeastZero("weight decay", decay);
    }

    public AdamW(double rate) {
        this(rate, Moments.DEFAULT, 0.01, false);
    }

    public AdamW withBetas(double beta1, double beta2) {
        return new AdamW(rate, new Moments(beta1, beta2, moments.eps()), decay, amsgrad);
    }

    public AdamW withEps(double eps) {
        return new AdamW(rate, new Moments(moments.beta1(), moments.beta2(), eps), decay, amsgrad);
    }

    public AdamW withDecay(double decay) {
        return new AdamW(rate, moments, decay, amsgrad);
    }

    /// The variant AMSGrad.
    public AdamW withAmsgrad() {
        return new AdamW(rate, moments, decay, true);
    }

    @Override
    public Node update(Update u) {
        Node kept = u.rate().times(-decay).plus(1);
        return u.parameter().times(kept).minus(moments.step(u, u.gradient(), amsgrad));
    }
}
