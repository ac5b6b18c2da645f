package org.madaline.pipeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.madaline.formats.Json;
import org.madaline.task.NumberPrediction;

/// The interval between two quantiles of a number, as far moved as rows that the model was not trained on ask for: of rows of the same
/// kind at least the share asked for lies within, however well the quantiles were learnt, and its width still follows the row
/// (conformalized quantile regression, Romano, Patterson and Candès 2019).
///
/// ```java
/// ConformalInterval interval = ConformalInterval.of(model, "price", 0.9).orElseThrow();
/// NumberPrediction answer = model.predict(row);
/// double low = interval.low(answer, 0.9);
/// ```
///
/// @param number its name
/// @param from   the lower quantile
/// @param to     the upper quantile
/// @param beyond how far the values of those rows lay beyond the quantiles, less than 0 of those between them
public record ConformalInterval(String number, double from, double to, ErrorQuantiles beyond) {
    /// Under which the intervals are kept with a model.
    public static final String KEY = "madaline.intervals";

    /// {@return an interval for each pair of quantiles that are as far from both ends}
    ///
    /// @param part       of the data that was judged on
    /// @param assessment of a model of quantiles; of others there is none
    public static List<ConformalInterval> of(String part, NumberAssessment assessment) {
        List<ConformalInterval> all = new ArrayList<>();
        assessment.quantiles().ifPresent(own -> {
            int count = own.shares().size();
            for (int j = 0; j < assessment.names().size(); j++) {
                double[] actual = assessment.actual()[j];
                for (int k = 0; k < count / 2; k++) {
                    double[] low = own.values()[j][k];
                    double[] high = own.values()[j][count - 1 - k];
                    all.add(new ConformalInterval(assessment.names().get(j), own.shares().get(k), own.shares().get(count - 1 - k), ErrorQuantiles.of(
                            part, IntStream.range(0, actual.length).mapToDouble(i -> Math.max(low[i] - actual[i], actual[i] - high[i])))));
                }
            }
        });
        return all;
    }

    /// {@return the interval that is kept with a model whose quantiles are nearest to a share; empty where there is none}
    ///
    /// @param pipeline the model
    /// @param number   its name
    /// @param coverage the share of values that lie within
    /// @throws IllegalArgumentException if what is kept is damaged
    public static Optional<ConformalInterval> of(Pipeline<?> pipeline, String number, double coverage) {
        String text = pipeline.provenance().get(KEY);
        if (text == null) {
            return Optional.empty();
        }
        if (!(Json.readObject(text).get("intervals") instanceof List<?> told)) {
            throw damaged();
        }
        return told.stream().map(ConformalInterval::read).filter(own -> own.number.equals(number))
                .min(Comparator.comparingDouble((ConformalInterval own) -> Math.abs(own.to - own.from - coverage)));
    }

    private static ConformalInterval read(Object told) {
        if (told instanceof Map<?, ?> json && json.get("number") instanceof String number && json.get("from") instanceof Number from
                && json.get("to") instanceof Number to) {
            return new ConformalInterval(number, from.doubleValue(), to.doubleValue(), ErrorQuantiles.read(json.get("beyond")));
        }
        throw damaged();
    }

    private static IllegalArgumentException damaged() {
        return new IllegalArgumentException(KEY + " of the model is damaged");
    }

    /// {@return what is kept with a model}
    ///
    /// @param intervals all of its numbers
    public static String text(List<ConformalInterval> intervals) {
        return Json.write(Map.of("intervals", intervals.stream().map(own -> {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("number", own.number);
            json.put("from", own.from);
            json.put("to", own.to);
            json.put("beyond", own.beyond.json());
            return json;
        }).toList()));
    }

    /// {@return the lower end of the interval around an answer, at most the median}
    ///
    /// @param answer of the model
    /// @param coverage the share of values within
    /// @throws IllegalArgumentException as of [ErrorQuantiles#reach]
    public double low(NumberPrediction answer, double coverage) {
        return Math.min(answer.value(number), answer.quantile(number, from) - beyond.reach(coverage));
    }

    /// {@return the upper end of the interval around an answer, at least the median}
    ///
    /// @param answer of the model
    /// @param coverage the share of values within
    /// @throws IllegalArgumentException as of [ErrorQuantiles#reach]
    public double high(NumberPrediction answer, double coverage) {
        return Math.max(answer.value(number), answer.quantile(number, to) + beyond.reach(coverage));
    }
}
