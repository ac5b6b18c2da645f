package org.madaline.train;

import java.util.List;
import org.madaline.evaluate.Evaluation;

/// Which epoch of a training is the best, by what the validation examples say.
public enum Criterion {
    /// The smallest loss; of equal ones the first.
    LOSS,
    /// The highest accuracy; of equal ones the last, which has been trained longer.
    ACCURACY;

    /// What is to be small.
    double error(Evaluation judged) {
        return switch (this) {
            case LOSS -> judged.loss();
            case ACCURACY -> 1 - judged.accuracy();
        };
    }

    boolean isBetter(double error, double best) {
        return this == ACCURACY ? error <= best : error < best;
    }

    /// {@return the best epoch of a training, as it was chosen while it went on}
    ///
    /// @param history at least one epoch, with what the validation examples said
    public EpochMetrics best(List<EpochMetrics> history) {
        EpochMetrics best = history.getFirst();
        for (EpochMetrics epoch : history) {
            best = isBetter(error(epoch), error(best)) ? epoch : best;
        }
        return best;
    }

    private double error(EpochMetrics epoch) {
        return switch (this) {
            case LOSS -> epoch.validationLoss();
            case ACCURACY -> 1 - epoch.validationAccuracy();
        };
    }
}
