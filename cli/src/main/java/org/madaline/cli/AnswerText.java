package org.madaline.cli;

import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.madaline.insight.Contributions;
import org.madaline.runs.Answers.Answer;
import org.madaline.runs.Text;
import org.madaline.task.ClassPrediction;
import org.madaline.task.LabelPrediction;
import org.madaline.task.NumberPrediction;
import org.madaline.task.NumberTask;
import org.madaline.task.OutlierPrediction;
import org.madaline.task.Prediction;

/// Answers as lines for people.
final class AnswerText {
    private static final int MOST_COLUMNS = 4;

    private AnswerText() {}

    /// @param top how many classes are named
    static String line(Answer answer, int top, AnswerStyle style) {
        String kept = answer.kept().isEmpty() ? "" : " (" + String.join(", ", answer.kept()) + ")";
        String text = text(answer.prediction(), top, style);
        return answer.name() + kept + ": " + text + answer.explained().map(told -> because(told, text)).orElse("");
    }

    /// The columns that contribute most.
    ///
    /// @param answer that is told before it, and not again if it is what is explained
    private static String because(Contributions.Explanation told, String answer) {
        String output = Text.value(told.output());
        String what = answer.equals(output) ? "" : "; " + told.of() + " " + output;
        return told.byColumn().entrySet().stream()
                .filter(each -> each.getValue() != 0)
                .sorted(Comparator.comparingDouble((Map.Entry<String, Double> each) -> Math.abs(each.getValue())).reversed())
                .limit(MOST_COLUMNS)
                .map(each -> each.getKey() + (each.getValue() > 0 ? " +" : " ") + Text.value(each.getValue()))
                .collect(Collectors.joining(", ", what + " = " + Text.value(told.base()) + " and ",
                        told.byColumn().values().stream().filter(v -> v != 0).count() > MOST_COLUMNS ? ", ..." : ""));
    }

    private static String text(Prediction prediction, int top, AnswerStyle style) {
        return switch (prediction) {
            case ClassPrediction classes when style.threshold().isPresent() ->
                style.named(classes) + " (" + classes.classes().getLast() + " " + Text.percent(classes.probabilities().getLast()) + ")";
            case ClassPrediction classes -> classes.top(top).stream()
                    .map(ranked -> ranked.name() + " " + Text.percent(ranked.probability()))
                    .collect(Collectors.joining(",  "));
            case LabelPrediction labels -> labels.labels().isEmpty() ? "none" : labels.labels().stream()
                    .map(name -> name + " " + Text.percent(labels.probability(name)))
                    .collect(Collectors.joining(",  "));
            case OutlierPrediction row -> (row.isOutlier() ? "OUTLIER " : "usual ") + Text.value(row.score()) + ": " + row.reasons(3).stream()
                    .map(reason -> reason.column() + " " + Text.percent(reason.share())).collect(Collectors.joining(", "));
            case NumberPrediction numbers -> IntStream.range(0, numbers.names().size())
                    .mapToObj(i -> (numbers.names().size() == 1 ? "" : numbers.names().get(i) + " ") + Text.value(numbers.values().get(i)) + quantiles(numbers, i)
                            + (style.reaches().isEmpty() ? "" : " (" + Text.value(style.ends(numbers, -1).get(i)) + " to "
                                    + Text.value(style.ends(numbers, 1).get(i)) + ")"))
                    .collect(Collectors.joining(",  "));
        };
    }

    /// The quantiles besides the median.
    private static String quantiles(NumberPrediction numbers, int number) {
        return IntStream.range(0, numbers.quantiles().size()).filter(k -> numbers.quantiles().get(k) != NumberTask.MEDIAN)
                .mapToObj(k -> "  q" + numbers.quantiles().get(k) + " " + Text.value(numbers.atQuantiles().get(number).get(k)))
                .collect(Collectors.joining());
    }
}
