package org.madaline.runs;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.madaline.data.Dataset;
import org.madaline.pipeline.Assessment;
import org.madaline.pipeline.ClassAssessment;
import org.madaline.pipeline.LabelAssessment;
import org.madaline.pipeline.NumberAssessment;
import org.madaline.pipeline.Pipeline;
import org.madaline.pipeline.PredictedQuantiles;
import org.madaline.table.TableData;
import org.madaline.table.TableEncoding;
import org.madaline.task.NumberTask;

/// What one would be worth who looked at the labels of the training part alone: what a model must beat.
public final class Baselines {
    /// Numbers times classes, beyond which a linear model takes longer than a reader of reports waits.
    private static final double MOST = 5e7;

    private Baselines() {}

    /// Of classes: each one's share of the training part is its probability in each answer, so that the most frequent one is
    /// always named. Of numbers: the mean of the training part is each answer; of quantiles those of the training part are.
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

    /// A linear model of the same columns, estimated on the same rows, whose classes count as they do for the network: what a
    /// network must beat to be worth its time.
    ///
    /// @param settings of a network
    /// @param data what it was trained on
    /// @return the linear model; empty where the data are no table, or so large that it would take long
    public static Optional<Pipeline<?>> linear(TrainSettings settings, TrainData data) {
        if (settings.network().isEmpty() || !(data.train() instanceof TableData rows)) {
            return Optional.empty();
        }
        TableData train = rows.withQuantiles(List.of()).encodedAs(TableEncoding.STANDARD);
        if ((double) train.size() * train.inputShape().size() * Math.max(1, train.classNames().size()) > MOST) {
            return Optional.empty();
        }
        var same = new TrainData(train, Optional.empty(), Optional.empty(), train.features(), Optional.empty(), _ -> List.of());
        LinearSettings usual = LinearSettings.USUAL.withBalanced(settings.weights().balanced());
        try {
            return Optional.of(new LinearTraining(settings.inPlace(usual), same, Optional.empty(), Optional.empty())
                    .run(_ -> {}).pipeline());
        } catch (UsageError e) {
            // Such as a class without a row: there is nothing to compare with then.
            return Optional.empty();
        }
    }

    private static Assessment shares(Dataset train, ClassAssessment model) {
        var shares = new double[train.classNames().size()];
        int[] labels = train.labels();
        double total = total(train);
        for (int i = 0; i < labels.length; i++) {
            shares[labels[i]] += train.weight(i) / total;
        }
        var answers = new double[model.examples()][];
        Arrays.fill(answers, shares);
        return ClassAssessment.of(model.data(), model.labels(), answers, model.matrix().classNames());
    }

    /// What all examples count together.
    private static double total(Dataset data) {
        return IntStream.range(0, data.size()).mapToDouble(data::weight).sum();
    }

    private static Assessment means(Dataset train, NumberAssessment model) {
        int numbers = model.names().size();
        var x = new double[train.inputShape().size()];
        var y = new double[numbers];
        var means = new double[numbers];
        double total = total(train);
        var labels = new double[numbers][train.size()];
        List<NumberTask.Target> scales = train.task().orElse(null) instanceof NumberTask task ? task.targets() : NumberTask.unnamed(numbers).targets();
        for (int i = 0; i < train.size(); i++) {
            train.read(i, x, 0, y, 0);
            for (int j = 0; j < numbers; j++) {
                means[j] += train.weight(i) * y[j] / total;
                labels[j][i] = scales.get(j).unscaled(y[j]);
            }
        }
        var predicted = new double[numbers][model.examples()];
        for (int j = 0; j < numbers; j++) {
            Arrays.fill(predicted[j], scales.get(j).unscaled(means[j]));
        }
        if (model.quantiles().isPresent()) {
            List<Double> shares = model.quantiles().get().shares();
            var same = PredictedQuantiles.constant(shares, labels, model.examples());
            double[][] medians = Arrays.stream(same.values()).map(own -> own[shares.indexOf(NumberTask.MEDIAN)]).toArray(double[][]::new);
            return new NumberAssessment(model.names(), model.actual(), medians, Optional.empty(), Optional.of(same));
        }
        return new NumberAssessment(model.names(), model.actual(), predicted);
    }
}
