package org.madaline.schedule;

import org.madaline.check.Require;

/// Waves that begin and end at 0, each twice as long as the one before (coslog, Holzmüller et al. 2024):
/// η (1 - cos(2π log₂(1 + (2ᶜ - 1) t / T))) / 2 with c waves; 0 from T on.
///
/// @param waves    c; usual 4
/// @param duration T
public record CosineLog(int waves, double duration) implements Schedule {
    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if there are no waves, too many, or no duration
    public CosineLog {
        Require.within("the number of waves", waves, 1, 30);
        Require.positive("the duration of the waves", duration);
    }

    @Override
    public double rate(double base, double t) {
        double share = Math.min(1, t / duration);
        double octaves = StrictMath.log(1 + ((1 << waves) - 1) * share) / StrictMath.log(2);
        return Cosine.between(base, 0, 2 * octaves);
    }
}
