package org.madaline.metric;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// How often an example of each class was taken for each class. Where a figure divides zero by zero (a class that never
/// occurs, or is never predicted), it is 0, as in scikit-learn.
public final class ConfusionMatrix {
    private final long[][] counts;
    private final List<String> classNames;
    private final long total;

    private ConfusionMatrix(long[][] counts, List<String> classNames) {
        this.counts = counts;
        this.classNames = List.copyOf(classNames);
        this.total = Arrays.stream(counts).flatMapToLong(Arrays::stream).sum();
    }

    /// Counts the pairs.
    ///
    /// @param actual     the class index of each example
    /// @param predicted  the class index predicted
    /// @param classNames the names of the classes
    /// @return the table of counts
    /// @throws IllegalArgumentException if there is no example, the lengths differ or an index has no name
    public static ConfusionMatrix of(int[] actual, int[] predicted, List<String> classNames) {
        MetricChecks.sameLength(actual.length, predicted.length);
        int classes = classNames.size();
        MetricChecks.labels(actual, classes);
        MetricChecks.labels(predicted, classes);
        long[][] counts = new long[classes][classes];
        for (int i = 0; i < actual.length; i++) {
            counts[actual[i]][predicted[i]]++;
        }
        return new ConfusionMatrix(counts, classNames);
    }

    /// The names of the classes.
    ///
    /// @return in the order of their indices
    public List<String> classNames() {
        return classNames;
    }

    /// How many examples of class `actual` were taken for class `predicted`.
    ///
    /// @param actual a class index
    /// @param predicted a class index
    /// @return the number of examples in that cell
    public long count(int actual, int predicted) {
        return counts[actual][predicted];
    }

    /// The number of examples.
    ///
    /// @return the sum of all counts
    public long total() {
        return total;
    }

    /// The number of examples of a class.
    ///
    /// @param c the class's index
    /// @return the sum of its row
    public long support(int c) {
        return Arrays.stream(counts[c]).sum();
    }

    /// How often a class was predicted.
    ///
    /// @param c the class's index
    /// @return the sum of its column
    public long predictions(int c) {
        return Arrays.stream(counts).mapToLong(row -> row[c]).sum();
    }

    /// The part of all examples that were taken for what they are.
    ///
    /// @return from 0 to 1
    public double accuracy() {
        return ratio(correct(), total);
    }

    private long correct() {
        return IntStream.range(0, counts.length).mapToLong(c -> counts[c][c]).sum();
    }

    /// Of the examples taken for class c, the part that belongs to it: TP / (TP + FP).
    ///
    /// @param c the class's index
    /// @return from 0 to 1; 0 where the class was never predicted
    public double precision(int c) {
        return ratio(counts[c][c], predictions(c));
    }

    /// Of the examples of class c, the part taken for it: TP / (TP + FN).
    ///
    /// @param c the class's index
    /// @return from 0 to 1; 0 where the class never occurs
    public double recall(int c) {
        return ratio(counts[c][c], support(c));
    }

    /// The harmonic mean of precision and recall: 2 TP / (2 TP + FP + FN).
    ///
    /// @param c the class's index
    /// @return from 0 to 1; 0 where the class neither occurs nor is predicted
    public double f1(int c) {
        return ratio(2.0 * counts[c][c], support(c) + predictions(c));
    }

    /// The average precision over the classes.
    ///
    /// @param average over what
    /// @return from 0 to 1; MICRO is the accuracy
    public double precision(Average average) {
        return average(average, this::precision);
    }

    /// The average recall over the classes.
    ///
    /// @param average over what
    /// @return from 0 to 1; MICRO and WEIGHTED are the accuracy
    public double recall(Average average) {
        return average(average, this::recall);
    }

    /// The average F1 over the classes.
    ///
    /// @param average over what
    /// @return from 0 to 1; MICRO is the accuracy
    public double f1(Average average) {
        return average(average, this::f1);
    }

    private double average(Average average, IntToDoubleFunction figure) {
        return switch (average) {
            case MACRO -> IntStream.range(0, counts.length)
                    .filter(c -> support(c) + predictions(c) > 0)
                    .mapToDouble(figure)
                    .average()
                    .orElse(0);
            // Each wrong example is one false positive and one false negative, so that all three are the accuracy.
            case MICRO -> accuracy();
            case WEIGHTED -> IntStream.range(0, counts.length)
                            .mapToDouble(c -> figure.applyAsDouble(c) * support(c))
                            .sum()
                    / total;
        };
    }

    /// Matthews' correlation of actual and predicted class, from -1 to 1; 0 where one of them never varies.
    ///
    /// @return -1 to 1, 1 where all are right
    public double matthewsCorrelation() {
        double product = 0;
        double actualSquares = 0;
        double predictedSquares = 0;
        for (int c = 0; c < counts.length; c++) {
            product += (double) support(c) * predictions(c);
            actualSquares += (double) support(c) * support(c);
            predictedSquares += (double) predictions(c) * predictions(c);
        }
        double all = (double) total * total;
        return ratio(
                (double) correct() * total - product, Math.sqrt((all - actualSquares) * (all - predictedSquares)));
    }

    private static double ratio(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }

    /// A copy of the counts, one row for each actual class.
    ///
    /// @return `[actual][predicted]`
    public long[][] toArray() {
        return Arrays.stream(counts).map(long[]::clone).toArray(long[][]::new);
    }

    /// A table, rows for the actual classes, columns for the predicted ones.
    @Override
    public String toString() {
        int name = classNames.stream().mapToInt(String::length).max().orElse(0);
        int width = Math.max(Math.min(name, 12), Long.toString(total).length()) + 1;
        StringBuilder table = new StringBuilder(" ".repeat(name));
        for (String column : classNames) {
            table.append(String.format("%" + width + "s", column.substring(0, Math.min(column.length(), width - 1))));
        }
        for (int c = 0; c < counts.length; c++) {
            table.append(String.format("%n%" + name + "s", classNames.get(c)));
            for (long count : counts[c]) {
                table.append(String.format("%" + width + "d", count));
            }
        }
        return table.toString();
    }
}
