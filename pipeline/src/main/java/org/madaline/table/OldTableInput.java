package org.madaline.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.madaline.data.Scaler;
import org.madaline.task.NumberTask;

/// What version 0.1 wrote into a model's file for tables (metadata `madaline.input`), as features of now. They make the same
/// bits of x: numbers are rounded to single precision before they are scaled, and categories that are numbers are compared in
/// their shortest form, as it was then.
///
/// @param features what makes x of a row
/// @param target   the scale of the number that is predicted; empty for classes
public record OldTableInput(TableFeatures features, Optional<NumberTask.Target> target) {
    private static final List<String> MISSING = List.of("", "na", "n/a", "nan", "null", "none", "?");

    /// {@return the features from the JSON object as a map; empty if the model is not for tables}
    ///
    /// @param input the object that `madaline.input` holds
    /// @throws IllegalArgumentException if the map is not what version 0.1 wrote
    public static Optional<OldTableInput> of(Map<String, ?> input) {
        if (!(input.get("table") instanceof Map<?, ?> table)) {
            return Optional.empty();
        }
        if (!(table.get("features") instanceof List<?> list)
                || !(table.get("label") instanceof String name)
                || !(table.get("classes") instanceof List<?> classes)) {
            throw new IllegalArgumentException("the encoding of a table has features, label and classes, not " + table.keySet());
        }
        List<ColumnEncoder> encoders = new ArrayList<>();
        for (Object feature : list) {
            encoders.add(encoder(feature));
        }
        int width = encoders.stream().mapToInt(ColumnEncoder::width).sum();
        Scaler scaler = scaler(input.get("scaler"))
                .orElseGet(() -> new Scaler(new double[width], DoubleStream.generate(() -> 1).limit(width).toArray()));
        var label = new TableLabel(name, texts(classes), false, "", MISSING.subList(1, MISSING.size()));
        Optional<NumberTask.Target> target = label.isClasses()
                ? Optional.empty()
                : Optional.of(scaler(input.get("target"))
                        .map(scale -> new NumberTask.Target(name, scale.offset()[0], scale.scale()[0]))
                        .orElseGet(() -> new NumberTask.Target(name)));
        return Optional.of(new OldTableInput(new TableFeatures(encoders, scaler, MISSING, label, false), target));
    }

    private static ColumnEncoder encoder(Object entry) {
        if (!(entry instanceof Map<?, ?> map) || !(map.get("column") instanceof String column)) {
            throw new IllegalArgumentException("a feature of a table has a column, not " + entry);
        }
        if (map.get("categories") instanceof List<?> categories) {
            return new CategoryEncoder(column, texts(categories), false, false, true, false);
        }
        double substitute = map.get("substitute") instanceof Number number ? number.doubleValue() : 0;
        return new NumberEncoder(column, false, "", substitute, substitute, substitute, false, true, List.of());
    }

    private static List<String> texts(List<?> list) {
        return list.stream().map(String::valueOf).toList();
    }

    private static Optional<Scaler> scaler(Object map) {
        return map instanceof Map<?, ?> m
                ? Optional.of(new Scaler(numbers(m.get("offset")), numbers(m.get("scale"))))
                : Optional.empty();
    }

    private static double[] numbers(Object list) {
        if (!(list instanceof List<?> numbers) || numbers.isEmpty() || !numbers.stream().allMatch(Number.class::isInstance)) {
            throw new IllegalArgumentException("a scale has offset and scale, lists of numbers, not " + list);
        }
        return numbers.stream().mapToDouble(x -> ((Number) x).doubleValue()).toArray();
    }
}
