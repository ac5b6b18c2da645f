package org.madaline.schedule;

import java.util.List;
import org.madaline.check.Require;

/// The rate is multiplied by `factor` at each of some times; a time named twice counts twice.
///
/// @param times when
/// @param factor usual 0.1
public record Milestones(List<Double> times, double factor) implements Schedule {
    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if a time is negative or the factor not positive
    public Milestones {
        times = List.copyOf(times);
        times.forEach(t -> Require.atLeastZero("a milestone", t));
        Require.positive("the factor of a multi-step schedule", factor);
    }

    @Override
    public double rate(double base, double t) {
        return base * StrictMath.pow(factor, times.stream().filter(milestone -> milestone <= t).count());
    }
}
