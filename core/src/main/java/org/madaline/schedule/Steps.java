package org.madaline.schedule;

import org.madaline.check.Require;

/// The rate is multiplied by `factor` each time a period has passed: η factor^⌊t / period⌋.
///
/// @param period the time between two changes
/// @param factor usual 0.1
public record Steps(double period, double factor) implements Schedule {
    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if a setting is not positive
    public Steps {
        Require.positive("the period of a step schedule", period);
        Require.positive("the factor of a step schedule", factor);
    }

    @Override
    public double rate(double base, double t) {
        return base * StrictMath.pow(factor, Math.floor(t / period));
    }
}
