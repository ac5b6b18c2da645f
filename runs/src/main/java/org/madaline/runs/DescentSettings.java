package org.madaline.runs;

/// What decides how a network is trained.
///
/// @param epochs 0: as many as [#settled] finds right for the number of examples; so with `patience`, if it is -1
/// @param patience stop after this many epochs without a better validation loss; 0: never
public record DescentSettings(
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
    public static final String PLATEAU = "plateau";

    /// A small table is gone through often: what counts are the steps.
    private static final int USUAL_STEPS = 3000;
    private static final int FEWEST_EPOCHS = 20;
    private static final int MOST_EPOCHS = 1000;

    /// @throws UsageError naming the flag of a value that cannot be
    public DescentSettings {
        TrainSettings.atLeast("--epochs", epochs, 0);
        TrainSettings.atLeast("--batch-size", batchSize, 1);
        TrainSettings.require(lr > 0 && lr < Double.POSITIVE_INFINITY, "--lr", "positive", lr);
        TrainSettings.require(momentum >= 0 && momentum < 1, "--momentum", "in [0, 1)", momentum);
        TrainSettings.require(weightDecay >= 0 && weightDecay < Double.POSITIVE_INFINITY, "--weight-decay", "0 or more", weightDecay);
        TrainSettings.require(labelSmoothing >= 0 && labelSmoothing < 1, "--label-smoothing", "in [0, 1)", labelSmoothing);
        TrainSettings.require(clipNorm >= 0, "--clip-norm", "0 (off) or more", clipNorm);
        TrainSettings.atLeast("--patience", patience, -1);
        Choices.OPTIMIZERS.get(optimizer);
        Choices.SCHEDULES.get(schedule);
        if (optimizer.equals("nesterov") && momentum == 0) {
            throw new UsageError("--optimizer nesterov needs a --momentum above 0");
        }
    }

    /// Checks that there are data to watch where something watches them.
    public void requireValidation(double validation) {
        if (patience > 0 && validation == 0) {
            throw new UsageError("--patience needs data to watch: add --validation 0.1");
        }
        if (schedule.equals(PLATEAU) && validation == 0) {
            throw new UsageError("--schedule plateau needs data to watch: add --validation 0.1");
        }
    }

    /// The same settings with the epochs, and the patience, that suit a number of examples.
    public DescentSettings settled(int examples) {
        int batches = Math.max(1, Math.ceilDiv(examples, batchSize));
        int enough = epochs > 0 ? epochs : Math.clamp(Math.ceilDiv(USUAL_STEPS, batches), FEWEST_EPOCHS, MOST_EPOCHS);
        int patient = patience >= 0 ? patience : Math.max(10, enough / 4);
        return new DescentSettings(enough, batchSize, optimizer, lr, momentum, weightDecay, schedule, labelSmoothing, clipNorm, patient);
    }
}
