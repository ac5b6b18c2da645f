package org.madaline.train;

import java.util.Objects;
import java.util.Optional;
import org.madaline.schedule.OnPlateau;
import org.madaline.schedule.Schedule;

/// How a training goes: how long, in which steps, at which rates.
///
/// @param epochs how many times the whole data set is seen; default 10
/// @param batchSize examples per batch; default 64
/// @param accumulate how many batches make one step; default 1
/// @param schedule how the rate changes, over time in epochs; constant by default
/// @param plateau lowers the rate when the validation loss no longer improves; empty by default
/// @param patience stops after so many epochs without a better validation loss; 0, the default: never
/// @param keepBest whether the model is that of the best epoch, not of the last; false by default
/// @param criterion which epoch is the best
public record Course(int epochs, int batchSize, int accumulate, Schedule schedule, Optional<OnPlateau> plateau, int patience,
        boolean keepBest, Criterion criterion) {
    /// What holds where nothing is said.
    public static final Course DEFAULT = new Course(10, 64, 1, Schedule.CONSTANT, Optional.empty(), 0, false,
            Criterion.LOSS);

    /// Checks the numbers.
    ///
    /// @throws IllegalArgumentException if a number is impossible
    public Course {
        atLeast(1, epochs, "epochs");
        atLeast(1, batchSize, "batch size");
        atLeast(1, accumulate, "number of batches to accumulate");
        atLeast(0, patience, "patience");
        Objects.requireNonNull(schedule, "schedule");
        Objects.requireNonNull(criterion, "criterion");
    }

    static void atLeast(int least, int value, String what) {
        if (value < least) {
            throw new IllegalArgumentException("the " + what + " must be at least " + least + ", not " + value);
        }
    }

    /// The rate at a time in epochs, from the base rate that is in force.
    double rate(double base, double time) {
        return schedule.rate(base, time);
    }

    /// A last batch of one example has no variance to normalize by, so it is left out.
    boolean dropsLast(int examples) {
        return examples > 1 && examples % batchSize == 1;
    }
}
