package org.madaline.optimizer;

/// Checks of optimizers' settings: one sentence each, naming the setting and the value received.
final class OptimizerSettings {
    private OptimizerSettings() {}

    static void rate(double rate) {
        atLeastZero("a learning rate", rate);
    }

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

    static void share(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(name + " lies in [0, 1), not at " + value);
        }
    }
}
