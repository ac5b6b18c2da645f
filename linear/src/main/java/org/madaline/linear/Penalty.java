package org.madaline.linear;

/// What is added to the cross entropy (2.5) of the sample: l1 Σ |wⱼ| + l2/2 Σ wⱼ²; the intercept is free.
///
/// The cross entropy is the sum over examples, so the penalty is the negative logarithm of a prior on w (l2: normal
/// with variance 1/l2; l1: Laplace with scale 1/l1), and a sample twice as large needs no other strength.
/// In terms of the inverse strength C of other libraries: l2 = 1/C, or l1 = 1/C.
///
/// @param l1 at least 0; makes coefficients exactly zero
/// @param l2 at least 0; makes the minimum unique and finite, separable classes included
public record Penalty(double l1, double l2) {
    /// No penalty: maximum likelihood.
    public static final Penalty NONE = new Penalty(0, 0);

    /// Checks its components.
    ///
    /// @throws IllegalArgumentException if a strength is negative or not finite
    public Penalty {
        if (!(l1 >= 0 && l2 >= 0) || Double.isInfinite(l1) || Double.isInfinite(l2)) {
            throw new IllegalArgumentException("a penalty needs finite l1 and l2 of at least 0, not " + l1 + " and "
                    + l2);
        }
    }

    /// {@return the penalty strength Σ |wⱼ|}
    ///
    /// @param strength at least 0
    public static Penalty l1(double strength) {
        return new Penalty(strength, 0);
    }

    /// {@return the penalty strength/2 Σ wⱼ²}
    ///
    /// @param strength at least 0
    public static Penalty l2(double strength) {
        return new Penalty(0, strength);
    }

    /// {@return the penalty strength (ratio Σ |wⱼ| + (1 - ratio)/2 Σ wⱼ²)}
    ///
    /// @param strength at least 0
    /// @param ratio    from 0 (l2) to 1 (l1)
    /// @throws IllegalArgumentException if the ratio or the strength lies elsewhere
    public static Penalty elasticNet(double strength, double ratio) {
        if (!(ratio >= 0 && ratio <= 1)) {
            throw new IllegalArgumentException("an elastic net needs a ratio from 0 (l2) to 1 (l1), not " + ratio);
        }
        return new Penalty(strength * ratio, strength * (1 - ratio));
    }

    /// {@return whether there is no penalty at all}
    public boolean isNone() {
        return l1 == 0 && l2 == 0;
    }
}
