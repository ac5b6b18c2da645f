package org.madaline.pipeline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.madaline.formats.Json;

/// How far a model of one number was off on rows that it was not trained on, kept with the model, and the intervals that follow:
/// of rows of the same kind, at least the share asked for lies within them, whatever the model and the data (split conformal
/// prediction; Vovk, Gammerman and Shafer 2005, Lei et al. 2018).
///
/// ```java
/// double reach = ErrorQuantiles.of(model).orElseThrow().reach(0.9);
/// double value = model.predict(row).value();                       // from value - reach to value + reach
/// ```
///
/// @param part   of the data that the rows were: `test`, or `validation`, which chose the epoch and so flatters a little
/// @param rows   how many
/// @param errors magnitudes in the unit of the data, in order: of all rows, or of [#MOST] ranks evenly spread; how far values lay beyond
///     an interval may be less than 0
public record ErrorQuantiles(String part, int rows, List<Double> errors) {
    /// Under which they are kept with the model.
    public static final String KEY = "madaline.errors";

    private static final String NUMBERS = "numbers";

    /// More errors are not kept.
    public static final int MOST = 1000;

    /// Checks its components.
    ///
    /// @throws IllegalArgumentException if there are other errors than of so many rows, or they are in no order
    public ErrorQuantiles {
        errors = List.copyOf(errors);
        if (rows < 1 || errors.size() != Math.min(rows, MOST) || !errors.stream().sorted().toList().equals(errors)) {
            throw new IllegalArgumentException("errors of " + rows + " rows are " + Math.min(rows, MOST) + " magnitudes in order, not "
                    + errors.size());
        }
    }

    /// {@return the errors of a model by the names of its numbers}
    ///
    /// @param part       of the data that was judged on
    /// @param assessment what the model is worth there
    public static Map<String, ErrorQuantiles> of(String part, NumberAssessment assessment) {
        Map<String, ErrorQuantiles> all = new LinkedHashMap<>();
        for (int j = 0; j < assessment.names().size(); j++) {
            double[] actual = assessment.actual()[j];
            double[] predicted = assessment.predicted()[j];
            all.put(assessment.names().get(j), of(part, IntStream.range(0, actual.length).mapToDouble(i -> Math.abs(predicted[i] - actual[i]))));
        }
        return all;
    }

    static ErrorQuantiles of(String part, DoubleStream errors) {
        double[] sorted = errors.sorted().toArray();
        int kept = Math.min(sorted.length, MOST);
        return new ErrorQuantiles(part, sorted.length,
                IntStream.rangeClosed(1, kept).mapToObj(k -> sorted[rank(k, kept, sorted.length) - 1]).toList());
    }

    /// {@return the errors that are kept with a model of one number; empty where there are none}
    ///
    /// @param pipeline the model
    /// @throws IllegalArgumentException if they are damaged
    public static Optional<ErrorQuantiles> of(Pipeline<?> pipeline) {
        Map<String, ErrorQuantiles> all = all(pipeline);
        return all.size() == 1 ? Optional.of(all.values().iterator().next()) : Optional.empty();
    }

    /// {@return the errors that are kept with a model, by the names of its numbers; empty where there are none}
    ///
    /// @param pipeline the model
    /// @throws IllegalArgumentException if they are damaged
    public static Map<String, ErrorQuantiles> all(Pipeline<?> pipeline) {
        String text = pipeline.provenance().get(KEY);
        Map<String, ErrorQuantiles> all = new LinkedHashMap<>();
        if (text == null) {
            return all;
        }
        Map<String, Object> json = Json.readObject(text);
        List<String> names = pipeline.task().names();
        if (json.get(NUMBERS) instanceof Map<?, ?> numbers && numbers.keySet().equals(Set.copyOf(names))) {
            names.forEach(name -> all.put(name, read(numbers.get(name))));
        } else {
            all.put(names.getFirst(), read(json));
        }
        return all;
    }

    static ErrorQuantiles read(Object told) {
        if (told instanceof Map<?, ?> json && json.get("part") instanceof String part && json.get("rows") instanceof Integer rows
                && json.get("errors") instanceof List<?> errors && errors.stream().allMatch(Number.class::isInstance)) {
            return new ErrorQuantiles(part, rows, errors.stream().map(error -> ((Number) error).doubleValue()).toList());
        }
        throw new IllegalArgumentException(KEY + " of the model is damaged");
    }

    /// The k-th rank that is kept, from 1, of the errors of all rows.
    private static int rank(int k, int kept, int rows) {
        return (int) Math.ceilDiv((long) k * rows, (long) kept);
    }

    /// {@return how far to both sides of a prediction the interval reaches}
    ///
    /// @param coverage the share of rows whose value lies within, above 0 and below 1
    /// @throws IllegalArgumentException if it is no such share, or so near to 1 that it takes more rows
    public double reach(double coverage) {
        if (!(coverage > 0 && coverage < 1)) {
            throw new IllegalArgumentException("the share of values within an interval lies between 0 and 1, not " + coverage);
        }
        int wanted = (int) Math.ceil((rows + 1) * coverage);
        if (wanted > rows) {
            throw new IllegalArgumentException("the errors of " + rows + " rows say nothing of intervals for more than "
                    + Math.floor(1000.0 * rows / (rows + 1)) / 1000 + " of the values, so not of " + coverage);
        }
        int k = IntStream.rangeClosed(1, errors.size()).filter(i -> rank(i, errors.size(), rows) >= wanted).findFirst().orElseThrow();
        return errors.get(k - 1);
    }

    /// {@return what is kept with a model}
    ///
    /// @param errors by the names of its numbers
    public static String text(Map<String, ErrorQuantiles> errors) {
        return Json.write(errors.size() == 1 ? errors.values().iterator().next().json()
                : Map.of(NUMBERS, new TreeMap<>(errors.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().json())))));
    }

    Map<String, Object> json() {
        return new TreeMap<>(Map.of("part", part, "rows", rows, "errors", errors));
    }
}
