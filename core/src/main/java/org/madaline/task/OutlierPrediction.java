package org.madaline.task;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// How unusual an example is, and which of its columns make it so.
///
/// @param columns   their names
/// @param errors    how far each is from what the others let expect: 1 is the mean of the training rows
/// @param score     the mean of the errors
/// @param threshold from which score on an example counts as an outlier
public record OutlierPrediction(List<String> columns, List<Double> errors, double score, double threshold) implements Prediction {
    private static final int WHY = 3;

    /// A column's part in a score.
    ///
    /// @param column its name
    /// @param share  of the sum of all errors, from 0 to 1
    /// @param error  how far the cell is from what the others let expect: 1 is the mean of the training rows
    public record Reason(String column, double share, double error) {}

    /// Copies the lists.
    ///
    /// @throws IllegalArgumentException if there are not as many errors as columns
    public OutlierPrediction {
        columns = List.copyOf(columns);
        errors = List.copyOf(errors);
        if (columns.size() != errors.size()) {
            throw new IllegalArgumentException(columns.size() + " columns, but " + errors.size() + " errors");
        }
    }

    /// {@return whether the score is that of an outlier}
    public boolean isOutlier() {
        return score >= threshold;
    }

    /// The columns that are most unexpected.
    ///
    /// @param count at most so many
    /// @return the greatest error first
    public List<Reason> reasons(int count) {
        double sum = errors.stream().mapToDouble(Double::doubleValue).sum();
        return IntStream.range(0, columns.size()).boxed()
                .sorted(Comparator.comparingDouble((Integer c) -> errors.get(c)).reversed())
                .limit(count)
                .map(c -> new Reason(columns.get(c), sum > 0 ? errors.get(c) / sum : 0, errors.get(c)))
                .toList();
    }

    /// {@return `outlier` or `usual`}
    @Override
    public String text() {
        return isOutlier() ? "outlier" : "usual";
    }

    /// {@return the columns that are most unexpected, parted by blanks}
    public String why() {
        return reasons(WHY).stream().map(Reason::column).collect(Collectors.joining(" "));
    }
}
