package org.madaline.table;

import java.util.Arrays;
import org.madaline.data.Scaler;
import org.madaline.task.NumberTask;

/// The scale of a number that is to be predicted: zero mean, unit deviation, of itself or of its logarithm.
final class TargetScale {
    private static final double SKEWED = 1;

    private TargetScale() {}

    /// Whether labels are learnt by their logarithms.
    ///
    /// @param y all labels of a table
    static boolean isLogarithmic(LabelScale scale, double... y) {
        return switch (scale) {
            case LINEAR -> false;
            case LOG -> true;
            case AUTO -> {
                double skewness = skewness(y);
                yield skewness > SKEWED && Arrays.stream(y).allMatch(value -> value > 0)
                        && Math.abs(skewness(Arrays.stream(y).map(StrictMath::log).toArray())) < skewness / 2;
            }
        };
    }

    /// The third moment in deviations from the mean: 0 of a symmetric distribution, above where the right tail is long.
    private static double skewness(double... values) {
        double mean = Arrays.stream(values).average().orElse(0);
        double square = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElse(0);
        double cube = Arrays.stream(values).map(v -> (v - mean) * (v - mean) * (v - mean)).average().orElse(0);
        return square == 0 ? 0 : cube / (square * Math.sqrt(square));
    }

    /// The scale of the labels of the training rows.
    static NumberTask.Target of(String name, boolean logarithmic, double... y) {
        double[][] column = Arrays.stream(y).mapToObj(value -> new double[] {logarithmic ? StrictMath.log(value) : value})
                .toArray(double[][]::new);
        Scaler standard = Scaler.standard(column);
        return new NumberTask.Target(name, standard.offset()[0], standard.scale()[0], logarithmic);
    }
}
