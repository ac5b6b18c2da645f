package org.madaline.task;

import java.util.List;
import java.util.stream.Collectors;

/// One or several numbers, in the units of the data that the model was trained on.
///
/// @param names of the numbers
/// @param values in the same order; where quantiles are predicted the medians
/// @param quantiles the shares of values that lie below; none where no quantiles are predicted
/// @param atQuantiles for each number the quantiles, in order; none where no quantiles are predicted
public record NumberPrediction(List<String> names, List<Double> values, List<Double> quantiles, List<List<Double>> atQuantiles)
        implements Prediction {
    /// Copies the lists.
    ///
    /// @throws IllegalArgumentException if there is no number, or not as many values as names, or not as many quantiles for each
    public NumberPrediction {
        names = List.copyOf(names);
        values = List.copyOf(values);
        quantiles = List.copyOf(quantiles);
        atQuantiles = atQuantiles.stream().map(List::copyOf).toList();
        if (names.isEmpty() || names.size() != values.size()) {
            throw new IllegalArgumentException(names.size() + " names, but " + values.size() + " numbers");
        }
        int shares = quantiles.size();
        if (atQuantiles.size() != (shares == 0 ? 0 : names.size()) || atQuantiles.stream().anyMatch(own -> own.size() != shares)) {
            throw new IllegalArgumentException("each of the numbers " + names + " has the quantiles " + quantiles + ", not " + atQuantiles);
        }
    }

    /// Numbers without quantiles.
    ///
    /// @param names of the numbers
    /// @param values in the same order
    public NumberPrediction(List<String> names, List<Double> values) {
        this(names, values, List.of(), List.of());
    }

    /// A quantile of the number, where the model predicts one number, by its quantiles.
    ///
    /// @param share of the values that lie below, such as 0.95
    /// @return in the units of the data
    /// @throws IllegalStateException if it predicts several numbers
    /// @throws IllegalArgumentException if this quantile is not predicted
    public double quantile(double share) {
        value();
        return quantile(names.getFirst(), share);
    }

    /// A quantile of a number by its name.
    ///
    /// @param name of the number
    /// @param share of the values that lie below, such as 0.95
    /// @return in the units of the data
    /// @throws IllegalArgumentException if there is no number of this name, or this quantile is not predicted
    public double quantile(String name, double share) {
        value(name);
        int at = quantiles.indexOf(share);
        if (at < 0) {
            throw new IllegalArgumentException(quantiles.isEmpty() ? "the model predicts no quantiles"
                    : "the model does not predict the quantile " + share + ", but " + quantiles);
        }
        return atQuantiles.get(names.indexOf(name)).get(at);
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
