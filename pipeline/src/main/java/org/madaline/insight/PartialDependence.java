package org.madaline.insight;

import java.util.List;

/// How a model's answers follow a column: the mean answer over some rows in each of which the column holds the same value
/// (Friedman 2001).
///
/// @param column its name
/// @param numbers the values of a column of numbers, increasing; empty for other columns
/// @param categories the values of another column, the most frequent first; empty for numbers
/// @param answers names and mean answers: the probability of a class, or a predicted number
public record PartialDependence(String column, List<Double> numbers, List<String> categories, List<Answer> answers) {
    /// A mean answer.
    ///
    /// @param name of the class or of the number
    /// @param means one for each value of the column
    public record Answer(String name, List<Double> means) {
        /// Copies the list.
        public Answer {
            means = List.copyOf(means);
        }
    }

    /// Copies the lists.
    public PartialDependence {
        numbers = List.copyOf(numbers);
        categories = List.copyOf(categories);
        answers = List.copyOf(answers);
    }

    /// The same of one of the answers.
    ///
    /// @param answer which one, from 0
    /// @return without the others
    public PartialDependence of(int answer) {
        return new PartialDependence(column, numbers, categories, List.of(answers.get(answer)));
    }

    /// How far the answer that moves most moves.
    ///
    /// @return 0 for a column that changes nothing
    public double range() {
        return answers.stream().mapToDouble(answer -> {
            var bounds = answer.means.stream().mapToDouble(Double::doubleValue).summaryStatistics();
            return bounds.getMax() - bounds.getMin();
        }).max().orElse(0);
    }
}
