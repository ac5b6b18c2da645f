package org.madaline.pipeline;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.madaline.data.Dataset;
import org.madaline.metric.Regression;
import org.madaline.task.NumberTask;

/// What a model of numbers is worth, in the units of the data.
///
/// @param names of the numbers
/// @param actual the true values, `[numbers][examples]`
/// @param predicted the model's, `[numbers][examples]`
/// @param weights   what the examples count in the figures; empty where all count the same
public record NumberAssessment(List<String> names, double[][] actual, double[][] predicted, Optional<double[]> weights)
        implements Assessment {
    /// The name of the figure of several numbers together.
    public static final String MEAN_R2 = "mean R2";

    /// Of examples that all count the same.
    ///
    /// @param names     of the numbers
    /// @param actual    the true values, `[numbers][examples]`
    /// @param predicted the model's, `[numbers][examples]`
    public NumberAssessment(List<String> names, double[][] actual, double[][] predicted) {
        this(names, actual, predicted, Optional.empty());
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
        double[] x = new double[data.inputShape().size()];
        double[] y = new double[numbers];
        for (int i = 0; i < data.size(); i++) {
            data.read(i, x, 0, y, 0);
            for (int j = 0; j < numbers; j++) {
                actual[j][i] = scales.get(j).unscaled(y[j]);
                predicted[j][i] = task.targets().get(j).unscaled(outputs[i][j]);
            }
        }
        return new NumberAssessment(task.names(), actual, predicted,
                data.weighted() ? Optional.of(WeightedFigures.of(data).weights()) : Optional.empty());
    }

    @Override
    public NumberAssessment subset(int... examples) {
        return new NumberAssessment(names, chosen(actual, examples), chosen(predicted, examples),
                weights.map(all -> chosen(new double[][] {all}, examples)[0]));
    }

    private static double[][] chosen(double[][] values, int... examples) {
        return Arrays.stream(values).map(row -> Arrays.stream(examples).mapToDouble(i -> row[i]).toArray()).toArray(double[][]::new);
    }

    @Override
    public int examples() {
        return actual[0].length;
    }

    /// For one number `RMSE`, `MAE` and `R2`; for several `mean R2`, since their units may differ, then the same of each, with its
    /// name.
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
        }
        if (names.size() > 1) {
            figures.put(MEAN_R2, r2);
        }
        return figures;
    }

    @Override
    public String toString() {
        return describe();
    }
}
