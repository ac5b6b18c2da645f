package org.madaline.task;

import java.util.List;
import java.util.stream.Collectors;

/// One or several numbers, in the units of the data that the model was trained on.
///
/// @param names of the numbers
/// @param values in the same order
public record NumberPrediction(List<String> names, List<Double> values) implements Prediction {
    /// Copies the lists.
    ///
    /// @throws IllegalArgumentException if there is no number, or not as many values as names
    public NumberPrediction {
        names = List.copyOf(names);
        values = List.copyOf(values);
        if (names.isEmpty() || names.size() != values.size()) {
            throw new IllegalArgumentException(names.size() + " names, but " + values.size() + " numbers");
        }
    }

    /// The number, where the model predicts one.
    ///
    /// @return in the units of the data
    /// @throws IllegalStateException if it predicts several
    public double value() {
        if (values.size() > 1) {
            throw new IllegalStateException("the model predicts " + String.join(", ", names) + "; ask for one of them by name");
        }
        return values.getFirst();
    }

    /// A number by its name.
    ///
    /// @param name of the number, usually that of its column
    /// @return in the units of the data
    /// @throws IllegalArgumentException if there is no number of this name
    public double value(String name) {
        int at = names.indexOf(name);
        if (at < 0) {
            throw new IllegalArgumentException("there is no number '" + name + "'; the model predicts " + String.join(", ", names));
        }
        return values.get(at);
    }

    @Override
    public String text() {
        return values.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }
}
