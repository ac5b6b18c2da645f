package org.madaline.pipeline;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.madaline.data.Dataset;
import org.madaline.metric.Classification;

/// The figures of examples that weigh differently: each sum over examples is one of their weights.
record WeightedFigures(double[] weights) {
    static WeightedFigures of(Dataset data) {
        return new WeightedFigures(IntStream.range(0, data.size()).mapToDouble(data::weight).toArray());
    }

    private double mean(double[] values) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            // What counts nothing may be infinite.
            sum += weights[i] == 0 ? 0 : weights[i] * values[i];
        }
        return sum / Arrays.stream(weights).sum();
    }

    /// @param probabilities `[examples][classes]`
    Map<String, Double> ofClasses(int[] labels, double[][] probabilities) {
        int classes = probabilities[0].length;
        double[] hit = new double[classes];
        double[] named = new double[classes];
        double[] support = new double[classes];
        double[] losses = new double[labels.length];
        for (int i = 0; i < labels.length; i++) {
            int predicted = Classification.argMax(probabilities[i]);
            hit[predicted] += predicted == labels[i] ? weights[i] : 0;
            named[predicted] += weights[i];
            support[labels[i]] += weights[i];
            losses[i] = Classification.logLoss(new int[] {labels[i]}, new double[][] {probabilities[i]});
        }
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("accuracy", Arrays.stream(hit).sum() / Arrays.stream(weights).sum());
        figures.put("balanced accuracy", IntStream.range(0, classes).filter(c -> support[c] > 0)
                .mapToDouble(c -> hit[c] / support[c]).average().orElse(Double.NaN));
        figures.put("log loss", mean(losses));
        figures.put("F1", IntStream.range(0, classes)
                .mapToDouble(c -> named[c] + support[c] == 0 ? 0 : 2 * hit[c] / (named[c] + support[c])).average().orElse(Double.NaN));
        if (classes == 2 && support[0] > 0 && support[1] > 0) {
            figures.put("AUC", area(labels, probabilities) / (support[0] * support[1]));
        }
        return figures;
    }

    /// Σ wᵢ wⱼ over pairs of an example of class 1 and one of class 0 to which less is given; half of it where it is the same.
    private double area(int[] labels, double[][] probabilities) {
        int[] order = IntStream.range(0, labels.length).boxed()
                .sorted(Comparator.comparingDouble(i -> probabilities[i][1])).mapToInt(i -> i).toArray();
        double area = 0;
        double below = 0;
        for (int from = 0, to; from < order.length; from = to) {
            double[] here = new double[2];
            for (to = from; to < order.length && probabilities[order[to]][1] == probabilities[order[from]][1]; to++) {
                here[labels[order[to]]] += weights[order[to]];
            }
            area += here[1] * (below + here[0] / 2);
            below += here[0];
        }
        return area;
    }

    /// Root mean square error, mean absolute error, R².
    double[] ofNumbers(double[] actual, double[] predicted) {
        double centre = mean(actual);
        double[] squares = new double[actual.length];
        double[] magnitudes = new double[actual.length];
        double[] spread = new double[actual.length];
        for (int i = 0; i < actual.length; i++) {
            double error = actual[i] - predicted[i];
            squares[i] = error * error;
            magnitudes[i] = Math.abs(error);
            spread[i] = (actual[i] - centre) * (actual[i] - centre);
        }
        return new double[] {Math.sqrt(mean(squares)), mean(magnitudes), mean(spread) == 0 ? Double.NaN : 1 - mean(squares) / mean(spread)};
    }
}
