package org.madaline.doctor;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.madaline.data.Dataset;
import org.madaline.diagnose.LabelSuspects;
import org.madaline.runs.Text;

/// Whether examples tell their labels, and which labels look wrong.
final class LabelChecks {
    private static final String SIGNAL = "signal";
    private static final String LABELS = "labels";

    /// Below this a model that is often wrong itself says nothing of labels.
    private static final double TRUSTED = 0.7;

    /// More than this share of labels that look wrong is no accident.
    private static final double MANY = 0.02;

    /// How many times the usual error makes a number look wrong.
    private static final double FAR = 12;

    private static final String READ_THEM = "look at them, and mend or leave out those that are wrong";

    private static final String RIGHT_COLUMN = "is --label the right column, and do the others say anything of it?";

    private LabelChecks() {}

    /// Labels of classes, by probabilities of models that have not seen the examples.
    static Diagnosis classes(Dataset data, double[][] probabilities, String source) {
        LabelSuspects found = LabelSuspects.of(data.labels(), probabilities);
        if (found.right() < TRUSTED) {
            return Diagnosis.of(List.of());
        }
        List<Diagnosis.Doubt> doubts = found.suspects().stream().map(s -> new Diagnosis.Doubt(data.name(s.example()),
                data.classNames().get(s.label()), data.classNames().get(s.better()), s.probability())).toList();
        int count = doubts.size();
        String text = Text.format("%s of %s look wrong to %s%s", count == 0 ? "none" : Text.count(count), Text.count(found.examples()), source,
                count == 0 ? "" : Text.format(", where chance alone would make about %.0f", found.usual()));
        Finding finding = count <= found.usual() + 2 * Math.sqrt(found.usual()) ? Finding.good(LABELS, text)
                : count >= 5 && count > found.usual() + MANY * found.examples() ? Finding.wrong(LABELS, READ_THEM, text)
                : Finding.look(LABELS, READ_THEM, text);
        return new Diagnosis(List.of(finding), Optional.empty(), Optional.empty(), Optional.empty(), doubts);
    }

    /// Numbers that lie far from what is predicted for them, in the unit of the data.
    static Diagnosis numbers(Dataset data, double[] actual, double[] predicted, String source) {
        double[] apart = IntStream.range(0, actual.length).mapToDouble(i -> Math.abs(actual[i] - predicted[i])).toArray();
        double[] sorted = apart.clone();
        Arrays.sort(sorted);
        double usual = 1.4826 * sorted[sorted.length / 2];
        List<Diagnosis.Doubt> doubts = IntStream.range(0, apart.length)
                .filter(i -> apart[i] > FAR * usual && usual > 0)
                .boxed()
                .sorted((i, j) -> Double.compare(apart[j], apart[i]))
                .map(i -> new Diagnosis.Doubt(data.name(i), Text.value(actual[i]), Text.value(predicted[i]), Double.NaN))
                .toList();
        String text = Text.format("%s of %s lie more than %.0f times the usual error from what %s says", doubts.isEmpty() ? "none"
                : Text.count(doubts.size()), Text.count(apart.length), FAR, source);
        return new Diagnosis(List.of(doubts.isEmpty() ? Finding.good(LABELS, text) : Finding.look(LABELS, READ_THEM, text)),
                Optional.empty(), Optional.empty(), Optional.empty(), doubts);
    }

    /// What models that have not seen an example tell of its number, beside what the mean does.
    ///
    /// @param sure whether no other model can do better
    static Finding signal(double[] actual, double[] predicted, String source, boolean sure) {
        double mean = Arrays.stream(actual).average().orElse(0);
        double all = 0;
        double left = 0;
        for (int i = 0; i < actual.length; i++) {
            all += (actual[i] - mean) * (actual[i] - mean);
            left += (actual[i] - predicted[i]) * (actual[i] - predicted[i]);
        }
        double explained = 1 - left / all;
        return signal(explained > 4.0 / actual.length, sure, Text.format("%s explains %s of the variance of examples that it has not seen",
                source, Text.percent(Math.max(0, explained))));
    }

    /// What models that have not seen an example tell of its class, beside what always naming the largest does.
    ///
    /// @param sure whether no other model can do better
    static Finding signal(int[] labels, double[][] probabilities, String source, boolean sure) {
        var counts = new int[probabilities[0].length];
        for (int label : labels) {
            counts[label]++;
        }
        double right = LabelSuspects.of(labels, probabilities).right();
        double constant = Arrays.stream(counts).max().orElse(0) / (double) labels.length;
        boolean better = right > constant + 2 * Math.sqrt(constant * (1 - constant) / labels.length)
                || confident(labels, probabilities, counts);
        return signal(better, sure, Text.format("%s is right on %s of examples that it has not seen; always naming the largest class on %s",
                source, Text.percent(right), Text.percent(constant)));
    }

    private static Finding signal(boolean better, boolean sure, String text) {
        String said = "no better than a constant: " + text;
        return better ? Finding.good(SIGNAL, text)
                : sure ? Finding.wrong(SIGNAL, RIGHT_COLUMN, said)
                : Finding.look(SIGNAL, RIGHT_COLUMN + "; a network may see what a linear model does not", said);
    }

    /// Whether the log loss is less than that of the classes' shares: of classes of which one is nearly all, rightness says
    /// little.
    private static boolean confident(int[] labels, double[][] p, int... counts) {
        double gain = 0;
        double squares = 0;
        for (int i = 0; i < labels.length; i++) {
            double own = StrictMath.log(Math.max(p[i][labels[i]], 1e-12)) - StrictMath.log((double) counts[labels[i]] / labels.length);
            gain += own;
            squares += own * own;
        }
        return gain > 3 * Math.sqrt(squares);
    }
}
