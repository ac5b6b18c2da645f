package org.madaline.metric;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// The receiver operating characteristic: for each threshold t, deciding for the positive class where the score is t or
/// more, the part of the negatives that are wrongly and of the positives that are rightly called positive. A point
/// midway between its neighbours is left out.
///
/// @param falsePositiveRates from 0 to 1
/// @param truePositiveRates  from 0 to 1
/// @param thresholds         decreasing, the first is infinite: nothing is called positive
public record RocCurve(double[] falsePositiveRates, double[] truePositiveRates, double[] thresholds) {
    /// The curve of scores for two classes.
    ///
    /// @param positive whether each example belongs to the positive class
    /// @param scores   the larger, the more likely positive; need not be a probability
    /// @return its points, from nothing called positive to everything
    /// @throws IllegalArgumentException if all examples belong to one class, a score is NaN or the lengths differ
    public static RocCurve of(boolean[] positive, double[] scores) {
        MetricChecks.sameLength(positive.length, scores.length);
        MetricChecks.numbers(scores);
        int positives = MetricChecks.count(positive);
        int negatives = positive.length - positives;
        if (positives == 0 || negatives == 0) {
            throw new IllegalArgumentException("a ROC curve needs examples of both classes; all " + positive.length
                    + " are " + (positives == 0 ? "negative" : "positive"));
        }
        int[] order = MetricChecks.decreasing(scores);
        int[] falses = new int[order.length + 1];
        int[] trues = new int[order.length + 1];
        double[] thresholds = new double[order.length + 1];
        thresholds[0] = Double.POSITIVE_INFINITY;
        int points = 1;
        for (int i = 0, tp = 0; i < order.length; i++) {
            tp += positive[order[i]] ? 1 : 0;
            if (i + 1 == order.length || scores[order[i + 1]] != scores[order[i]]) {
                trues[points] = tp;
                falses[points] = i + 1 - tp;
                thresholds[points++] = scores[order[i]];
            }
        }
        int last = points - 1;
        // A point midway between its neighbours adds nothing; the first one after the origin is always kept.
        int[] kept = IntStream.rangeClosed(0, last)
                .filter(i -> i < 2
                        || i == last
                        || 2 * trues[i] != trues[i - 1] + trues[i + 1]
                        || 2 * falses[i] != falses[i - 1] + falses[i + 1])
                .toArray();
        return new RocCurve(
                Arrays.stream(kept).mapToDouble(i -> (double) falses[i] / negatives).toArray(),
                Arrays.stream(kept).mapToDouble(i -> (double) trues[i] / positives).toArray(),
                Arrays.stream(kept).mapToDouble(i -> thresholds[i]).toArray());
    }

    /// The area under the curve: the probability that a random positive scores higher than a random negative, where
    /// a tie counts one half.
    ///
    /// @return from 0 to 1; 0.5 for scores that tell nothing
    public double area() {
        double area = 0;
        for (int i = 1; i < thresholds.length; i++) {
            area += (falsePositiveRates[i] - falsePositiveRates[i - 1])
                    * (truePositiveRates[i] + truePositiveRates[i - 1])
                    / 2;
        }
        return area;
    }

    /// The mean over the classes of the area of each class against all others.
    ///
    /// @param labels the class index of each example; every class must occur
    /// @param scores a row of scores for each example
    /// @return from 0 to 1
    public static double macroArea(int[] labels, double[][] scores) {
        MetricChecks.sameLength(labels.length, scores.length);
        int classes = scores[0].length;
        MetricChecks.labels(labels, classes);
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            boolean[] positive = new boolean[labels.length];
            for (int i = 0; i < labels.length; i++) {
                positive[i] = labels[i] == c;
            }
            int column = c;
            double[] ofClass = Arrays.stream(scores)
                    .flatMapToDouble(row -> DoubleStream.of(row[column]))
                    .toArray();
            sum += of(positive, ofClass).area();
        }
        return sum / classes;
    }
}
