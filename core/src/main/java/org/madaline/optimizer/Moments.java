package org.madaline.optimizer;

import org.madaline.check.Require;
import org.madaline.graph.Node;

/// What Adam and its kin share: m and v, the running averages of g and of g², and how fast they forget.
///
/// @param beta1 of m, in [0, 1); default 0.9
/// @param beta2 of v, in [0, 1); default 0.999
/// @param eps added to √v; default 1e-8
public record Moments(double beta1, double beta2, double eps) {
    /// The usual values.
    public static final Moments DEFAULT = new Moments(0.9, 0.999, 1e-8);

    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if a setting is impossible
    public Moments {
        Require.properShare("beta1", beta1);
        Require.properShare("beta2", beta2);
        Require.positive("eps", eps);
    }

    Node first(Update u, Node g) {
        return u.average("m", g, beta1);
    }

    Node second(Update u, Node g) {
        return u.average("v", g.square(), beta2);
    }

    /// 1 - β₁ᵗ: m lacks this factor because it began at 0. By StrictMath, whose last bit is the same on all machines.
    double bias1(long t) {
        return 1 - StrictMath.pow(beta1, t);
    }

    /// 1 - β₂ᵗ
    double bias2(long t) {
        return 1 - StrictMath.pow(beta2, t);
    }

    /// √v + eps √(1 - β₂ᵗ): the usual denominator √(v / (1 - β₂ᵗ)) + eps, times √(1 - β₂ᵗ), which belongs into the
    /// scalar rate; so nothing is corrected element by element.
    Node denominator(Update u, Node v) {
        return v.sqrt().plus(u.scalar("moments.eps", t -> eps * Math.sqrt(bias2(t))));
    }

    /// Adam's step η / (1 - β₁ᵗ) m / (√(v / (1 - β₂ᵗ)) + eps); with `largest` v is the largest so far (AMSGrad).
    Node step(Update u, Node g, boolean largest) {
        Node m = first(u, g);
        Node v = second(u, g);
        if (largest) {
            Node top = u.state("vmax");
            v = top.max(v);
            u.assign(top, v);
        }
        Node rate = u.rate().times(u.scalar("moments.rate", t -> Math.sqrt(bias2(t)) / bias1(t)));
        return m.dividedBy(denominator(u, v)).times(rate);
    }
}
