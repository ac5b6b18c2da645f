package org.madaline.cli;

import java.util.List;

/// Everything that decides which model a training run ends with: the same settings on the same data yield the same
/// bits on any machine. Kept in the run's folder as `settings.json`, from which `--resume` goes on.
///
/// @param data the name of a data set, or the path of a CSV file or of a folder of images
/// @param label the column of a CSV file that is to be predicted; null elsewhere
/// @param ignore columns of a CSV file that are no features
/// @param test the share that is set aside for testing where the data bring no test part of their own
/// @param validation the share of the training part that is set aside to watch the training
/// @param basis the basis functions before the model, as of [BasisChoice]
/// @param network null for a linear model; so is `descent`
/// @param linear null for a network
record TrainSettings(
        String data,
        String label,
        List<String> ignore,
        double test,
        double validation,
        PictureSettings pictures,
        List<String> basis,
        NetworkSettings network,
        DescentSettings descent,
        LinearSettings linear,
        long seed) {

    /// @throws UsageError naming the flag of a value that cannot be
    TrainSettings {
        // Runs of older versions have none of these.
        ignore = ignore == null ? List.of() : List.copyOf(ignore);
        pictures = pictures == null ? PictureSettings.NONE : pictures;
        basis = basis == null ? List.of() : List.copyOf(basis);
        basis.forEach(BasisChoice::parse);
        share("--test", test);
        share("--validation", validation);
        if (descent != null) {
            descent.requireValidation(validation);
        }
        if (!basis.isEmpty() && choice(network, linear).takesPictures()) {
            throw new UsageError("--basis makes vectors, but --model " + network.model() + " takes pictures");
        }
    }

    private static ModelChoice choice(NetworkSettings network, LinearSettings linear) {
        return Choices.MODELS.get(linear != null ? linear.model() : network.model());
    }

    /// The model's name.
    String model() {
        return linear != null ? linear.model() : network.model();
    }

    /// What the name stands for.
    ModelChoice choice() {
        return choice(network, linear);
    }

    /// The data in the form that the model takes: pictures `[C, H, W]` for a network that looks at them.
    ///
    /// @throws UsageError if the data are no pictures
    TrainData arrange(TrainData data) {
        if (!choice().takesPictures()) {
            return data;
        }
        if (data.image() == null) {
            throw new UsageError("--model " + model() + " takes pictures; these data are " + data.train().inputShape());
        }
        return data.withInputShape(data.image());
    }

    /// The same settings for other data.
    TrainSettings on(String other) {
        return new TrainSettings(other, label, ignore, test, validation, pictures, basis, network, descent, linear, seed);
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
