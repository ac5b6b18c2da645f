package org.madaline.train;

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
}
