package org.madaline.task;

import java.util.List;
import java.util.Objects;
import org.madaline.loss.BinaryCrossEntropy;
import org.madaline.loss.Loss;
import org.madaline.loss.NegativeLogLikelihood;
import org.madaline.loss.SoftmaxCrossEntropy;

/// One of several classes that exclude each other. The target is the index of a class. Two classes may have a single
/// output, the score of the second.
///
/// @param names of the classes, in the order of their indices
/// @param temperature what logits are divided by before they become probabilities: above 1 for a model that is too sure of
///     itself, 1 by default; see [Temperature]
public record ClassTask(List<String> names, double temperature) implements Task<ClassPrediction> {
    /// Copies and checks the names.
    ///
    /// @throws IllegalArgumentException if there is no class, two have one name, or the temperature is not positive
    public ClassTask {
        names = List.copyOf(names);
        if (!(temperature > 0) || Double.isInfinite(temperature)) {
            throw new IllegalArgumentException("a temperature is a positive number, not " + temperature);
        }
        if (names.isEmpty()) {
            throw new IllegalArgumentException("a task needs the names of its classes");
        }
        if (names.stream().distinct().count() < names.size()) {
            throw new IllegalArgumentException("two classes have the same name: " + String.join(", ", names));
        }
    }

    /// Classes whose logits are taken as they are.
    ///
    /// @param names of the classes, in the order of their indices
    public ClassTask(List<String> names) {
        this(names, 1);
    }

    /// The same with another temperature.
    ///
    /// @param other positive
    /// @return a task with the same classes
    public ClassTask withTemperature(double other) {
        return new ClassTask(names, other);
    }

    @Override
    public Loss loss(int outputs, OutputForm form) {
        check(outputs);
        return switch (form) {
            case LOGITS -> outputs == 1 ? new BinaryCrossEntropy() : new SoftmaxCrossEntropy();
            case LOG_PROBABILITIES -> new NegativeLogLikelihood();
            case PROBABILITIES, SEPARATE_LOGITS -> throw new IllegalArgumentException("the network ends in probabilities; let it end in "
                    + "logits, the layer before: softmax is in the loss and in the answer, and exact only there");
        };
    }

    private void check(int outputs) {
        if (outputs != names.size() && !(outputs == 1 && names.size() == 2)) {
            throw new IllegalArgumentException("a model for " + names.size() + " classes (" + String.join(", ", names) + ") needs "
                    + names.size() + " outputs, one for each, not " + outputs);
        }
    }

    @Override
    public ClassPrediction decode(double[] outputs, OutputForm form) {
        Objects.requireNonNull(form, "form");
        check(outputs.length);
        return new ClassPrediction(names, java.util.Arrays.stream(probabilities(outputs, form)).boxed().toList());
    }

    /// The probabilities of all classes from a row of outputs. A single output speaks for the second class.
    ///
    /// @param given the outputs: one for each class, or a single one for two classes
    /// @param form what the outputs are; SEPARATE_LOGITS go through σ each and are divided by their sum
    /// @return one for each class; their sum is 1
    public double[] probabilities(double[] given, OutputForm form) {
        double[] outputs = form == OutputForm.PROBABILITIES || temperature == 1 ? given
                : java.util.Arrays.stream(given).map(z -> z / temperature).toArray();
        if (outputs.length == 1) {
            double p = switch (form) {
                case LOGITS, SEPARATE_LOGITS -> LabelTask.sigmoid(outputs[0]);
                case PROBABILITIES -> outputs[0];
                case LOG_PROBABILITIES -> StrictMath.exp(outputs[0]);
            };
            double rest = form == OutputForm.LOGITS ? LabelTask.sigmoid(-outputs[0]) : 1 - p;
            return new double[] {rest, p};
        }
        double[] p = outputs.clone();
        if (form == OutputForm.PROBABILITIES) {
            return p;
        }
        double max = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < p.length; k++) {
            p[k] = form == OutputForm.SEPARATE_LOGITS ? LabelTask.logSigmoid(p[k]) : p[k];
            max = Math.max(max, p[k]);
        }
        double sum = 0;
        for (int k = 0; k < p.length; k++) {
            p[k] = StrictMath.exp(p[k] - max);
            sum += p[k];
        }
        for (int k = 0; k < p.length; k++) {
            p[k] /= sum;
        }
        return p;
    }
}
