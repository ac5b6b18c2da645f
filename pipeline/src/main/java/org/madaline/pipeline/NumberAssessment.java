package org.madaline.pipeline;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.madaline.data.Dataset;
import org.madaline.metric.Regression;
import org.madaline.task.NumberPrediction;
import org.madaline.task.NumberTask;

/// What a model of numbers is worth, in the units of the data.
///
/// @param names of the numbers
/// @param actual the true values, `[numbers][examples]`
/// @param predicted the model's, `[numbers][examples]`
/// @param weights   what the examples count in the figures; empty where all count the same
/// @param quantiles that were predicted, of which `predicted` are the medians; empty where there are none
public record NumberAssessment(
        List<String> names, double[][] actual, double[][] predicted, Optional<double[]> weights, Optional<PredictedQuantiles> quantiles)
        implements Assessment {
    /// The name of the figure of several numbers together.
    public static final String MEAN_R2 = "mean R2";

    /// The name of the figure that quantiles are judged by.
    public static final String PINBALL = "pinball loss";

    /// What the names of shares begin with: of values at most as large as a quantile,
    public static final String BELOW = "below ";

    /// and of values between two.
    public static final String WITHIN = "within ";

    /// Of examples that all count the same.
    ///
    /// @param names     of the numbers
    /// @param actual    the true values, `[numbers][examples]`
    /// @param predicted the model's, `[numbers][examples]`
    public NumberAssessment(List<String> names, double[][] actual, double[][] predicted) {
        this(names, actual, predicted, Optional.empty(), Optional.empty());
    }

    static NumberAssessment of(Pipeline<?> pipeline, NumberTask task, Dataset data) {
        int numbers = task.targets().size();
        if (!data.classNames().isEmpty() || data.targetShape().size() != numbers) {
            throw new IllegalArgumentException("the model predicts " + String.join(", ", task.names()) + "; the examples have "
                    + (data.classNames().isEmpty() ? data.targetShape().size() + " numbers" : "classes") + " to compare with");
        }
        // The y of data lie on the scale that the data set itself states.
        List<NumberTask.Target> scales = data.task().orElse(null) instanceof NumberTask own ? own.targets() : task.targets();
        double[][] outputs = pipeline.estimator().outputs(data);
        double[][] actual = new double[numbers][data.size()];
        double[][] predicted = new double[numbers][data.size()];
        var quantiles = new PredictedQuantiles(task.quantiles(), new double[numbers][task.quantiles().size()][data.size()]);
        double[] x = new double[data.inputShape().size()];
        double[] y = new double[numbers];
        for (int i = 0; i < data.size(); i++) {
            data.read(i, x, 0, y, 0);
            NumberPrediction answer = task.decode(outputs[i], pipeline.estimator().form());
            for (int j = 0; j < numbers; j++) {
                actual[j][i] = scales.get(j).unscaled(y[j]);
                predicted[j][i] = answer.values().get(j);
                for (int k = 0; k < quantiles.shares().size(); k++) {
                    quantiles.values()[j][k][i] = answer.atQuantiles().get(j).get(k);
                }
            }
        }
        return new NumberAssessment(task.names(), actual, predicted,
                data.weighted() ? Optional.of(WeightedFigures.of(data).weights()) : Optional.empty(),
                task.quantiles().isEmpty() ? Optional.empty() : Optional.of(quantiles));
    }

    @Override
    public NumberAssessment subset(int... examples) {
        return new NumberAssessment(names, chosen(actual, examples), chosen(predicted, examples),
                weights.map(all -> chosen(new double[][] {all}, examples)[0]), quantiles.map(all -> all.subset(examples)));
    }

    static double[][] chosen(double[][] values, int... examples) {
        return Arrays.stream(values).map(row -> Arrays.stream(examples).mapToDouble(i -> row[i]).toArray()).toArray(double[][]::new);
    }

    @Override
    public int examples() {
        return actual[0].length;
    }

    /// For one number `RMSE`, `MAE` and `R2`; for several `mean R2`, since their units may differ, then the same of each, with its
    /// name. Of quantiles before these the mean `pinball loss`, and behind them the share of values that lie `below 0.05` and the
    /// like, and `within` the outermost two.
    @Override
    public Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        if (names.size() > 1) {
            // Its place is the first.
            figures.put(MEAN_R2, Double.NaN);
        }
        double r2 = 0;
        for (int j = 0; j < names.size(); j++) {
            String of = names.size() == 1 ? "" : " " + names.get(j);
            int number = j;
            quantiles.ifPresent(own -> figures.put(PINBALL + of, mean(i -> own.loss(number, i, actual[number][i]))));
            if (weights.isPresent()) {
                double[] weighted = new WeightedFigures(weights.get()).ofNumbers(actual[j], predicted[j]);
                figures.put("RMSE" + of, weighted[0]);
                figures.put("MAE" + of, weighted[1]);
                figures.put("R2" + of, weighted[2]);
            } else {
                figures.put("RMSE" + of, Math.sqrt(Regression.meanSquaredError(actual[j], predicted[j])));
                figures.put("MAE" + of, Regression.meanAbsoluteError(actual[j], predicted[j]));
                figures.put("R2" + of, examples() < 2 ? Double.NaN : Regression.r2(actual[j], predicted[j]));
            }
            r2 += figures.get("R2" + of) / names.size();
            quantiles.ifPresent(own -> coverage(own, number, of, figures));
        }
        if (names.size() > 1) {
            figures.put(MEAN_R2, r2);
        }
        return figures;
    }

    private void coverage(PredictedQuantiles own, int number, String of, Map<String, Double> figures) {
        double[][] at = own.values()[number];
        for (int k = 0; k < at.length; k++) {
            double[] bound = at[k];
            figures.put(BELOW + own.shares().get(k) + of, mean(i -> actual[number][i] <= bound[i] ? 1 : 0));
        }
        if (at.length > 1) {
            figures.put(WITHIN + own.shares().getFirst() + " to " + own.shares().getLast() + of,
                    mean(i -> actual[number][i] >= at[0][i] && actual[number][i] <= at[at.length - 1][i] ? 1 : 0));
        }
    }

    private double mean(IntToDoubleFunction value) {
        double sum = 0;
        double all = 0;
        for (int i = 0; i < examples(); i++) {
            double weight = weights.isPresent() ? weights.get()[i] : 1;
            sum += weight == 0 ? 0 : weight * value.applyAsDouble(i);
            all += weight;
        }
        return sum / all;
    }

    @Override
    public String toString() {
        return describe();
    }
}
