package org.madaline.schedule;

import org.madaline.check.Require;

/// One schedule after the other.
///
/// @param first until `end`
/// @param end when `next` begins; its time is counted from there
/// @param next from `end` on
public record Sequence(Schedule first, double end, Schedule next) implements Schedule {
    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if `end` is negative
    public Sequence {
        Require.atLeastZero("the end of the first schedule", end);
    }

    @Override
    public double rate(double base, double t) {
        return t < end ? first.rate(base, t) : next.rate(base, t - end);
    }
}
