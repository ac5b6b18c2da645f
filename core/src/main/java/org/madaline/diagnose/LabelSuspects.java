package org.madaline.diagnose;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Labels that look wrong, by confident learning (Northcutt et al. 2021): a model that has not seen an example gives its
/// label a small probability, and another class at least the probability that it gives to examples of that class on average.
///
/// @param examples how many were looked at
/// @param right    the share of them whose label the model names, from 0 to 1
/// @param suspects the least probable first
public record LabelSuspects(int examples, double right, List<Suspect> suspects) {
    /// What a label's probability is below where it looks wrong.
    private static final double UNLIKELY = 0.05;

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
    /// @param probabilities `[examples][classes]`, of a model that has not seen the example
    /// @return those that do
    /// @throws IllegalArgumentException if there are not as many labels as rows
    public static LabelSuspects of(int[] labels, double[][] probabilities) {
        if (labels.length != probabilities.length) {
            throw new IllegalArgumentException(labels.length + " labels, but probabilities of " + probabilities.length + " examples");
        }
        int classes = labels.length == 0 ? 0 : probabilities[0].length;
        var usual = new double[classes];
        var counts = new int[classes];
        int right = 0;
        for (int i = 0; i < labels.length; i++) {
            usual[labels[i]] += probabilities[i][labels[i]];
            counts[labels[i]]++;
            right += best(probabilities[i]) == labels[i] ? 1 : 0;
        }
        List<Suspect> suspects = new ArrayList<>();
        for (int i = 0; i < labels.length; i++) {
            double[] p = probabilities[i];
            int better = best(p);
            if (better != labels[i] && p[labels[i]] < UNLIKELY && p[better] * counts[better] >= usual[better]) {
                suspects.add(new Suspect(i, labels[i], better, p[labels[i]], p[better]));
            }
        }
        suspects.sort(Comparator.comparingDouble(Suspect::probability));
        return new LabelSuspects(labels.length, labels.length == 0 ? Double.NaN : (double) right / labels.length, suspects);
    }

    private static int best(double[] p) {
        int best = 0;
        for (int k = 1; k < p.length; k++) {
            best = p[k] > p[best] ? k : best;
        }
        return best;
    }
}
