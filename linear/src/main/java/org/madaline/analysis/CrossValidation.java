package org.madaline.analysis;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.madaline.data.Dataset;
import org.madaline.data.Split;
import org.madaline.linear.Classifier;
import org.madaline.linear.DesignMatrix;
import org.madaline.linear.LinearModel;

/// Estimates of the true risk (book, eq. 2.15) by fitting on one part of a sample and testing on another: hold-out with
/// one split, k-fold and stratified cross-validation with k.
///
/// ```java
/// var result = CrossValidation.of(new LogisticRegression(), Splits.stratifiedKFold(data, 5, 1));
/// ```
///
/// @param folds the result of each split, in order
public record CrossValidation(List<Fold> folds) {

    /// What one split shows.
    ///
    /// @param training the empirical risk on the part fitted to
    /// @param test the risk on the part held back
    public record Fold(Risk training, Risk test) {}

    /// The list is copied.
    ///
    /// @throws IllegalArgumentException if there is no split
    public CrossValidation {
        folds = List.copyOf(folds);
        if (folds.isEmpty()) {
            throw new IllegalArgumentException("cross-validation needs at least one split");
        }
    }

    /// {@return the risks of fitting and testing on each of the splits}
    ///
    /// @param classifier fitted anew for each split
    /// @param splits     at least one, as [org.madaline.data.Splits] makes them
    public static CrossValidation of(Classifier classifier, List<Split> splits) {
        return new CrossValidation(splits.stream().map(s -> fold(classifier, s.train(), s.test())).toList());
    }

    /// Fits on one data set and tests on the other.
    static Fold fold(Classifier classifier, Dataset train, Dataset test) {
        DesignMatrix x = DesignMatrix.of(train);
        int[] labels = train.labels();
        LinearModel model = classifier.fit(x, labels);
        return new Fold(Risk.of(model, x, labels), Risk.of(model, DesignMatrix.of(test), test.labels()));
    }

    /// {@return the mean of the risks on the parts held back}
    public double testRisk() {
        return mean(f -> f.test().mean());
    }

    /// {@return the mean of the empirical risks}
    public double trainingRisk() {
        return mean(f -> f.training().mean());
    }

    /// {@return the mean of the accuracies on the parts held back}
    public double testAccuracy() {
        return mean(f -> f.test().accuracy());
    }

    /// {@return the mean of the accuracies on the parts fitted to}
    public double trainingAccuracy() {
        return mean(f -> f.training().accuracy());
    }

    /// {@return the standard deviation of the test risks between folds; NaN for a single one}
    public double testRiskDeviation() {
        double mean = testRisk();
        double squares = folds.stream().mapToDouble(f -> Math.pow(f.test().mean() - mean, 2)).sum();
        return folds.size() > 1 ? Math.sqrt(squares / (folds.size() - 1)) : Double.NaN;
    }

    private double mean(ToDoubleFunction<Fold> value) {
        return folds.stream().mapToDouble(value).average().orElseThrow();
    }
}
