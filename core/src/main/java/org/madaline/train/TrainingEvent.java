package org.madaline.train;

import org.madaline.layer.Network;

/// What happens while a network is trained: the one stream that console, files and tests consume.
public sealed interface TrainingEvent {
    /// Training begins, or goes on after `step` steps.
    ///
    /// @param batches the number of steps of an epoch
    /// @param parameters how many numbers are trained
    record Started(Network network, int examples, int validationExamples, int epochs, int batches, long step, long parameters)
            implements TrainingEvent {}

    /// A sign of life, a few times in a second.
    ///
    /// @param epoch from 1
    /// @param batch the batches of this epoch that are done
    /// @param loss mean over the epoch so far
    /// @param accuracy mean over the epoch so far; NaN where targets are not classes
    record Progress(int epoch, int batch, int batches, double loss, double accuracy, double rate, double examplesPerSecond)
            implements TrainingEvent {}

    /// An epoch is done.
    ///
    /// @param best whether it is the best one so far
    record EpochFinished(EpochMetrics metrics, boolean best) implements TrainingEvent {}

    /// The state after this event can be saved: at the end of each epoch, and where training was stopped.
    record CheckpointReady(Checkpoint checkpoint) implements TrainingEvent {}

    /// Training is over.
    ///
    /// @param reason why
    record Finished(Reason reason, int epochs, double seconds) implements TrainingEvent {}

    /// Why training ended.
    enum Reason {
        /// all epochs are done
        COMPLETED,
        /// the validation loss no longer improved
        EARLY_STOPPED,
        /// somebody asked for it
        STOPPED
    }
}
