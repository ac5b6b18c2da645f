package org.madaline.cli;

/// What decides how a network is trained.
///
/// @param patience stop after this many epochs without a better validation loss; 0: never
record DescentSettings(
        int epochs,
        int batchSize,
        String optimizer,
        double lr,
        double momentum,
        double weightDecay,
        String schedule,
        double labelSmoothing,
        double clipNorm,
        int patience) {

    /// The schedule that lowers the rate when the validation loss no longer falls.
    static final String PLATEAU = "plateau";

    /// @throws UsageError naming the flag of a value that cannot be
    DescentSettings {
        TrainSettings.atLeast("--epochs", epochs, 1);
        TrainSettings.atLeast("--batch-size", batchSize, 1);
        TrainSettings.require(lr > 0 && lr < Double.POSITIVE_INFINITY, "--lr", "positive", lr);
        TrainSettings.require(momentum >= 0 && momentum < 1, "--momentum", "in [0, 1)", momentum);
        TrainSettings.require(weightDecay >= 0 && weightDecay < Double.POSITIVE_INFINITY, "--weight-decay", "0 or more", weightDecay);
        TrainSettings.require(labelSmoothing >= 0 && labelSmoothing < 1, "--label-smoothing", "in [0, 1)", labelSmoothing);
        TrainSettings.require(clipNorm >= 0, "--clip-norm", "0 (off) or more", clipNorm);
        TrainSettings.atLeast("--patience", patience, 0);
        Choices.OPTIMIZERS.get(optimizer);
        Choices.SCHEDULES.get(schedule);
        if (optimizer.equals("nesterov") && momentum == 0) {
            throw new UsageError("--optimizer nesterov needs a --momentum above 0");
        }
    }

    /// Checks that there are data to watch where something watches them.
    void requireValidation(double validation) {
        if (patience > 0 && validation == 0) {
            throw new UsageError("--patience needs data to watch: add --validation 0.1");
        }
        if (schedule.equals(PLATEAU) && validation == 0) {
            throw new UsageError("--schedule plateau needs data to watch: add --validation 0.1");
        }
    }
}
