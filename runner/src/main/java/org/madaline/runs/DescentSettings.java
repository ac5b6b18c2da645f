package org.madaline.runs;

/// What decides how a network is trained.
///
/// @param epochs         0: as many as [#settled] finds right for the number of examples; so with `patience`, if it is -1
/// @param batchSize      examples a step; 0: as many as the model wants
/// @param optimizer      a name of [Choices#OPTIMIZERS]
/// @param lr             the rate η; 0: that of the model and the task
/// @param momentum       in [0, 1); for those optimizers that have one
/// @param weightDecay    λ, at least 0
/// @param schedule       a name of [Choices#SCHEDULES]
/// @param labelSmoothing in [0, 1); 0: none; -1: as much as the model wants for the task
/// @param clipNorm       the longest gradient that is not shortened; 0: any
/// @param patience       stop after this many epochs without a better validation loss; 0: never
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

    /// The smoothing of labels, the patience, that [#settled] finds.
    public static final int OPEN = -1;

    /// What epochs are worth depends on the number of examples: what counts are the steps.
    ///
    /// @param steps that are enough
    /// @param most epochs, however few the examples
    record Enough(int steps, int most) {
        static final Enough OF_ROWS = new Enough(3000, 1000);
        static final Enough OF_PICTURES = new Enough(300, 100);
        private static final int FEWEST = 20;

        int epochs(int examples, int batchSize) {
            int batches = Math.max(1, Math.ceilDiv(examples, batchSize));
            return Math.clamp(Math.ceilDiv(steps, batches), FEWEST, most);
        }
    }

    /// Checks its components.
    ///
    /// @throws UsageError naming the flag of a value that cannot be
    public DescentSettings {
        TrainSettings.atLeast("--epochs", epochs, 0);
        TrainSettings.atLeast("--batch-size", batchSize, 0);
        TrainSettings.require(lr >= 0 && lr < Double.POSITIVE_INFINITY, "--lr", "positive", lr);
        TrainSettings.require(momentum >= 0 && momentum < 1, "--momentum", "in [0, 1)", momentum);
        TrainSettings.require(weightDecay >= 0 && weightDecay < Double.POSITIVE_INFINITY, "--weight-decay", "0 or more", weightDecay);
        TrainSettings.require(labelSmoothing == OPEN || labelSmoothing >= 0 && labelSmoothing < 1, "--label-smoothing", "in [0, 1)", labelSmoothing);
        TrainSettings.require(clipNorm >= 0, "--clip-norm", "0 (off) or more", clipNorm);
        TrainSettings.atLeast("--patience", patience, -1);
        Choices.OPTIMIZERS.get(optimizer);
        Choices.SCHEDULES.get(schedule);
        if (optimizer.equals("nesterov") && momentum == 0) {
            throw new UsageError("--optimizer nesterov needs a --momentum above 0");
        }
    }

    /// Checks that there are data to watch where something watches them.
    void requireValidation(boolean validated) {
        if (patience > 0 && !validated) {
            throw new UsageError("--patience needs data to watch: add --validation 0.1");
        }
        if (schedule.equals(PLATEAU) && !validated) {
            throw new UsageError("--schedule plateau needs data to watch: add --validation 0.1");
        }
    }

    /// The same settings for another number of epochs, whose share the patience stays.
    DescentSettings withEpochs(int other) {
        int patient = patience > 0 ? Math.max(1, (int) ((long) patience * other / epochs)) : patience;
        return new DescentSettings(other, batchSize, optimizer, lr, momentum, weightDecay, schedule, labelSmoothing, clipNorm, patient);
    }

    /// The same settings with the epochs, and the patience, that suit a number of examples.
    DescentSettings settled(int examples, Enough enough) {
        int all = epochs > 0 ? epochs : enough.epochs(examples, batchSize);
        int patient = patience >= 0 ? patience : Math.max(10, all / 4);
        return new DescentSettings(all, batchSize, optimizer, lr, momentum, weightDecay, schedule, labelSmoothing, clipNorm, patient);
    }
}
