package org.madaline.metric;

import java.util.ArrayList;
import java.util.List;

/// Whether probabilities mean what they say: of the examples given about 0.8, are 80 % right? The examples are sorted
/// into bins of equal width by their probability.
///
/// @param bins those that hold an example, by increasing probability
public record Calibration(List<Bin> bins) {
    /// The examples of one bin.
    ///
    /// @param count      their number
    /// @param confidence the mean of the probabilities
    /// @param accuracy   the part of them that is right
    public record Bin(int count, double confidence, double accuracy) {}

    /// The bins cannot be changed.
    public Calibration {
        bins = List.copyOf(bins);
    }

    /// Of any number of classes: the probability is that of the predicted class, right is where it is the actual one.
    ///
    /// @param bins the number of bins, usually 10 or 15
    /// @param actual the class index of each example
    /// @param probabilities a row for each example, one probability for each class
    /// @return the bins that hold an example
    /// @throws IllegalArgumentException if the rows are no probabilities
    public static Calibration of(int[] actual, double[][] probabilities, int bins) {
        MetricChecks.probabilities(actual, probabilities);
        double[] confidence = new double[actual.length];
        boolean[] right = new boolean[actual.length];
        for (int i = 0; i < actual.length; i++) {
            int predicted = Classification.argMax(probabilities[i]);
            confidence[i] = probabilities[i][predicted];
            right[i] = predicted == actual[i];
        }
        return of(right, confidence, bins);
    }

    /// Of two classes: the probability is that of the positive class.
    ///
    /// @param bins the number of bins, usually 10 or 15
    /// @param positive whether each example belongs to the positive class
    /// @param probabilities of the positive class, one for each example
    /// @return the bins that hold an example
    /// @throws IllegalArgumentException if a number is no probability
    public static Calibration of(boolean[] positive, double[] probabilities, int bins) {
        MetricChecks.sameLength(positive.length, probabilities.length);
        if (bins < 1) {
            throw new IllegalArgumentException("there is at least one bin, not " + bins);
        }
        int[] count = new int[bins];
        int[] right = new int[bins];
        double[] sum = new double[bins];
        for (int i = 0; i < positive.length; i++) {
            double p = probabilities[i];
            if (!(p >= 0 && p <= 1)) {
                throw new IllegalArgumentException("example " + i + " has the probability " + p);
            }
            int bin = Math.min((int) (p * bins), bins - 1);
            count[bin]++;
            right[bin] += positive[i] ? 1 : 0;
            sum[bin] += p;
        }
        List<Bin> filled = new ArrayList<>();
        for (int b = 0; b < bins; b++) {
            if (count[b] > 0) {
                filled.add(new Bin(count[b], sum[b] / count[b], (double) right[b] / count[b]));
            }
        }
        return new Calibration(filled);
    }

    /// The expected calibration error: the mean over the examples of |accuracy - confidence| of their bins.
    ///
    /// @return from 0, perfectly calibrated, to 1
    public double expectedError() {
        double sum = 0;
        int total = 0;
        for (Bin bin : bins) {
            sum += bin.count * Math.abs(bin.accuracy - bin.confidence);
            total += bin.count;
        }
        return sum / total;
    }
}
