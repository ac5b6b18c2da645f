package org.madaline.doctor;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import org.madaline.runs.Text;
import org.madaline.train.EpochMetrics;

/// What the curve of a training shows.
final class HistoryChecks {
    private static final String CURVE = "curve";

    private HistoryChecks() {}

    /// @param kept   the epoch whose model is kept where it is the best; else the last one's is
    /// @param epochs that were asked for
    static Finding of(List<EpochMetrics> history, OptionalInt kept, int epochs) {
        if (history.isEmpty()) {
            return Finding.look(CURVE, "train it again, or go on with --resume", "the run has no epochs on file");
        }
        boolean validated = !Double.isNaN(history.getLast().validationLoss());
        ToDoubleFunction<EpochMetrics> loss = validated ? EpochMetrics::validationLoss : EpochMetrics::loss;
        double[] curve = history.stream().mapToDouble(loss).toArray();
        double[] training = history.stream().mapToDouble(EpochMetrics::loss).toArray();
        int best = least(curve);
        int count = curve.length;
        double last = training[count - 1];
        String name = validated ? "validation loss" : "training loss";
        if (!Double.isFinite(last) || last > 10 * training[0]) {
            return Finding.wrong(CURVE, "a lower --lr, or --clip-norm 1", "diverged: the training loss goes from %s to %s", Text.number(training[0]),
                    Text.number(last));
        }
        if (count > 2 && training[least(training)] > 0.97 * training[0]) {
            return Finding.wrong(CURVE, "the rate is far off, or x says nothing of y: see 'one batch', 'learning rate' and 'signal'",
                    "nothing was learnt: the training loss goes from %s to %s in %d epochs", Text.number(training[0]), Text.number(last), count);
        }
        if (validated && best < 0.8 * count && curve[count - 1] > 1.1 * curve[best]) {
            String text = Text.format("the validation loss is least after epoch %d of %d, %s, and %s at the end", best + 1, count,
                    Text.number(curve[best]), Text.number(curve[count - 1]));
            return kept.isPresent() ? Finding.good(CURVE, Text.format("%s; the model of epoch %d was kept", text, kept.getAsInt()))
                    : curve[count - 1] > 1.5 * curve[best]
                    ? Finding.wrong(CURVE, "it overfits: --patience keeps the best epoch; --dropout, --weight-decay, more data", text)
                    : Finding.look(CURVE, "it overfits a little: --patience keeps the best epoch; --dropout, --weight-decay, more data", text);
        }
        int tail = Math.max(2, count / 10);
        double fall = curve[0] - curve[best];
        boolean falling = count >= 5 && count >= epochs && best >= count - Math.max(1, count / 20)
                && curve[count - 1 - tail] - curve[count - 1] > 0.03 * fall;
        return falling
                ? Finding.look(CURVE, Text.format("more epochs will do better: --epochs %d", 2 * count), "the %s is still falling at the end: %s after epoch %d, %s after %d",
                        name, Text.number(curve[count - 1 - tail]), count - tail, Text.number(curve[count - 1]), count)
                : Finding.good(CURVE, "the %s falls from %s to %s, which it reaches in epoch %d of %d", name, Text.number(curve[0]),
                        Text.number(curve[best]), best + 1, count);
    }

    private static int least(double... values) {
        int least = 0;
        for (int i = 1; i < values.length; i++) {
            least = values[i] < values[least] ? i : least;
        }
        return least;
    }
}
