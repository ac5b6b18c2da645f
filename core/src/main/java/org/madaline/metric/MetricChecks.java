package org.madaline.metric;

import java.util.stream.IntStream;

/// What all figures ask of their arguments.
final class MetricChecks {
    private MetricChecks() {}

    static void sameLength(int first, int second) {
        if (first != second) {
            throw new IllegalArgumentException("there are " + first + " examples, but " + second + " predictions");
        }
        if (first == 0) {
            throw new IllegalArgumentException("there is no example to judge by");
        }
    }

    static void labels(int[] labels, int classes) {
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= classes) {
                throw new IllegalArgumentException(
                        "example " + i + " has class " + labels[i] + ", but there are " + classes + " classes");
            }
        }
    }

    static void numbers(double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (Double.isNaN(values[i])) {
                throw new IllegalArgumentException("the score of example " + i + " is NaN");
            }
        }
    }

    /// Checks one row of probabilities for each example, of equal length.
    static void probabilities(int[] labels, double[][] probabilities) {
        sameLength(labels.length, probabilities.length);
        int classes = probabilities[0].length;
        labels(labels, classes);
        for (int i = 0; i < probabilities.length; i++) {
            if (probabilities[i].length != classes) {
                throw new IllegalArgumentException("example " + i + " has " + probabilities[i].length
                        + " probabilities, example 0 has " + classes);
            }
            double sum = 0;
            for (double p : probabilities[i]) {
                if (!(p >= 0 && p <= 1)) {
                    throw new IllegalArgumentException("example " + i + " has the probability " + p);
                }
                sum += p;
            }
            if (Math.abs(sum - 1) > 1e-3) {
                throw new IllegalArgumentException("the probabilities of example " + i + " add up to " + sum);
            }
        }
    }

    /// The indices in the order of decreasing score; equal scores keep their order.
    static int[] decreasing(double[] scores) {
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted((a, b) -> Double.compare(scores[b], scores[a]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    static int count(boolean[] values) {
        int count = 0;
        for (boolean value : values) {
            count += value ? 1 : 0;
        }
        return count;
    }
}
