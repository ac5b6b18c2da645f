package org.madaline.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import org.madaline.data.Split;
import org.madaline.linear.Classifier;

/// Empirical against estimated true risk along something that is varied: overfitting shows as the gap between them.
///                                                                                        (book, eq. 2.13 to 2.16)
///
/// @param points in the order of the values given
public record Curve(List<Point> points) {

    /// One value of what is varied.
    ///
    /// @param value  what was varied: the number of training examples, or a setting
    /// @param result the risks there
    public record Point(double value, CrossValidation result) {
        /// {@return test risk minus training risk}
        public double gap() {
            return result.testRisk() - result.trainingRisk();
        }
    }

    /// The list is copied.
    public Curve {
        points = List.copyOf(points);
    }

    /// {@return the learning curve: risks against the number of training examples, the first ones of each split's}
    ///
    /// @param classifier fitted anew for each point
    /// @param splits     all of which are taken for each point
    /// @param sizes      numbers of training examples, one for each point
    /// @throws IllegalArgumentException if a size is not within what each split has
    public static Curve learning(Classifier classifier, List<Split> splits, int... sizes) {
        for (Split split : splits) {
            for (int size : sizes) {
                if (size < 1 || size > split.train().size()) {
                    throw new IllegalArgumentException("a learning curve takes from 1 to " + split.train().size()
                            + " training examples, not " + size);
                }
            }
        }
        return new Curve(Arrays.stream(sizes)
                .mapToObj(size -> new Point(size, new CrossValidation(splits.stream()
                        .map(s -> CrossValidation.fold(classifier, s.train().take(size), s.test()))
                        .toList())))
                .toList());
    }

    /// {@return the validation curve: risks against a setting, such as the strength of a penalty or the degree of a basis}
    ///
    /// @param classifierOf the classifier of a setting
    /// @param splits       all of which are taken for each point
    /// @param values       of the setting, one for each point
    public static Curve validation(DoubleFunction<Classifier> classifierOf, List<Split> splits, double... values) {
        return new Curve(Arrays.stream(values)
                .mapToObj(v -> new Point(v, CrossValidation.of(classifierOf.apply(v), splits)))
                .toList());
    }

    /// {@return the point of least test risk; the first of equals}
    public Point best() {
        Point best = points.getFirst();
        for (Point point : points) {
            best = point.result().testRisk() < best.result().testRisk() ? point : best;
        }
        return best;
    }
}
