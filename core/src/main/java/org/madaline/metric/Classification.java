package org.madaline.metric;

/// Figures of a classifier that gives scores or probabilities. A row of `scores` or `probabilities` holds one number
/// for each class.
public final class Classification {
    /// What a probability of 0 counts as in the log loss, so that it stays finite.
    private static final double LEAST = Math.ulp(1.0);

    private Classification() {}

    /// The part of the examples whose class was predicted.
    ///
    /// @param actual the class index of each example
    /// @param predicted the class index predicted
    /// @return from 0 to 1
    public static double accuracy(int[] actual, int[] predicted) {
        MetricChecks.sameLength(actual.length, predicted.length);
        int right = 0;
        for (int i = 0; i < actual.length; i++) {
            right += actual[i] == predicted[i] ? 1 : 0;
        }
        return (double) right / actual.length;
    }

    /// The class of the greatest score, the first of several.
    ///
    /// @param scores one for each class
    /// @return its index
    /// @throws IllegalArgumentException if a score is NaN
    public static int argMax(double[] scores) {
        MetricChecks.numbers(scores);
        int best = 0;
        for (int c = 1; c < scores.length; c++) {
            best = scores[c] > scores[best] ? c : best;
        }
        return best;
    }

    /// The part of the examples whose class is among the k greatest scores. Of classes with equal scores, those with
    /// the greater index count as greater, as in scikit-learn.
    ///
    /// @param actual the class index of each example
    /// @param scores a row for each example, one score for each class
    /// @param k how many guesses there are, 1 for plain accuracy
    /// @return from 0 to 1
    /// @throws IllegalArgumentException if k is not from 1 to the number of classes, or a score is NaN
    public static double topK(int[] actual, double[][] scores, int k) {
        MetricChecks.sameLength(actual.length, scores.length);
        int classes = scores[0].length;
        MetricChecks.labels(actual, classes);
        if (k < 1 || k > classes) {
            throw new IllegalArgumentException("k lies between 1 and the number of classes, " + classes + ", not " + k);
        }
        int right = 0;
        for (int i = 0; i < actual.length; i++) {
            MetricChecks.numbers(scores[i]);
            double own = scores[i][actual[i]];
            int better = 0;
            for (int c = 0; c < classes; c++) {
                better += scores[i][c] > own || scores[i][c] == own && c > actual[i] ? 1 : 0;
            }
            right += better < k ? 1 : 0;
        }
        return (double) right / actual.length;
    }

    /// The mean of -ln p over the probabilities p of the actual classes: the cross entropy of the book's (3.17).
    ///
    /// @param actual the class index of each example
    /// @param probabilities a row for each example, one probability for each class
    /// @return nats for each example, 0 for certain and right predictions
    /// @throws IllegalArgumentException if the rows are no probabilities
    public static double logLoss(int[] actual, double[][] probabilities) {
        MetricChecks.probabilities(actual, probabilities);
        double sum = 0;
        for (int i = 0; i < actual.length; i++) {
            double whole = 0;
            for (double p : probabilities[i]) {
                whole += clip(p);
            }
            sum -= Math.log(clip(probabilities[i][actual[i]]) / whole);
        }
        return sum / actual.length;
    }

    private static double clip(double p) {
        return Math.clamp(p, LEAST, 1 - LEAST);
    }

    /// The Brier score of two classes: the mean of (p - y)², p the probability of the positive class; from 0 to 1.
    ///
    /// @param positive whether each example belongs to the positive class
    /// @param probabilities of the positive class, one for each example
    /// @return 0 for certain and right predictions, 1 for certain and wrong ones
    /// @throws IllegalArgumentException if a number is no probability
    public static double brier(boolean[] positive, double[] probabilities) {
        MetricChecks.sameLength(positive.length, probabilities.length);
        double sum = 0;
        for (int i = 0; i < positive.length; i++) {
            double p = probabilities[i];
            if (!(p >= 0 && p <= 1)) {
                throw new IllegalArgumentException("example " + i + " has the probability " + p);
            }
            sum += positive[i] ? (1 - p) * (1 - p) : p * p;
        }
        return sum / positive.length;
    }

    /// The Brier score of any number of classes: the mean of Σ (pₖ - yₖ)² with y one-hot; from 0 to 2, so that for two
    /// classes it is twice the other.
    ///
    /// @param actual the class index of each example
    /// @param probabilities a row for each example, one probability for each class
    /// @return 0 for certain and right predictions, 2 for certain and wrong ones
    /// @throws IllegalArgumentException if the rows are no probabilities
    public static double brier(int[] actual, double[][] probabilities) {
        MetricChecks.probabilities(actual, probabilities);
        double sum = 0;
        for (int i = 0; i < actual.length; i++) {
            for (int c = 0; c < probabilities[i].length; c++) {
                double difference = probabilities[i][c] - (c == actual[i] ? 1 : 0);
                sum += difference * difference;
            }
        }
        return sum / actual.length;
    }
}
