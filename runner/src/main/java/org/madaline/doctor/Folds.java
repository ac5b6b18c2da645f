package org.madaline.doctor;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.madaline.data.Dataset;
import org.madaline.kernels.CounterRandom;
import org.madaline.linear.Lbfgs;
import org.madaline.linear.LinearEstimator;
import org.madaline.linear.LinearModel;
import org.madaline.linear.LinearRegression;
import org.madaline.linear.Settings;
import org.madaline.linear.SoftmaxRegression;
import org.madaline.task.ClassTask;
import org.madaline.task.NumberTask;
import org.madaline.train.Penalty;

/// What linear models say of examples that they have not seen, fold by fold.
///
/// @param data    the examples
/// @param outputs of each example: probabilities of the classes, or a number
record Folds(Dataset data, double[][] outputs) {
    private static final int FOLDS = 5;

    /// So many values are fitted in a few seconds.
    private static final int MOST_VALUES = 5_000_000;

    private static final Settings SETTINGS = Settings.DEFAULT.withPenalty(Penalty.l2(1));

    /// Of many weights the way to the optimum is long, and its last part makes the model surer than it is right.
    private static final Settings SHORT = SETTINGS.withSolver(new Lbfgs(10, 50, 1e-3, 0));

    private static final int MANY_WEIGHTS = 1000;

    /// Some examples, where all would take long, without those whose class occurs in one fold alone.
    static Folds of(Dataset all) {
        int most = Math.max(200, MOST_VALUES / all.inputShape().size() / Math.max(1, all.classNames().size() / 4));
        int[] order = CounterRandom.permutation(CounterRandom.key(1, "doctor's folds"), 0, all.size());
        Dataset some = all.subset(Arrays.stream(order).limit(most).toArray());
        if (!some.classNames().isEmpty()) {
            int[] counts = some.classCounts();
            int[] labels = some.labels();
            some = some.subset(IntStream.range(0, labels.length).filter(i -> counts[labels[i]] > 1).toArray());
        }
        Dataset data = some;
        int[] folds = dealt(data);
        var outputs = new double[data.size()][];
        for (int fold = 0; fold < FOLDS; fold++) {
            int held = fold;
            int[] inner = IntStream.range(0, data.size()).filter(i -> folds[i] != held).toArray();
            int[] outer = IntStream.range(0, data.size()).filter(i -> folds[i] == held).toArray();
            double[][] answers = answers(data.subset(inner), data.subset(outer));
            for (int i = 0; i < outer.length; i++) {
                outputs[outer[i]] = answers[i];
            }
        }
        return new Folds(data, outputs);
    }

    /// The fold of each example; classes are spread evenly.
    private static int[] dealt(Dataset data) {
        IntStream places = IntStream.range(0, data.size());
        int[] order = data.classNames().isEmpty() ? places.toArray() : sorted(places, data.labels());
        int[] folds = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            folds[order[i]] = i % FOLDS;
        }
        return folds;
    }

    private static int[] sorted(IntStream places, int... labels) {
        return places.boxed().sorted(Comparator.comparingInt(i -> labels[i])).mapToInt(i -> i).toArray();
    }

    private static double[][] answers(Dataset train, Dataset test) {
        if (train.classNames().isEmpty()) {
            var model = new LinearEstimator(new LinearRegression(SETTINGS).fit(LinearEstimator.matrix(train), numbers(train)));
            return model.outputs(test);
        }
        // Classes that do not occur here have no scores.
        int[] counts = train.classCounts();
        int[] known = IntStream.range(0, counts.length).filter(k -> counts[k] > 0).toArray();
        int[] labels = Arrays.stream(train.labels()).map(label -> Arrays.binarySearch(known, label)).toArray();
        var task = new ClassTask(Arrays.stream(known).mapToObj(train.classNames()::get).toList());
        LinearModel fitted = new SoftmaxRegression(train.inputShape().size() * known.length > MANY_WEIGHTS ? SHORT : SETTINGS).fit(LinearEstimator.matrix(train), labels);
        var model = new LinearEstimator(fitted);
        return Arrays.stream(model.outputs(test)).map(row -> {
            double[] p = task.probabilities(row, model.form());
            double[] all = new double[train.classNames().size()];
            for (int k = 0; k < known.length; k++) {
                all[known[k]] = p[k];
            }
            return all;
        }).toArray(double[][]::new);
    }

    /// The y of all examples, on the scale of the model.
    private static double[] numbers(Dataset data) {
        double[] x = new double[data.inputShape().size()];
        double[] y = new double[data.size()];
        for (int i = 0; i < y.length; i++) {
            data.read(i, x, 0, y, i);
        }
        return y;
    }

    /// The true numbers, in the unit of the data.
    double[] actual() {
        return unscaled(Arrays.stream(numbers(data)));
    }

    /// The predicted numbers, in the unit of the data.
    double[] predicted() {
        return unscaled(Arrays.stream(outputs).mapToDouble(row -> row[0]));
    }

    private double[] unscaled(DoubleStream values) {
        return data.task().orElse(null) instanceof NumberTask task ? values.map(task.targets().getFirst()::unscaled).toArray() : values.toArray();
    }
}
