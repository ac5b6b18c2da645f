package org.madaline.diagnose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Labels that look wrong, by confident learning (Northcutt et al. 2021): a model that has not seen an example gives its
/// label a small probability, and another class at least the probability that it gives to examples of that class on average.
/// A model that is surer than it is right, as one with many inputs of few examples, is made milder first: its probabilities
/// are taken to a power below 1 with which their largest are on average as large as the share of labels that the model names.
///
/// @param examples how many were looked at
/// @param right    the share of them whose label the model names, from 0 to 1
/// @param usual    how many labels so improbable there would be, were all right and the model's probabilities true
/// @param suspects the least probable first
public record LabelSuspects(int examples, double right, double usual, List<Suspect> suspects) {
    /// What a label's probability is below where it looks wrong.
    private static final double UNLIKELY = 0.05;

    /// Smaller probabilities are rounding.
    private static final double LEAST = 1e-12;

    /// How much surer than right probabilities may be on average.
    private static final double TOLERANCE = 0.01;

    private static final double MILDER = 0.85;
    private static final double MILDEST = 0.05;

    /// An example whose label looks wrong.
    ///
    /// @param example     its index
    /// @param label       the given class
    /// @param better      the class that is more probable
    /// @param probability of the given class
    /// @param ofBetter    of the better one
    public record Suspect(int example, int label, int better, double probability, double ofBetter) {}

    /// The list is copied.
    public LabelSuspects {
        suspects = List.copyOf(suspects);
    }

    /// Looks for labels that look wrong.
    ///
    /// @param labels        the given class of each example
    /// @param given `[examples][classes]`: probabilities of a model that has not seen the example
    /// @return those that do
    /// @throws IllegalArgumentException if there are not as many labels as rows
    public static LabelSuspects of(int[] labels, double[][] given) {
        if (labels.length != given.length) {
            throw new IllegalArgumentException(labels.length + " labels, but probabilities of " + given.length + " examples");
        }
        double[][] probabilities = calibrated(labels, given);
        int classes = labels.length == 0 ? 0 : probabilities[0].length;
        var own = new double[classes];
        var counts = new int[classes];
        int right = 0;
        for (int i = 0; i < labels.length; i++) {
            own[labels[i]] += probabilities[i][labels[i]];
            counts[labels[i]]++;
            right += best(probabilities[i]) == labels[i] ? 1 : 0;
        }
        List<Suspect> suspects = new ArrayList<>();
        double usual = 0;
        for (int i = 0; i < labels.length; i++) {
            double[] p = probabilities[i];
            int better = best(p);
            usual += Arrays.stream(p).filter(share -> share < UNLIKELY).sum();
            if (better != labels[i] && p[labels[i]] < UNLIKELY && p[better] * counts[better] >= own[better]) {
                suspects.add(new Suspect(i, labels[i], better, p[labels[i]], p[better]));
            }
        }
        suspects.sort(Comparator.comparingDouble(Suspect::probability));
        return new LabelSuspects(labels.length, labels.length == 0 ? Double.NaN : (double) right / labels.length, usual, suspects);
    }

    /// The given ones, or so much milder that they are on average no surer than they are right.
    private static double[][] calibrated(int[] labels, double[][] given) {
        double right = IntStream.range(0, labels.length).filter(i -> best(given[i]) == labels[i]).count() / (double) labels.length;
        double[][] fitting = given;
        for (double power = 1; power > MILDEST && sureness(fitting) > right + TOLERANCE; power *= MILDER) {
            double now = power * MILDER;
            fitting = Arrays.stream(given).map(p -> milder(p, now)).toArray(double[][]::new);
        }
        return fitting;
    }

    private static double sureness(double[][] probabilities) {
        return Arrays.stream(probabilities).mapToDouble(p -> p[best(p)]).average().orElse(0);
    }

    private static double[] milder(double[] p, double power) {
        double[] q = Arrays.stream(p).map(share -> StrictMath.pow(Math.max(share, LEAST), power)).toArray();
        double sum = Arrays.stream(q).sum();
        return Arrays.stream(q).map(share -> share / sum).toArray();
    }

    private static int best(double[] p) {
        int best = 0;
        for (int k = 1; k < p.length; k++) {
            best = p[k] > p[best] ? k : best;
        }
        return best;
    }
}
