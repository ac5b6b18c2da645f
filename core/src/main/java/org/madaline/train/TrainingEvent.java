package org.madaline.train;

import org.madaline.layer.Network;

/// What happens while a network is trained: the one stream that console, files and tests consume.
public sealed interface TrainingEvent {
    /// Training begins, or goes on after `step` steps.
    ///
    /// @param batches the number of steps of an epoch
    /// @param parameters how many numbers are trained
    /// @param network what is trained
    /// @param examples how many are trained on
    /// @param validationExamples how many are judged after each epoch; 0 for none
    /// @param epochs how many there will be at most
    /// @param step finished steps, 0 unless training goes on
    record Started(Network network, int examples, int validationExamples, int epochs, int batches, long step, long parameters)
            implements TrainingEvent {}

    /// A sign of life, a few times in a second.
    ///
    /// @param epoch from 1
    /// @param batch the batches of this epoch that are done
    /// @param loss mean over the epoch so far
    /// @param accuracy mean over the epoch so far; NaN where targets are not classes
    /// @param batches of an epoch
    /// @param rate the learning rate of the next step
    /// @param examplesPerSecond in the training part of this epoch
    record Progress(int epoch, int batch, int batches, double loss, double accuracy, double rate, double examplesPerSecond)
            implements TrainingEvent {}

    /// An epoch is done.
    ///
    /// @param best whether it is the best one so far
    /// @param metrics of the epoch
    record EpochFinished(EpochMetrics metrics, boolean best) implements TrainingEvent {}

    /// The state after this event can be saved: at the end of each epoch, and where training was stopped.
    ///
    /// @param checkpoint to be saved, or not
    record CheckpointReady(Checkpoint checkpoint) implements TrainingEvent {}

    /// Training is over.
    ///
    /// @param reason why
    /// @param epochs finished ones, since the beginning
    /// @param seconds since this call began to train
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
