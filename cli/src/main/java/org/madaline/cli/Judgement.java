package org.madaline.cli;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.madaline.data.Dataset;
import org.madaline.evaluate.Evaluation;
import org.madaline.metric.Average;
import org.madaline.metric.ConfusionMatrix;
import org.madaline.metric.Regression;
import org.madaline.model.Probabilities;

/// What a model is worth on some data: the figures, printed.
///
/// @param matrix null for a regression
record Judgement(Dataset data, Evaluation evaluation, ConfusionMatrix matrix) {
    /// Wider matrices do not fit a terminal.
    private static final int LARGEST_MATRIX = 16;

    static Judgement of(Predictor model, Dataset data) {
        Evaluation evaluation = model.evaluate(data);
        ConfusionMatrix matrix = data.classNames().isEmpty()
                ? null
                : ConfusionMatrix.of(data.labels(), evaluation.classes(), data.classNames());
        return new Judgement(data, evaluation, matrix);
    }

    /// An error of the model.
    ///
    /// @param probability what it gave to the class that it named
    record Mistake(int index, int actual, int predicted, double probability) {}

    /// The errors of which the model was surest.
    List<Mistake> worst(int count) {
        int[] labels = data.labels();
        int[] classes = evaluation.classes();
        int k = evaluation.outputs().size() / Math.max(1, labels.length);
        return IntStream.range(0, labels.length)
                .filter(i -> labels[i] != classes[i])
                .mapToObj(i -> new Mistake(i, labels[i], classes[i], probabilities(i, k)[classes[i]]))
                .sorted(Comparator.comparingDouble(Mistake::probability).reversed().thenComparingInt(Mistake::index))
                .limit(count)
                .toList();
    }

    private float[] probabilities(int example, int outputs) {
        float[] z = new float[outputs];
        for (int j = 0; j < outputs; j++) {
            z[j] = evaluation.outputs().get(example * outputs + j);
        }
        return Probabilities.of(z);
    }

    /// One line: loss and accuracy.
    String line() {
        String quality = matrix == null ? "R2 " + Text.number(determination()) : "accuracy " + Text.percent(evaluation.accuracy());
        return "loss " + Text.number(evaluation.loss()) + "  " + quality;
    }

    /// The coefficient of determination, which does not depend on the scale of y.
    private double determination() {
        var actual = new double[data.size()];
        var predicted = new double[data.size()];
        float[] x = new float[data.inputShape().size()];
        float[] y = new float[data.targetShape().size()];
        for (int i = 0; i < actual.length; i++) {
            data.read(i, x, 0, y, 0);
            actual[i] = y[0];
            predicted[i] = evaluation.outputs().get(i * y.length);
        }
        return Regression.r2(actual, predicted);
    }

    /// The confusion matrix, and precision and recall of each class.
    void print(Terminal terminal) {
        if (matrix == null) {
            return;
        }
        List<String> names = matrix.classNames();
        if (names.size() <= LARGEST_MATRIX) {
            terminal.line("");
            terminal.line("%s", "Confusion matrix (rows: true class, columns: predicted)");
            confusion(names).print(terminal);
        }
        terminal.line("");
        perClass(names).print(terminal);
    }

    private Table confusion(List<String> names) {
        var table = new Table(IntStream.rangeClosed(0, names.size())
                .mapToObj(i -> ">" + (i == 0 ? "" : names.get(i - 1)))
                .toArray(String[]::new));
        for (int i = 0; i < names.size(); i++) {
            var row = new Object[names.size() + 1];
            row[0] = names.get(i);
            for (int j = 0; j < names.size(); j++) {
                row[j + 1] = matrix.count(i, j) == 0 ? "." : Text.count(matrix.count(i, j));
            }
            table.row(row);
        }
        return table;
    }

    private Table perClass(List<String> names) {
        var table = new Table("class", ">precision", ">recall", ">F1", ">examples");
        for (int c = 0; c < names.size(); c++) {
            table.row(
                    names.get(c),
                    Text.percent(matrix.precision(c)),
                    Text.percent(matrix.recall(c)),
                    Text.percent(matrix.f1(c)),
                    Text.count(matrix.support(c)));
        }
        return table.rule()
                .row(
                        "mean",
                        Text.percent(matrix.precision(Average.MACRO)),
                        Text.percent(matrix.recall(Average.MACRO)),
                        Text.percent(matrix.f1(Average.MACRO)),
                        Text.count(matrix.total()));
    }
}
