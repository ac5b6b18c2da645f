package org.madaline.metric;

/// A named figure of predictions that grows example by example, so that it is the same however a set is cut into batches:
/// in training, in evaluation, in loops of one's own. Those that come with the library are in [Scores].
public interface Metric {
    /// Such as `accuracy`.
    ///
    /// @return short, unique among the metrics of a run: reports and files name figures by it
    String name();

    /// An empty tally.
    ///
    /// @param outputs how many numbers are predicted for each example
    /// @param targets how many there are to compare with
    /// @return a tally to be fed in order
    /// @throws IllegalArgumentException if the two cannot be compared
    Tally tally(int outputs, int targets);

    /// What has been counted so far.
    interface Tally {
        /// Counts the predictions and targets of some examples, which lie one after the other.
        ///
        /// @param predictions the network's outputs, one example after the other
        /// @param from where the first prediction begins
        /// @param targets what they should be
        /// @param targetsFrom where the first target begins
        /// @param rows how many examples
        void add(float[] predictions, int from, float[] targets, int targetsFrom, int rows);

        /// The figure of all examples so far; NaN without any.
        ///
        /// @return in the unit of the metric
        double value();

        /// All that is remembered, for a checkpoint.
        ///
        /// @return numbers that [#restore] takes
        double[] state();

        /// Goes on from what was remembered.
        ///
        /// @param state what [#state] gave, of a tally of the same metric and widths
        void restore(double[] state);
    }
}
