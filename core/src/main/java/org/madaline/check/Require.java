package org.madaline.check;

/// Bounds of settings: one sentence each, naming the setting and the value received.
public final class Require {
    private Require() {}

    /// Refuses what is negative or not finite.
    ///
    /// @param name of the setting, with which the message begins
    /// @param value to be checked
    /// @throws IllegalArgumentException if the value is negative or not finite
    public static void atLeastZero(String name, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " is a finite number of at least 0, not " + value);
        }
    }

    /// Refuses what is not positive or not finite.
    ///
    /// @param name of the setting, with which the message begins
    /// @param value to be checked
    /// @throws IllegalArgumentException if the value is not positive or not finite
    public static void positive(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " is a finite number above 0, not " + value);
        }
    }

    /// Refuses what does not lie in [0, 1].
    ///
    /// @param name of the setting, with which the message begins
    /// @param value to be checked
    /// @throws IllegalArgumentException if the value does not lie in [0, 1]
    public static void share(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " lies in [0, 1], not at " + value);
        }
    }

    /// Refuses what does not lie in [0, 1).
    ///
    /// @param name of the setting, with which the message begins
    /// @param value to be checked
    /// @throws IllegalArgumentException if the value does not lie in [0, 1)
    public static void properShare(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(name + " lies in [0, 1), not at " + value);
        }
    }

    /// Refuses what does not lie between two bounds.
    ///
    /// @param name of the setting, with which the message begins
    /// @param value to be checked
    /// @param low the least that is allowed
    /// @param high the most that is allowed
    /// @throws IllegalArgumentException if the value does not lie between
    public static void within(String name, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw new IllegalArgumentException(name + " lies between " + low + " and " + high + ", not at " + value);
        }
    }
}
