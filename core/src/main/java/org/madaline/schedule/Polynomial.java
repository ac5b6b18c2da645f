package org.madaline.schedule;

import org.madaline.check.Require;

/// η (1 - t / duration)^power, 0 from `duration` on.
///
/// @param power usual 1 or 2
/// @param duration the time of the fall, above 0
public record Polynomial(double duration, double power) implements Schedule {
    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if a setting is not positive
    public Polynomial {
        Require.positive("the duration of a polynomial schedule", duration);
        Require.positive("the power of a polynomial schedule", power);
    }

    @Override
    public double rate(double base, double t) {
        return base * StrictMath.pow(Math.max(0, 1 - t / duration), power);
    }
}
