package org.madaline.augment;

/// Checks of settings.
final class AugmentChecks {
    private AugmentChecks() {}

    /// @throws IllegalArgumentException if a value does not lie in [0, 1]
    static void requireShare(String what, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(what + " lies in [0, 1], not at " + value);
        }
    }

    /// @throws IllegalArgumentException if a value is not a number of at least 0
    static void requireNotNegative(String what, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(what + " is a finite number of at least 0, not " + value);
        }
    }
}
