package org.madaline.metric;

/// Precision and recall for each threshold t, deciding for the positive class where the score is t or more.
///
/// @param precisions one for each threshold, and 1 at the end
/// @param recalls    decreasing, one for each threshold, and 0 at the end
/// @param thresholds the distinct scores, increasing
public record PrecisionRecallCurve(double[] precisions, double[] recalls, double[] thresholds) {
    /// The curve of scores for two classes.
    ///
    /// @param positive whether each example belongs to the positive class
    /// @param scores   the larger, the more likely positive; need not be a probability
    /// @return its points, by increasing threshold
    /// @throws IllegalArgumentException if no example is positive, a score is NaN or the lengths differ
    public static PrecisionRecallCurve of(boolean[] positive, double[] scores) {
        MetricChecks.sameLength(positive.length, scores.length);
        MetricChecks.numbers(scores);
        int positives = MetricChecks.count(positive);
        if (positives == 0) {
            throw new IllegalArgumentException(
                    "recall needs positive examples; all " + positive.length + " are negative");
        }
        int[] order = MetricChecks.decreasing(scores);
        int points = 1;
        for (int i = 1; i < order.length; i++) {
            points += scores[order[i]] != scores[order[i - 1]] ? 1 : 0;
        }
        double[] precisions = new double[points + 1];
        double[] recalls = new double[points + 1];
        double[] thresholds = new double[points];
        precisions[points] = 1;
        for (int i = 0, tp = 0, point = points; i < order.length; i++) {
            tp += positive[order[i]] ? 1 : 0;
            if (i + 1 == order.length || scores[order[i + 1]] != scores[order[i]]) {
                point--;
                precisions[point] = (double) tp / (i + 1);
                recalls[point] = (double) tp / positives;
                thresholds[point] = scores[order[i]];
            }
        }
        return new PrecisionRecallCurve(precisions, recalls, thresholds);
    }

    /// The area under the curve as a sum of steps, Σ (Rᵢ - Rᵢ₋₁) Pᵢ: without the optimism of straight lines.
    ///
    /// @return from 0 to 1, as scikit-learn's `average_precision_score`
    public double averagePrecision() {
        double sum = 0;
        for (int i = 0; i < thresholds.length; i++) {
            sum += (recalls[i] - recalls[i + 1]) * precisions[i];
        }
        return sum;
    }

    /// The area under the curve with straight lines between its points.
    ///
    /// @return from 0 to 1
    public double area() {
        double sum = 0;
        for (int i = 0; i < thresholds.length; i++) {
            sum += (recalls[i] - recalls[i + 1]) * (precisions[i] + precisions[i + 1]) / 2;
        }
        return sum;
    }
}
