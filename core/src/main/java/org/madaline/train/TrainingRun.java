package org.madaline.train;

import java.util.List;
import java.util.Locale;
import org.madaline.model.Model;

/// What training yields.
///
/// @param model of the last epoch, or of the best one where that was asked for
/// @param history the finished epochs
/// @param reason why training ended
/// @param checkpoint the state at the end, to go on from
public record TrainingRun(Model model, List<EpochMetrics> history, TrainingEvent.Reason reason, Checkpoint checkpoint) {
    /// Such as `completed after 20 epochs, loss 0.0312, accuracy 0.9912; validation loss 0.0615, accuracy 0.9838`.
    @Override
    public String toString() {
        String ended = reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        if (history.isEmpty()) {
            return ended + " before the end of an epoch";
        }
        EpochMetrics last = history.getLast();
        String count = last.epoch() == 1 ? "1 epoch" : last.epoch() + " epochs";
        String training = figures("loss", last.loss(), last.accuracy());
        String validation = Double.isNaN(last.validationLoss())
                ? ""
                : "; " + figures("validation loss", last.validationLoss(), last.validationAccuracy());
        return ended + " after " + count + ", " + training + validation;
    }

    private static String figures(String name, double loss, double accuracy) {
        String share = Double.isNaN(accuracy) ? "" : String.format(Locale.ROOT, ", accuracy %.4f", accuracy);
        return String.format(Locale.ROOT, "%s %.4g", name, loss) + share;
    }
}
