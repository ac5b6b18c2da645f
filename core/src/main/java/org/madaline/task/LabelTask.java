package org.madaline.task;

import java.util.ArrayList;
import java.util.List;
import org.madaline.loss.BinaryCrossEntropy;
import org.madaline.loss.Loss;

/// Several labels that do not exclude each other: any number of them may apply to an example. The target holds a 0 or a 1
/// for each.
///
/// @param names of the labels, in the order of the outputs
/// @param threshold from which probability on a label counts as present; usual 0.5
public record LabelTask(List<String> names, double threshold) implements Task<LabelPrediction> {
    /// Copies and checks the names.
    ///
    /// @throws IllegalArgumentException if there is no label or the threshold is no probability
    public LabelTask {
        names = List.copyOf(names);
        if (names.isEmpty() || names.stream().distinct().count() < names.size()) {
            throw new IllegalArgumentException("a task needs the names of its labels, each another: " + names);
        }
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException("the threshold of labels lies between 0 and 1, not at " + threshold);
        }
    }

    /// Labels that are present from a probability of 0.5 on.
    ///
    /// @param names of the labels, in the order of the outputs
    public LabelTask(List<String> names) {
        this(names, 0.5);
    }

    @Override
    public Loss loss(int outputs, OutputForm form) {
        check(outputs);
        if (form != OutputForm.LOGITS) {
            throw new IllegalArgumentException("the network ends in probabilities; let it end in logits, the layer before: "
                    + "σ is in the loss and in the answer, and exact only there");
        }
        return new BinaryCrossEntropy();
    }

    private void check(int outputs) {
        if (outputs != names.size()) {
            throw new IllegalArgumentException("a model for " + names.size() + " labels needs as many outputs, not " + outputs);
        }
    }

    @Override
    public LabelPrediction decode(double[] outputs, OutputForm form) {
        check(outputs.length);
        List<Double> p = new ArrayList<>();
        for (double z : outputs) {
            p.add(switch (form) {
                case LOGITS, SEPARATE_LOGITS -> sigmoid(z);
                case PROBABILITIES -> z;
                case LOG_PROBABILITIES -> StrictMath.exp(z);
            });
        }
        return new LabelPrediction(names, p, threshold);
    }

    /// σ(z), without overflow and with full precision on both sides.                      (book, eq. 2.1)
    static double sigmoid(double z) {
        if (z >= 0) {
            return 1 / (1 + StrictMath.exp(-z));
        }
        double e = StrictMath.exp(z);
        return e / (1 + e);
    }

    /// ln σ(z), which holds where σ(z) itself underflows.
    static double logSigmoid(double z) {
        return z >= 0 ? -StrictMath.log1p(StrictMath.exp(-z)) : z - StrictMath.log1p(StrictMath.exp(z));
    }
}
