package org.madaline.train;

import java.util.List;
import org.madaline.model.Model;

/// What training yields.
///
/// @param model of the last epoch, or of the best one where that was asked for
/// @param history the finished epochs
/// @param reason why training ended
/// @param checkpoint the state at the end, to go on from
public record TrainingRun(Model model, List<EpochMetrics> history, TrainingEvent.Reason reason, Checkpoint checkpoint) {}
