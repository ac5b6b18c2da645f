package org.madaline.pipeline;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.madaline.data.Dataset;
import org.madaline.metric.Average;
import org.madaline.metric.Classification;
import org.madaline.metric.ConfusionMatrix;
import org.madaline.metric.RocCurve;
import org.madaline.task.ClassTask;

/// What a model of classes is worth.
///
/// @param data what it was judged on, with the model's class indices
/// @param labels the true class of each example
/// @param probabilities `[examples][classes]`
/// @param matrix true and predicted classes
/// @param logLoss mean of -ln p of the true class
public record ClassAssessment(Dataset data, int[] labels, double[][] probabilities, ConfusionMatrix matrix, double logLoss)
        implements Assessment {
    /// An error of the model.
    ///
    /// @param index       of the example in the data, from 0
    /// @param actual      the true class
    /// @param predicted   the class with the highest probability
    /// @param probability what it gave to the class that it named
    public record Mistake(int index, int actual, int predicted, double probability) {}

    static ClassAssessment of(Pipeline<?> pipeline, ClassTask task, Dataset data) {
        double[][] p = pipeline.estimator().outputs(data);
        for (int i = 0; i < p.length; i++) {
            p[i] = task.probabilities(p[i], pipeline.estimator().form());
        }
        return of(data, data.labels(), p, task.names());
    }

    /// What given probabilities are worth.
    ///
    /// @param data what they are of
    /// @param labels the true class of each example
    /// @param probabilities `[examples][classes]`
    /// @param names of the classes
    /// @return with the confusion matrix and the log loss
    public static ClassAssessment of(Dataset data, int[] labels, double[][] probabilities, List<String> names) {
        int[] predicted = Arrays.stream(probabilities).mapToInt(Classification::argMax).toArray();
        return new ClassAssessment(data, labels, probabilities, ConfusionMatrix.of(labels, predicted, names),
                Classification.logLoss(labels, probabilities));
    }

    /// What the model is worth where the second of two classes is named from a probability on; log loss and AUC stay.
    ///
    /// @param threshold from 0 to 1
    /// @return the same examples and probabilities with another confusion matrix
    /// @throws IllegalArgumentException if there are not two classes, or the examples weigh differently
    public ClassAssessment at(double threshold) {
        if (matrix.classNames().size() != 2 || data.weighted()) {
            throw new IllegalArgumentException("a threshold is judged between two classes, on examples that count the same");
        }
        int[] predicted = Arrays.stream(probabilities).mapToInt(p -> p[1] >= threshold ? 1 : 0).toArray();
        return new ClassAssessment(data, labels, probabilities, ConfusionMatrix.of(labels, predicted, matrix.classNames()), logLoss);
    }

    @Override
    public ClassAssessment subset(int... examples) {
        return of(data.subset(examples), Arrays.stream(examples).map(i -> labels[i]).toArray(),
                Arrays.stream(examples).mapToObj(i -> probabilities[i]).toArray(double[][]::new), matrix.classNames());
    }

    @Override
    public int examples() {
        return labels.length;
    }

    /// {@return the share of examples whose class was named rightly, from 0 to 1}
    public double accuracy() {
        return matrix.accuracy();
    }

    /// {@return the errors of which the model was surest, the surest first}
    ///
    /// @param count at most so many
    public List<Mistake> worst(int count) {
        return IntStream.range(0, labels.length)
                .mapToObj(i -> new Mistake(i, labels[i], Classification.argMax(probabilities[i]),
                        probabilities[i][Classification.argMax(probabilities[i])]))
                .filter(m -> m.actual() != m.predicted())
                .sorted(Comparator.comparingDouble(Mistake::probability).reversed().thenComparingInt(Mistake::index))
                .limit(count)
                .toList();
    }

    @Override
    public Map<String, Double> figures() {
        if (data.weighted()) {
            return WeightedFigures.of(data).ofClasses(labels, probabilities);
        }
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("accuracy", accuracy());
        figures.put("balanced accuracy", balancedAccuracy());
        figures.put("log loss", logLoss);
        figures.put("F1", matrix.f1(Average.MACRO));
        long positive = IntStream.of(labels).filter(label -> label == 1).count();
        if (matrix.classNames().size() == 2 && positive > 0 && positive < labels.length) {
            boolean[] second = new boolean[labels.length];
            double[] scores = new double[labels.length];
            for (int i = 0; i < labels.length; i++) {
                second[i] = labels[i] == 1;
                scores[i] = probabilities[i][1];
            }
            figures.put("AUC", RocCurve.of(second, scores).area());
        }
        return figures;
    }

    /// {@return precision, recall and F1 of each class, in the order of their indices; each example counts by its weight}
    public List<ClassFigures> perClass() {
        if (data.weighted()) {
            return WeightedFigures.of(data).perClass(labels, probabilities);
        }
        return IntStream.range(0, matrix.classNames().size())
                .mapToObj(c -> ClassFigures.of(matrix.count(c, c), matrix.predictions(c), matrix.support(c), matrix.support(c)))
                .toList();
    }

    /// {@return the mean of the recalls of the classes that occur: what a majority class cannot flatter}
    public double balancedAccuracy() {
        return IntStream.range(0, matrix.classNames().size())
                .filter(c -> matrix.support(c) > 0)
                .mapToDouble(matrix::recall)
                .average()
                .orElse(Double.NaN);
    }

    @Override
    public String toString() {
        return describe();
    }
}
