package org.madaline.schedule;

import org.madaline.check.Require;

/// The rate rises and falls in straight lines between `low` and `high`, again and again (Smith 2017). The base rate
/// plays no part.
///
/// @param up the duration of a rise
/// @param down the duration of a fall
/// @param mode how the height of the cycles changes
/// @param factor of the mode EXPONENTIAL
/// @param low the lowest rate, at least 0
/// @param high the highest rate, above 0
public record Cyclic(double low, double high, double up, double down, Mode mode, double factor) implements Schedule {
    /// How the height of the cycles changes.
    public enum Mode {
        /// it stays
        EQUAL,
        /// it halves with each cycle
        HALVING,
        /// it is multiplied by factorᵗ
        EXPONENTIAL
    }

    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if a setting is impossible
    public Cyclic {
        Require.atLeastZero("the lowest rate of a cycle", low);
        Require.positive("the highest rate of a cycle", high);
        Require.positive("the duration of a rise", up);
        Require.positive("the duration of a fall", down);
        Require.positive("the factor of a cycle", factor);
    }

    /// Cycles of equal height, as long up as down.
    ///
    /// @param low the lowest rate, at least 0
    /// @param high the highest rate, above 0
    /// @param up the duration of a rise, and of a fall
    public Cyclic(double low, double high, double up) {
        this(low, high, up, up, Mode.EQUAL, 1);
    }

    @Override
    public double rate(double base, double t) {
        double cycle = Math.floor(t / (up + down));
        double since = t - cycle * (up + down);
        double height = (high - low) * (since <= up ? since / up : 1 - (since - up) / down);
        return low + height * switch (mode) {
            case EQUAL -> 1;
            case HALVING -> StrictMath.pow(0.5, cycle);
            case EXPONENTIAL -> StrictMath.pow(factor, t);
        };
    }
}
