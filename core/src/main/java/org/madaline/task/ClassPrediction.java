package org.madaline.task;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The class of an example: one of several that exclude each other.
///
/// @param classes their names
/// @param probabilities of the classes, in the same order; their sum is 1
public record ClassPrediction(List<String> classes, List<Double> probabilities) implements Prediction {
    /// A class and its probability.
    ///
    /// @param name of the class
    /// @param probability from 0 to 1
    public record Ranked(String name, double probability) {}

    /// Copies the lists.
    ///
    /// @throws IllegalArgumentException if there is no class, or not as many probabilities as classes
    public ClassPrediction {
        classes = List.copyOf(classes);
        probabilities = List.copyOf(probabilities);
        if (classes.isEmpty() || classes.size() != probabilities.size()) {
            throw new IllegalArgumentException(classes.size() + " classes, but " + probabilities.size() + " probabilities");
        }
    }

    /// The index of the most probable class, the first of several.                          (book, eq. 3.21)
    ///
    /// @return from 0 to the number of classes - 1
    public int index() {
        return IntStream.range(0, classes.size()).boxed()
                .max(Comparator.<Integer>comparingDouble(probabilities::get).thenComparing(Comparator.reverseOrder()))
                .orElseThrow();
    }

    /// The most probable class.
    ///
    /// @return its name
    public String best() {
        return classes.get(index());
    }

    /// The probability of a class.
    ///
    /// @param name of the class
    /// @return from 0 to 1
    /// @throws IllegalArgumentException if there is no class of this name
    public double probability(String name) {
        int at = classes.indexOf(name);
        if (at < 0) {
            throw new IllegalArgumentException("there is no class '" + name + "'; the classes are " + String.join(", ", classes));
        }
        return probabilities.get(at);
    }

    /// The `count` most probable classes, the best first; all where there are fewer.
    ///
    /// @param count at least 0
    /// @return by decreasing probability; equally probable classes in their order
    public List<Ranked> top(int count) {
        return IntStream.range(0, classes.size()).mapToObj(i -> new Ranked(classes.get(i), probabilities.get(i)))
                .sorted(Comparator.comparingDouble(Ranked::probability).reversed()).limit(count).toList();
    }

    /// All probabilities by name, in the order of the classes.
    ///
    /// @return a new map
    public Map<String, Double> byName() {
        Map<String, Double> all = new LinkedHashMap<>();
        IntStream.range(0, classes.size()).forEach(i -> all.put(classes.get(i), probabilities.get(i)));
        return all;
    }

    @Override
    public String text() {
        return best();
    }

    @Override
    public String toString() {
        return top(3).stream().map(r -> String.format(Locale.ROOT, "%s %.4f", r.name(), r.probability()))
                .collect(Collectors.joining(", "));
    }
}
