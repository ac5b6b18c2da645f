package org.madaline.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.madaline.pipeline.DecisionThresholds;
import org.madaline.pipeline.ErrorQuantiles;
import org.madaline.pipeline.Pipeline;
import org.madaline.runs.Text;
import org.madaline.runs.UsageError;
import org.madaline.task.ClassPrediction;
import org.madaline.task.ClassTask;
import org.madaline.task.NumberTask;

/// How answers are put.
///
/// @param threshold the probability from which on the second of two classes is named; empty: the more probable one is
/// @param reach of the interval around a number; empty: there is none
/// @param notes what a reader has to know of them
record AnswerStyle(Optional<Double> threshold, Optional<Double> reach, List<String> notes) {
    AnswerStyle {
        notes = List.copyOf(notes);
    }

    /// @param threshold a probability, or the figure for which it is best
    /// @param interval the share of values that lie within
    /// @throws UsageError if the model does not know so much
    static AnswerStyle of(Pipeline<?> model, Optional<String> threshold, Optional<Double> interval) {
        var notes = new ArrayList<String>();
        Optional<Double> from = threshold.map(text -> threshold(model, text));
        from.ifPresent(p -> notes.add(model.task().names().getLast() + " is named from a probability of " + Text.value(p) + " on"
                + threshold.filter(DecisionThresholds.FIGURES::contains)
                        .map(figure -> ", which was best for " + figure + " on the " + DecisionThresholds.of(model).orElseThrow().part() + " part").orElse("")));
        Optional<Double> reach = interval.map(share -> reach(model, share, notes));
        return new AnswerStyle(from, reach, notes);
    }

    private static double threshold(Pipeline<?> model, String text) {
        if (!(model.task() instanceof ClassTask classes) || classes.names().size() != 2) {
            throw new UsageError("--threshold decides between two classes; the model tells " + String.join(", ", model.task().names()));
        }
        if (DecisionThresholds.FIGURES.contains(text)) {
            return Optional.ofNullable(DecisionThresholds.of(model).orElseThrow(() -> new UsageError("--threshold " + text
                    + ": the model knows none, since no rows of both classes were set aside in its training; give a probability")).values().get(text))
                    .orElseThrow(() -> new UsageError("--threshold " + text + ": the model does not know it"));
        }
        try {
            double p = Double.parseDouble(text);
            if (p >= 0 && p <= 1) {
                return p;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new UsageError("--threshold must be a probability from 0 to 1, or one of " + String.join(", ", DecisionThresholds.FIGURES) + ", not " + text);
    }

    private static double reach(Pipeline<?> model, double share, List<String> notes) {
        if (!(model.task() instanceof NumberTask)) {
            throw new UsageError("--interval is for numbers; the model tells the classes " + String.join(", ", model.task().names()));
        }
        ErrorQuantiles errors = ErrorQuantiles.of(model).orElseThrow(() -> new UsageError("--interval: the model does not know its errors,"
                + " since no rows were set aside in its training (--test, --validation), or it is of an earlier version, or predicts several numbers"));
        try {
            double reach = errors.reach(share);
            notes.add(Text.format("at least %s of values like those of the %s %s part lie within ± %s", Text.percent(share),
                    Text.count(errors.rows(), "row") + " of the", errors.part(), Text.value(reach)));
            return reach;
        } catch (IllegalArgumentException e) {
            throw new UsageError("--interval: " + e.getMessage());
        }
    }

    /// The class that is named.
    String named(ClassPrediction classes) {
        return threshold.map(from -> classes.classes().get(classes.probabilities().get(1) >= from ? 1 : 0)).orElseGet(classes::best);
    }
}
