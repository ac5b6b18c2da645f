package org.madaline.schedule;

import org.madaline.check.Require;

/// A straight line from `from` η at time 0 to `to` η at time `duration`, and constant from there: a warm-up, or a
/// descent.
///
/// @param from the first factor
/// @param to the last factor
/// @param duration how long it takes
public record Linear(double from, double to, double duration) implements Schedule {
    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if a factor is negative or the duration not positive
    public Linear {
        Require.atLeastZero("the first factor of a linear schedule", from);
        Require.atLeastZero("the last factor of a linear schedule", to);
        Require.positive("the duration of a linear schedule", duration);
    }

    @Override
    public double rate(double base, double t) {
        return base * (from + (to - from) * Math.min(1, t / duration));
    }
}
