package org.madaline.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.madaline.pipeline.ConformalInterval;
import org.madaline.pipeline.DecisionThresholds;
import org.madaline.pipeline.ErrorQuantiles;
import org.madaline.pipeline.Pipeline;
import org.madaline.runs.Text;
import org.madaline.runs.UsageError;
import org.madaline.task.ClassPrediction;
import org.madaline.task.ClassTask;
import org.madaline.task.NumberPrediction;
import org.madaline.task.NumberTask;

/// How answers are put.
///
/// @param threshold the probability from which on the second of two classes is named; empty: the more probable one is
/// @param reaches of the intervals around the numbers, one for each; none: there are no intervals
/// @param notes what a reader has to know of them
record AnswerStyle(Optional<Double> threshold, List<Reach> reaches, List<String> notes) {
    AnswerStyle {
        reaches = List.copyOf(reaches);
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
        return new AnswerStyle(from, interval.map(share -> reaches(model, share, notes)).orElse(List.of()), notes);
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

    private static List<Reach> reaches(Pipeline<?> model, double share, List<String> notes) {
        if (!(model.task() instanceof NumberTask)) {
            throw new UsageError("--interval is for numbers; the model tells the classes " + String.join(", ", model.task().names()));
        }
        Map<String, ErrorQuantiles> errors = ErrorQuantiles.all(model);
        List<String> names = model.task().names();
        List<Reach> reaches = new ArrayList<>();
        try {
            for (String name : names) {
                String of = names.size() > 1 ? " of " + name : "";
                Optional<ConformalInterval> between = ConformalInterval.of(model, name, share);
                ErrorQuantiles known = between.map(ConformalInterval::beyond).orElse(errors.get(name));
                if (known == null) {
                    throw new UsageError("--interval: the model does not know its errors,"
                            + " since no rows were set aside in its training (--test, --validation), or it is of an earlier version");
                }
                double reach = known.reach(share);
                reaches.add(new Reach(name, share, reach, between));
                notes.add(Text.format("at least %s of values%s like those of the %s of the %s part lie %s", Text.percent(share), of,
                        Text.count(known.rows(), "row"), known.part(), between.map(own -> "between the quantiles " + own.from() + " and "
                                + own.to() + ", both moved " + (reach < 0 ? "inwards" : "outwards") + " by " + Text.value(Math.abs(reach)))
                                .orElse("within ± " + Text.value(reach))));
            }
        } catch (IllegalArgumentException e) {
            throw new UsageError("--interval: " + e.getMessage());
        }
        return reaches;
    }

    /// The interval around a number.
    ///
    /// @param share of the values within
    /// @param length to both sides
    /// @param between the quantiles from which it reaches; empty: from the number
    record Reach(String number, double share, double length, Optional<ConformalInterval> between) {
        private double low(NumberPrediction answer) {
            return between.map(own -> own.low(answer, share)).orElseGet(() -> answer.value(number) - length);
        }

        private double high(NumberPrediction answer) {
            return between.map(own -> own.high(answer, share)).orElseGet(() -> answer.value(number) + length);
        }
    }

    /// The lower (-1) or upper (1) ends of the intervals.
    List<Double> ends(NumberPrediction numbers, int side) {
        return reaches.stream().map(reach -> side < 0 ? reach.low(numbers) : reach.high(numbers)).toList();
    }

    /// The class that is named.
    String named(ClassPrediction classes) {
        return threshold.map(from -> classes.classes().get(classes.probabilities().get(1) >= from ? 1 : 0)).orElseGet(classes::best);
    }
}
