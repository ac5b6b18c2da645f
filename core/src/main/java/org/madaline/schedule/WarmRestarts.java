package org.madaline.schedule;

import org.madaline.check.Require;

/// Cosine falls from η to `low`, one after the other, each `growth` times as long as the one before (SGDR, Loshchilov
/// and Hutter 2017).
///
/// @param first the duration of the first fall
/// @param growth at least 1; default 1
/// @param low the lowest rate; default 0
public record WarmRestarts(double first, double growth, double low) implements Schedule {
    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if a setting is impossible
    public WarmRestarts {
        Require.positive("the duration of the first fall", first);
        Require.within("the growth of the falls", growth, 1, Double.MAX_VALUE);
        Require.atLeastZero("the lowest rate of warm restarts", low);
    }

    /// Falls of equal length, down to 0.
    ///
    /// @param first the duration of each fall, above 0
    public WarmRestarts(double first) {
        this(first, 1, 0);
    }

    @Override
    public double rate(double base, double t) {
        double duration = first;
        double since = t;
        if (growth == 1) {
            since = t % first;
        } else {
            while (since >= duration) {
                since -= duration;
                duration *= growth;
            }
        }
        return Cosine.between(low, base, since / duration);
    }
}
