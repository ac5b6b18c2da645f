package org.madaline.pipeline;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
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

    /// Those of each class.
    ///
    /// @param probabilities `[examples][classes]`
    List<ClassFigures> perClass(int[] labels, double[][] probabilities) {
        int classes = probabilities[0].length;
        double[] hit = new double[classes];
        double[] named = new double[classes];
        double[] support = new double[classes];
        long[] examples = new long[classes];
        for (int i = 0; i < labels.length; i++) {
            int predicted = Classification.argMax(probabilities[i]);
            hit[predicted] += predicted == labels[i] ? weights[i] : 0;
            named[predicted] += weights[i];
            support[labels[i]] += weights[i];
            examples[labels[i]]++;
        }
        return IntStream.range(0, classes).mapToObj(c -> ClassFigures.of(hit[c], named[c], support[c], examples[c])).toList();
    }

    /// @param probabilities `[examples][classes]`
    Map<String, Double> ofClasses(int[] labels, double[][] probabilities) {
        double hit = 0;
        double[] losses = new double[labels.length];
        for (int i = 0; i < labels.length; i++) {
            hit += Classification.argMax(probabilities[i]) == labels[i] ? weights[i] : 0;
            losses[i] = Classification.logLoss(new int[] {labels[i]}, new double[][] {probabilities[i]});
        }
        List<ClassFigures> each = perClass(labels, probabilities);
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("accuracy", hit / Arrays.stream(weights).sum());
        figures.put("balanced accuracy", each.stream().filter(c -> c.weight() > 0)
                .mapToDouble(ClassFigures::recall).average().orElse(Double.NaN));
        figures.put("log loss", mean(losses));
        figures.put("F1", each.stream().filter(ClassFigures::counts).mapToDouble(ClassFigures::f1).average().orElse(Double.NaN));
        if (each.size() == 2 && each.get(0).weight() > 0 && each.get(1).weight() > 0) {
            figures.put("AUC", area(labels, probabilities) / (each.get(0).weight() * each.get(1).weight()));
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
