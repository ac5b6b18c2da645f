package org.madaline.evaluate;

import org.madaline.tensor.Tensor;

/// What a model yields on a data set, in inference mode.
///
/// @param loss of all examples, as if they were one batch; NaN where no loss was asked for
/// @param accuracy the share of right classes among the examples that have one; NaN where targets are not classes
/// @param outputs the network's output for each example, `[examples, ...]`
public record Evaluation(double loss, double accuracy, Tensor outputs) {
    /// The predicted class of each example.
    public int[] classes() {
        int k = outputs.size() / Math.max(1, outputs.shape().dim(0));
        float[] z = outputs.toArray();
        int[] classes = new int[outputs.shape().dim(0)];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = Scoring.predicted(z, i * k, k);
        }
        return classes;
    }
}
