package org.madaline.runs;

import java.util.List;
import java.util.OptionalInt;
import org.madaline.train.Criterion;
import org.madaline.train.EpochMetrics;

/// Which epoch's model a run ends with, where that is the best one: with patience, and of all networks that are made for tables.
public final class KeptEpoch {
    private KeptEpoch() {}

    /// {@return the epoch whose model is kept, from 1; empty where it is the last one's, whatever the validation rows say}
    ///
    /// @param settings of the run
    /// @param classes  whether y is a class
    /// @param history  its epochs
    public static OptionalInt of(TrainSettings settings, boolean classes, List<EpochMetrics> history) {
        boolean patient = settings.descent().filter(d -> d.patience() > 0).isPresent();
        if (!patient && !settings.isOfTables() || history.isEmpty() || Double.isNaN(history.getLast().validationLoss())) {
            return OptionalInt.empty();
        }
        // What networks for tables are trained by; others with patience by the loss.
        Criterion criterion = settings.isOfTables() && classes ? Criterion.ACCURACY : Criterion.LOSS;
        return OptionalInt.of(criterion.best(history).epoch());
    }
}
