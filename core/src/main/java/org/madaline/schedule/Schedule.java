package org.madaline.schedule;

/// How the learning rate changes with time: a function, so that a resumed run goes on as if it had not stopped.
///
/// The time t begins at 0 and is counted in epochs or in steps, as the training says; it may lie between two whole
/// numbers. A rate that falls when a metric stops to improve is [OnPlateau]; it sets the `base` of these functions.
@FunctionalInterface
public interface Schedule {
    /// The base rate, always.
    Schedule CONSTANT = (base, _) -> base;

    /// The rate at time t.
    ///
    /// @param base the optimizer's learning rate
    double rate(double base, double t);

    /// This schedule until `end`, then `next`, whose time begins there.
    default Schedule until(double end, Schedule next) {
        return new Sequence(this, end, next);
    }

    /// A linear rise from `from` times the base rate, for a time of `duration`, before this schedule begins.
    default Schedule afterWarmUp(double duration, double from) {
        return new Linear(from, 1, duration).until(duration, this);
    }
}
