package org.madaline.schedule;

import org.madaline.check.Require;

/// η factorᵗ
///
/// @param factor usual 0.9 to 0.99
public record Exponential(double factor) implements Schedule {
    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if the factor is not positive
    public Exponential {
        Require.positive("the factor of an exponential schedule", factor);
    }

    @Override
    public double rate(double base, double t) {
        return base * StrictMath.pow(factor, t);
    }
}
