package org.madaline.metric;

/// A named figure of predictions that grows example by example, so that it is the same however a set is cut into batches:
/// in training, in evaluation, in loops of one's own. Those that come with the library are in [Scores].
public interface Metric {
    /// Such as `accuracy`.
    String name();

    /// An empty tally.
    ///
    /// @param outputs how many numbers are predicted for each example
    /// @param targets how many there are to compare with
    /// @throws IllegalArgumentException if the two cannot be compared
    Tally tally(int outputs, int targets);

    /// What has been counted so far.
    interface Tally {
        /// Counts the predictions and targets of some examples, which lie one after the other.
        void add(float[] predictions, int from, float[] targets, int targetsFrom, int rows);

        /// The figure of all examples so far; NaN without any.
        double value();

        /// All that is remembered, for a checkpoint.
        double[] state();

        /// Goes on from what was remembered.
        void restore(double[] state);
    }
}
