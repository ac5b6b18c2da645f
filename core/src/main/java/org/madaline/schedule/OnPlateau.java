package org.madaline.schedule;

import org.madaline.check.Require;

/// Lowers the rate when a metric has stopped to improve: a function from one state to the next, so that the state can
/// be saved in a checkpoint. The rate of the state is the base rate of a [Schedule], if there is one as well.
///
/// @param goal whether small or large metrics are good; default MINIMUM
/// @param factor the rate's factor; default 0.1
/// @param patience how many metrics without improvement are borne; the next one lowers the rate; default 10
/// @param threshold what counts as an improvement; default 0.0001
/// @param relative whether the threshold is a share of the best metric so far; default true
/// @param rest how many metrics after a change are not counted as bad; default 0
/// @param low the lowest rate; default 0
public record OnPlateau(Goal goal, double factor, int patience, double threshold, boolean relative, int rest, double low) {
    /// What a metric should be.
    public enum Goal {
        /// Small metrics are good, such as losses
        MINIMUM,
        /// Large metrics are good, such as accuracies
        MAXIMUM
    }

    /// What is remembered between two metrics.
    ///
    /// @param rate in force now
    /// @param best the best metric so far
    /// @param bad how many metrics in a row have not improved it
    /// @param resting how many more metrics are not counted
    public record State(double rate, double best, int bad, int resting) {}

    /// Changes of the rate below this are not made.
    private static final double SMALLEST_CHANGE = 1e-8;

    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if a setting is impossible
    public OnPlateau {
        if (!(factor > 0 && factor < 1)) {
            throw new IllegalArgumentException("the factor on a plateau lies between 0 and 1, not at " + factor);
        }
        Require.atLeastZero("the patience", patience);
        Require.atLeastZero("the threshold", threshold);
        Require.atLeastZero("the rest", rest);
        Require.atLeastZero("the lowest rate on a plateau", low);
    }

    /// The usual threshold, a share of 0.0001 of the best metric, without rest and without a lowest rate.
    ///
    /// @param factor the rate's factor
    /// @param patience how many metrics without improvement are borne
    /// @param goal whether small or large metrics are good
    public OnPlateau(Goal goal, double factor, int patience) {
        this(goal, factor, patience, 1e-4, true, 0, 0);
    }

    /// The state before the first metric.
    ///
    /// @param rate the optimizer's learning rate
    /// @return a state that any metric improves
    public State start(double rate) {
        return new State(rate, goal == Goal.MINIMUM ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY, 0, 0);
    }

    /// The state after a metric.
    ///
    /// @param state after the metric before
    /// @param metric the next one, usually of an epoch
    /// @return the state whose rate holds from now on
    public State next(State state, double metric) {
        boolean better = improves(metric, state.best());
        int bad = state.resting() > 0 || better ? 0 : state.bad() + 1;
        int resting = Math.max(0, state.resting() - 1);
        double best = better ? metric : state.best();
        if (bad <= patience) {
            return new State(state.rate(), best, bad, resting);
        }
        double lowered = Math.max(state.rate() * factor, low);
        double rate = state.rate() - lowered > SMALLEST_CHANGE ? lowered : state.rate();
        return new State(rate, best, 0, rest);
    }

    private boolean improves(double metric, double best) {
        double sign = goal == Goal.MINIMUM ? -1 : 1;
        if (Double.isInfinite(best)) {
            return sign * metric > sign * best;
        }
        double margin = relative ? best * threshold : threshold;
        return sign * metric > sign * (best + sign * margin);
    }
}
