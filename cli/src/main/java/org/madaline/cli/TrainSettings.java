package org.madaline.cli;

/// Everything that decides which model a training run ends with: the same settings on the same data yield the same
/// bits on any machine. Kept in the run's folder as `settings.json`, from which `--resume` goes on.
///
/// @param data the name of a data set, or the path of a CSV file or of a folder of images
/// @param label the column of a CSV file that is to be predicted; null elsewhere
/// @param test the share that is set aside for testing where the data bring no test part of their own
/// @param validation the share of the training part that is set aside to watch the training
/// @param patience stop after this many epochs without a better validation loss; 0: never
record TrainSettings(
        String data,
        String label,
        double test,
        double validation,
        NetworkSettings network,
        PictureSettings pictures,
        int epochs,
        int batchSize,
        String optimizer,
        double lr,
        double momentum,
        double weightDecay,
        String schedule,
        double labelSmoothing,
        double clipNorm,
        int patience,
        long seed) {

    /// The schedule that lowers the rate when the validation loss no longer falls.
    static final String PLATEAU = "plateau";

    /// @throws UsageError naming the flag of a value that cannot be
    TrainSettings {
        // Runs of older versions have none.
        pictures = pictures == null ? PictureSettings.NONE : pictures;
        share("--test", test);
        share("--validation", validation);
        atLeast("--epochs", epochs, 1);
        atLeast("--batch-size", batchSize, 1);
        require(lr > 0 && lr < Double.POSITIVE_INFINITY, "--lr", "positive", lr);
        require(momentum >= 0 && momentum < 1, "--momentum", "in [0, 1)", momentum);
        require(weightDecay >= 0 && weightDecay < Double.POSITIVE_INFINITY, "--weight-decay", "0 or more", weightDecay);
        require(labelSmoothing >= 0 && labelSmoothing < 1, "--label-smoothing", "in [0, 1)", labelSmoothing);
        require(clipNorm >= 0, "--clip-norm", "0 (off) or more", clipNorm);
        atLeast("--patience", patience, 0);
        Choices.OPTIMIZERS.get(optimizer);
        Choices.SCHEDULES.get(schedule);
        if (patience > 0 && validation == 0) {
            throw new UsageError("--patience needs data to watch: add --validation 0.1");
        }
        if (schedule.equals(PLATEAU) && validation == 0) {
            throw new UsageError("--schedule plateau needs data to watch: add --validation 0.1");
        }
        if (optimizer.equals("nesterov") && momentum == 0) {
            throw new UsageError("--optimizer nesterov needs a --momentum above 0");
        }
    }

    /// The same settings for other data.
    TrainSettings on(String other) {
        return new TrainSettings(
                other,
                label,
                test,
                validation,
                network,
                pictures,
                epochs,
                batchSize,
                optimizer,
                lr,
                momentum,
                weightDecay,
                schedule,
                labelSmoothing,
                clipNorm,
                patience,
                seed);
    }

    private static void share(String flag, double value) {
        require(value >= 0 && value < 1, flag, "a share in [0, 1)", value);
    }

    static void atLeast(String flag, int value, int least) {
        require(value >= least, flag, "at least " + least, value);
    }

    static void require(boolean holds, String flag, String expected, Number value) {
        if (!holds) {
            throw new UsageError(flag + " must be " + expected + ", not " + value);
        }
    }
}
