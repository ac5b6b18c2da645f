package org.madaline.features;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.madaline.tensor.Shape;

/// Numbers, in a given order, as they are: what a model takes that was trained on bare arrays. A row of a table is such an
/// example, too, where it has these columns.
///
/// @param shape of one x; the numbers fill it row-major
/// @param names one for each number; `x1`, `x2`, ... by default
public record NumberFeatures(Shape shape, List<String> names) implements Features {
    /// Checks that each number has a name.
    ///
    /// @throws IllegalArgumentException if there are not as many names as numbers
    public NumberFeatures {
        names = List.copyOf(names);
        if (names.size() != shape.size()) {
            throw new IllegalArgumentException("x of shape " + shape + " has " + shape.size() + " numbers, but there are " + names.size()
                    + " names");
        }
    }

    /// Numbers that are called `x1`, `x2`, ...
    ///
    /// @param shape of one x
    public NumberFeatures(Shape shape) {
        this(shape, IntStream.rangeClosed(1, shape.size()).mapToObj(i -> "x" + i).toList());
    }

    @Override
    public List<Field> fields() {
        return names.stream().map(name -> new Field(name, "number", "taken as it is")).toList();
    }

    @Override
    public double[] encode(Example example) {
        return switch (example) {
            case Example.Numbers numbers -> checked(numbers.values());
            case Example.Row row -> row(row.cells());
            case Example.Picture _ -> throw Features.wrongKind(names.size() + " numbers", example);
        };
    }

    private double[] checked(double... values) {
        if (values.length != names.size()) {
            throw new IllegalArgumentException("the model takes " + names.size() + " numbers, not " + values.length);
        }
        int bad = IntStream.range(0, values.length).filter(i -> !Double.isFinite(values[i])).findFirst().orElse(-1);
        if (bad >= 0) {
            throw new IllegalArgumentException(names.get(bad) + " is " + values[bad] + "; expected a finite number");
        }
        return values;
    }

    private double[] row(Map<String, ?> cells) {
        double[] x = new double[names.size()];
        Arrays.setAll(x, i -> number(names.get(i), cells));
        return checked(x);
    }

    private static double number(String name, Map<String, ?> cells) {
        Object cell = cells.get(name);
        Optional<Double> value = cell instanceof Number number ? Optional.of(number.doubleValue()) : parsed(cell);
        return value.orElseThrow(() -> new IllegalArgumentException(cells.containsKey(name)
                ? "column " + name + " holds '" + cell + "'; expected a number"
                : "there is no column " + name + "; the columns are " + String.join(", ", cells.keySet())));
    }

    private static Optional<Double> parsed(Object cell) {
        try {
            return cell instanceof String text ? Optional.of(Double.parseDouble(text.strip())) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
