package org.madaline.schedule;

import org.madaline.check.Require;

/// Half a cosine from η down to `low` (Loshchilov and Hutter 2017). It rises again after `duration`, as in PyTorch;
/// for falls that begin anew see [WarmRestarts].
///
/// @param duration the time of the fall
/// @param low the lowest rate; default 0
public record Cosine(double duration, double low) implements Schedule {
    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if the duration is not positive or the lowest rate negative
    public Cosine {
        Require.positive("the duration of a cosine schedule", duration);
        Require.atLeastZero("the lowest rate of a cosine schedule", low);
    }

    /// A fall to 0.
    ///
    /// @param duration the time of the fall, above 0
    public Cosine(double duration) {
        this(duration, 0);
    }

    @Override
    public double rate(double base, double t) {
        return between(low, base, t / duration);
    }

    /// From `high` at share 0 to `low` at share 1.
    static double between(double low, double high, double share) {
        return low + (high - low) * (1 + StrictMath.cos(Math.PI * share)) / 2;
    }
}
