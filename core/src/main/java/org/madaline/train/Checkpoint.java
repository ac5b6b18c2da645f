package org.madaline.train;

import java.util.List;
import java.util.Map;
import org.madaline.schedule.OnPlateau;
import org.madaline.tensor.Tensor;

/// The whole state of a training run between two steps; going on from it yields the same bits as not having stopped.
///
/// @param tensors all variables by name: parameters, running statistics, and the optimizer's states as `optimizer.…`
/// @param best the parameters and running statistics of the best epoch so far; empty where none is kept
/// @param progress where the run stands
/// @param history the finished epochs
public record Checkpoint(Map<String, Tensor> tensors, Map<String, Tensor> best, Progress progress, List<EpochMetrics> history) {
    /// Where a run stands.
    ///
    /// @param epoch finished epochs
    /// @param batch finished batches of the epoch under way
    /// @param step finished steps
    /// @param counts of the epoch under way
    /// @param bestLoss the smallest validation loss so far, or what else the [Criterion] wants to be small
    /// @param bestEpoch its epoch, from 1; 0 where there is none
    /// @param plateau the base rate, and what the rule that lowers it remembers
    public record Progress(int epoch, int batch, long step, Counts counts, double bestLoss, int bestEpoch,
            OnPlateau.State plateau) {}

    /// What was counted in an epoch so far.
    ///
    /// @param examples seen
    /// @param sums what losses (numerator and denominator) and metrics remember, by name
    public record Counts(long examples, Map<String, List<Double>> sums) {
        /// Copies the map.
        public Counts {
            sums = Map.copyOf(sums);
        }
    }

    /// Copies maps and list.
    public Checkpoint {
        tensors = Map.copyOf(tensors);
        best = Map.copyOf(best);
        history = List.copyOf(history);
    }

    /// Where the run stands; the tensors would fill pages.
    @Override
    public String toString() {
        return "checkpoint of " + tensors.size() + " tensors after " + progress.step() + " steps, " + progress.epoch()
                + " epochs finished";
    }
}
