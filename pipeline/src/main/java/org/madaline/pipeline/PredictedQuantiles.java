package org.madaline.pipeline;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/// The quantiles that a model predicts of numbers, in the units of the data.
///
/// @param shares of values that should lie below them, increasing
/// @param values `[numbers][shares][examples]`
public record PredictedQuantiles(List<Double> shares, double[][][] values) {
    /// Copies the shares.
    public PredictedQuantiles {
        shares = List.copyOf(shares);
    }

    /// The same quantiles for all examples, those of given values: what an answer is without a model. The quantile τ of m values is
    /// the one of rank ⌈τ m⌉.
    ///
    /// @param shares  of values that lie below
    /// @param values  `[numbers][]`, such as those of the training part
    /// @param examples how many answers
    /// @return the quantiles of the values
    public static PredictedQuantiles constant(List<Double> shares, double[][] values, int examples) {
        var all = new double[values.length][shares.size()][examples];
        for (int j = 0; j < values.length; j++) {
            double[] sorted = DoubleStream.of(values[j]).sorted().toArray();
            for (int k = 0; k < shares.size(); k++) {
                Arrays.fill(all[j][k], sorted[Math.clamp((int) Math.ceil(shares.get(k) * sorted.length) - 1, 0, sorted.length - 1)]);
            }
        }
        return new PredictedQuantiles(shares, all);
    }

    PredictedQuantiles subset(int... examples) {
        return new PredictedQuantiles(shares, Arrays.stream(values).map(own -> NumberAssessment.chosen(own, examples)).toArray(double[][][]::new));
    }

    /// What one answer costs: the mean of the pinball losses of all quantiles.
    double loss(int number, int example, double actual) {
        double sum = 0;
        for (int k = 0; k < shares.size(); k++) {
            double error = actual - values[number][k][example];
            sum += Math.max(shares.get(k) * error, (shares.get(k) - 1) * error);
        }
        return sum / shares.size();
    }
}
