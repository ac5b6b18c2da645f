package org.madaline.evaluate;

import java.util.Locale;
import java.util.Map;
import org.madaline.metric.Scores;
import org.madaline.tensor.Tensor;

/// What a model yields on a data set, in inference mode.
///
/// @param loss of all examples, as if they were one batch; NaN where no loss was asked for
/// @param accuracy the share of right classes among the examples that have one; NaN where targets are not classes
/// @param outputs the network's output for each example, `[examples, ...]`
/// @param metrics those that were asked for, by name
public record Evaluation(double loss, double accuracy, Tensor outputs, Map<String, Double> metrics) {
    /// Without further metrics.
    ///
    /// @param loss of all examples, as if they were one batch; NaN where no loss was asked for
    /// @param accuracy the share of right classes; NaN where targets are not classes
    /// @param outputs the network's output for each example, `[examples, ...]`
    public Evaluation(double loss, double accuracy, Tensor outputs) {
        this(loss, accuracy, outputs, Map.of());
    }

    /// The predicted class of each example.
    ///
    /// @return class indices; for a single output 0 or 1
    public int[] classes() {
        int k = outputs.size() / Math.max(1, outputs.shape().dim(0));
        float[] z = outputs.toArray();
        int[] classes = new int[outputs.shape().dim(0)];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = Scores.predicted(z, i * k, k);
        }
        return classes;
    }

    /// The figures, without the outputs.
    @Override
    public String toString() {
        String share = Double.isNaN(accuracy) ? "" : String.format(Locale.ROOT, ", accuracy %.4f", accuracy);
        String more = metrics.isEmpty() ? "" : ", " + metrics;
        return String.format(Locale.ROOT, "%,d examples: loss %.4g", outputs.shape().dim(0), loss) + share + more;
    }
}
