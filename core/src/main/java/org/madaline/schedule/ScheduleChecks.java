package org.madaline.schedule;

/// Checks of schedules' settings.
final class ScheduleChecks {
    private ScheduleChecks() {}

    static void atLeastZero(String name, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " is a finite number of at least 0, not " + value);
        }
    }

    static void positive(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " is a finite number above 0, not " + value);
        }
    }

    static void within(String name, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw new IllegalArgumentException(name + " lies between " + low + " and " + high + ", not at " + value);
        }
    }
}
