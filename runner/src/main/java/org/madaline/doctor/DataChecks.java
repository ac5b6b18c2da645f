package org.madaline.doctor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.madaline.data.Dataset;
import org.madaline.runs.Text;
import org.madaline.task.NumberTask;
import org.madaline.task.Task;

/// What the examples themselves say.
final class DataChecks {
    /// Of more examples so many are read, or as many as have this many values.
    private static final int MOST = 50_000;

    private static final int MOST_VALUES = 1 << 23;

    private static final String BALANCE = "classes";
    private static final String NUMBERS = "numbers";

    private DataChecks() {}

    /// @param parameters of the model; 0 where they are not known
    static List<Finding> of(Dataset train, long parameters) {
        List<Finding> findings = new ArrayList<>(List.of(size(train, parameters)));
        if (!train.classNames().isEmpty()) {
            findings.add(balance(train.classNames(), train.classCounts()));
        }
        findings.addAll(values(train.take(Math.min(MOST, MOST_VALUES / train.inputShape().size()))));
        return findings;
    }

    private static Finding size(Dataset train, long parameters) {
        int rows = train.size();
        String text = Text.count(rows, "example") + " of " + Text.count(train.inputShape().size(), "input");
        if (rows < 50) {
            return Finding.look("size", "any score of so few is a matter of luck: judge by --folds 5, and prefer --model linear", text);
        }
        return Finding.good("size", text + (parameters == 0 ? "" : ", " + Text.count(parameters, "parameter") + ": " + beside(rows, parameters)));
    }

    /// With two digits, since more say nothing.
    private static String beside(int rows, long parameters) {
        double ratio = (double) rows / parameters;
        return ratio > 1.5 ? round(ratio) + " examples for each" : ratio > 1 / 1.5 ? "about 1 example for each" : "1 example for " + round(1 / ratio) + " of them";
    }

    private static String round(double ratio) {
        double unit = ratio < 100 ? 1 : StrictMath.pow(10, Math.floor(StrictMath.log10(ratio)) - 1);
        return ratio < 10 ? Text.format("%.1f", ratio) : Text.count(Math.round(ratio / unit) * (long) unit);
    }

    private static Finding balance(List<String> names, int[] counts) {
        int all = Arrays.stream(counts).sum();
        int most = 0;
        int least = 0;
        for (int k = 1; k < counts.length; k++) {
            most = counts[k] > counts[most] ? k : most;
            least = counts[k] < counts[least] ? k : least;
        }
        String text = Text.format("%s, the largest '%s' with %s, the smallest '%s' with %s of the examples to train on",
                Text.count(names.size()) + " classes", names.get(most), Text.percent((double) counts[most] / all),
                names.get(least), Text.percent((double) counts[least] / all));
        if (Arrays.stream(counts).filter(c -> c > 0).count() < 2) {
            return Finding.wrong(BALANCE, "there is nothing to tell apart: is --label the right column?", text);
        }
        if (counts[least] < 5) {
            return Finding.look(BALANCE, Text.format("%s cannot be learnt from so few: gather more, join it with another class, or leave it out",
                    "'" + names.get(least) + "'"), text);
        }
        return counts[most] > 0.9 * all
                ? Finding.look(BALANCE, "always naming the largest class is right that often: judge by the balanced accuracy, and try --balanced", text)
                : Finding.good(BALANCE, text);
    }

    /// What follows from reading them once.
    private static List<Finding> values(Dataset data) {
        var x = new float[data.inputShape().size()];
        var y = new float[data.targetShape().size()];
        var targets = new double[y.length][data.size()];
        Map<Key, Map<Float, Integer>> equal = new HashMap<>();
        String broken = "";
        for (int i = 0; i < data.size(); i++) {
            data.read(i, x, 0, y, 0);
            broken = broken.isEmpty() && !(finite(x) && finite(y)) ? data.name(i) : broken;
            for (int k = 0; k < y.length; k++) {
                targets[k][i] = y[k];
            }
            equal.computeIfAbsent(new Key(x.clone()), _ -> new HashMap<>()).merge(y[0], 1, Integer::sum);
        }
        List<Finding> findings = new ArrayList<>();
        if (!broken.isEmpty()) {
            findings.add(Finding.wrong("values", "such a value spoils all weights in one step: mend the data", "%s holds a value that is no number",
                    broken));
        }
        if (data.classNames().isEmpty()) {
            Optional<Task<?>> task = data.task();
            for (int k = 0; k < targets.length; k++) {
                findings.add(numbers(task.isPresent() && targets.length > 1 ? " of " + task.get().names().get(k) : "",
                        !(task.orElse(null) instanceof NumberTask own) || own.quantiles().isEmpty(), targets[k]));
            }
        } else {
            findings.add(contradictions(equal.values(), data.size()));
        }
        return findings;
    }

    private static boolean finite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    /// Values that are told from others by what they are.
    private record Key(float... values) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && Arrays.equals(values, key.values);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }
    }

    /// How often the best of all models would be right, which gives equal examples equal answers.
    private static Finding contradictions(Iterable<Map<Float, Integer>> groups, int all) {
        int right = 0;
        for (Map<Float, Integer> labels : groups) {
            right += labels.values().stream().mapToInt(n -> n).max().orElse(0);
        }
        double bound = (double) right / all;
        return bound > 0.99
                ? Finding.good("contradictions", right == all ? "no two equal examples have different labels"
                        : Text.count(all - right, "example") + " equal to others in all but the label")
                : Finding.look("contradictions", "no model can do better on these: a column that tells them apart is missing, or labels are wrong",
                        "%s of %s examples are equal to others in all but the label, so that at most %s can be right",
                        Text.count(all - right), Text.count(all), Text.percent(bound));
    }

    /// @param of the number that is meant, where there are several
    /// @param squares whether a square loss is minimized
    private static Finding numbers(String of, boolean squares, double[] y) {
        double[] sorted = y.clone();
        Arrays.sort(sorted);
        double low = sorted[sorted.length / 4];
        double middle = sorted[sorted.length / 2];
        double high = sorted[3 * sorted.length / 4];
        if (sorted[0] == sorted[sorted.length - 1]) {
            return Finding.wrong(NUMBERS, "there is nothing to predict: is --label the right column?", "all labels%s are the same number", of);
        }
        double farthest = Math.max(middle - sorted[0], sorted[sorted.length - 1] - middle);
        return farthest > 20 * (high - low) && high > low
                ? Finding.look(NUMBERS, (squares ? "a square loss sees little else: " : "") + "look at them, cut them off, or predict the logarithm",
                        "the farthest label%s lies %.0f times the middle half's width from the median", of, farthest / (high - low))
                : Finding.good(NUMBERS, "no label%s lies far from the others", of);
    }
}
