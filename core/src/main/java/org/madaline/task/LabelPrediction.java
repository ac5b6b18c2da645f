package org.madaline.task;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The labels of an example, which do not exclude each other.
///
/// @param names of all labels
/// @param probabilities that each applies, in the same order
/// @param threshold from which probability on a label counts as present
public record LabelPrediction(List<String> names, List<Double> probabilities, double threshold) implements Prediction {
    /// Copies the lists.
    ///
    /// @throws IllegalArgumentException if there are not as many probabilities as labels
    public LabelPrediction {
        names = List.copyOf(names);
        probabilities = List.copyOf(probabilities);
        if (names.size() != probabilities.size()) {
            throw new IllegalArgumentException(names.size() + " labels, but " + probabilities.size() + " probabilities");
        }
    }

    /// The labels that apply.
    ///
    /// @return the names whose probability reaches the threshold, in their order
    public List<String> labels() {
        return IntStream.range(0, names.size()).filter(i -> probabilities.get(i) >= threshold).mapToObj(names::get).toList();
    }

    /// The probability that a label applies.
    ///
    /// @param name of the label
    /// @return from 0 to 1
    /// @throws IllegalArgumentException if there is no label of this name
    public double probability(String name) {
        int at = names.indexOf(name);
        if (at < 0) {
            throw new IllegalArgumentException("there is no label '" + name + "'; the labels are " + String.join(", ", names));
        }
        return probabilities.get(at);
    }

    @Override
    public String text() {
        return labels().stream().collect(Collectors.joining(" "));
    }
}
