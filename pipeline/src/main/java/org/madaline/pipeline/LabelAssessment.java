package org.madaline.pipeline;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.madaline.data.Dataset;
import org.madaline.task.LabelPrediction;
import org.madaline.task.LabelTask;

/// What a model of several labels is worth.
///
/// @param names of the labels
/// @param actual `[examples][labels]`
/// @param predicted `[examples][labels]`
public record LabelAssessment(List<String> names, boolean[][] actual, boolean[][] predicted) implements Assessment {
    static LabelAssessment of(Pipeline<?> pipeline, LabelTask task, Dataset data) {
        int labels = task.names().size();
        if (data.targetShape().size() != labels) {
            throw new IllegalArgumentException("the model tells " + labels + " labels; the examples have "
                    + data.targetShape().size() + " to compare with");
        }
        double[][] outputs = pipeline.estimator().outputs(data);
        boolean[][] actual = new boolean[data.size()][labels];
        boolean[][] predicted = new boolean[data.size()][labels];
        float[] x = new float[data.inputShape().size()];
        float[] y = new float[labels];
        for (int i = 0; i < data.size(); i++) {
            data.read(i, x, 0, y, 0);
            LabelPrediction answer = task.decode(outputs[i], pipeline.estimator().form());
            for (int k = 0; k < labels; k++) {
                actual[i][k] = y[k] >= 0.5f;
                predicted[i][k] = answer.probabilities().get(k) >= task.threshold();
            }
        }
        return new LabelAssessment(task.names(), actual, predicted);
    }

    @Override
    public LabelAssessment subset(int... examples) {
        return new LabelAssessment(names, chosen(actual, examples), chosen(predicted, examples));
    }

    private static boolean[][] chosen(boolean[][] rows, int... examples) {
        return Arrays.stream(examples).mapToObj(i -> rows[i]).toArray(boolean[][]::new);
    }

    @Override
    public int examples() {
        return actual.length;
    }

    /// The share of examples with all labels right, the share of right labels, and F1 over all labels together.
    @Override
    public Map<String, Double> figures() {
        long whole = 0;
        long right = 0;
        long hit = 0;
        long named = 0;
        for (int i = 0; i < actual.length; i++) {
            int ownRight = 0;
            for (int k = 0; k < names.size(); k++) {
                ownRight += actual[i][k] == predicted[i][k] ? 1 : 0;
                hit += actual[i][k] && predicted[i][k] ? 1 : 0;
                named += (actual[i][k] ? 1 : 0) + (predicted[i][k] ? 1 : 0);
            }
            right += ownRight;
            whole += ownRight == names.size() ? 1 : 0;
        }
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("all labels right", (double) whole / actual.length);
        figures.put("labels right", (double) right / ((double) actual.length * names.size()));
        figures.put("F1", named == 0 ? 1 : 2.0 * hit / named);
        return figures;
    }

    @Override
    public String toString() {
        return describe();
    }
}
