package org.madaline.runs;

import java.util.Arrays;
import org.madaline.data.Dataset;
import org.madaline.pipeline.Assessment;
import org.madaline.pipeline.ClassAssessment;
import org.madaline.pipeline.LabelAssessment;
import org.madaline.pipeline.NumberAssessment;
import org.madaline.task.NumberTask;

/// What one would be worth who looked at the labels of the training part alone: what a model must beat.
public final class Baselines {
    private Baselines() {}

    /// Of classes: each one's share of the training part is its probability in each answer, so that the most frequent one is
    /// always named. Of numbers: the mean of the training part is each answer.
    ///
    /// @param train what a model was trained on
    /// @param model what the model is worth on other examples
    /// @return what the constant answer is worth on the same examples
    public static Assessment constant(Dataset train, Assessment model) {
        return switch (model) {
            case ClassAssessment classes -> shares(train, classes);
            case NumberAssessment numbers -> means(train, numbers);
            case LabelAssessment labels -> labels;
        };
    }

    private static Assessment shares(Dataset train, ClassAssessment model) {
        var shares = new double[train.classNames().size()];
        int[] labels = train.labels();
        for (int label : labels) {
            shares[label] += 1.0 / labels.length;
        }
        var answers = new double[model.examples()][];
        Arrays.fill(answers, shares);
        return ClassAssessment.of(model.data(), model.labels(), answers, model.matrix().classNames());
    }

    private static Assessment means(Dataset train, NumberAssessment model) {
        int numbers = model.names().size();
        var x = new double[train.inputShape().size()];
        var y = new double[numbers];
        var means = new double[numbers];
        for (int i = 0; i < train.size(); i++) {
            train.read(i, x, 0, y, 0);
            for (int j = 0; j < numbers; j++) {
                means[j] += y[j] / train.size();
            }
        }
        var predicted = new double[numbers][model.examples()];
        for (int j = 0; j < numbers; j++) {
            Arrays.fill(predicted[j], train.task().orElse(null) instanceof NumberTask task
                    ? task.targets().get(j).unscaled(means[j]) : means[j]);
        }
        return new NumberAssessment(model.names(), model.actual(), predicted);
    }
}
