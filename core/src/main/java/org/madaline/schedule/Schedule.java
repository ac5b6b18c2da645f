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
    /// @param t at least 0
    /// @return the rate, at least 0
    double rate(double base, double t);

    /// This schedule until `end`, then `next`, whose time begins there.
    ///
    /// @param end when `next` begins, at least 0
    /// @param next its time is counted from `end`
    /// @return both, one after the other
    default Schedule until(double end, Schedule next) {
        return new Sequence(this, end, next);
    }

    /// A linear rise from `from` times the base rate, for a time of `duration`, before this schedule begins.
    ///
    /// @param duration the time of the rise, above 0; this schedule's time is counted from its end
    /// @param from the first factor, usually 0 or small
    /// @return the rise and this schedule
    default Schedule afterWarmUp(double duration, double from) {
        return new Linear(from, 1, duration).until(duration, this);
    }
}
