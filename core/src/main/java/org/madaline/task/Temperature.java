package org.madaline.task;

/// Makes probabilities mean what they say (Guo et al. 2017): all logits are divided by one number T, such that examples which the
/// model was not trained on have the least log loss. The order of the classes, and so every decision, stays as it is.
public final class Temperature {
    private static final double LEAST = 0.05;
    private static final double GREATEST = 20;
    private static final int STEPS = 60;
    private static final double GOLDEN = 0.6180339887498949;

    private Temperature() {}

    /// The temperature of least log loss, to about 1e-10 of itself.
    ///
    /// @param outputs `[examples][outputs]`, logits or log probabilities
    /// @param form what they are
    /// @param labels the true class of each example
    /// @param classes the task that they belong to; its own temperature does not count
    /// @return from 0.05 to 20; 1 where outputs are probabilities already
    /// @throws IllegalArgumentException if there are no examples
    public static double fit(double[][] outputs, OutputForm form, int[] labels, ClassTask classes) {
        if (outputs.length == 0) {
            throw new IllegalArgumentException("a temperature needs examples");
        }
        if (form == OutputForm.PROBABILITIES) {
            return 1;
        }
        // In ln T the loss has one minimum: a golden section finds it without derivatives.
        double low = StrictMath.log(LEAST);
        double high = StrictMath.log(GREATEST);
        double left = high - GOLDEN * (high - low);
        double right = low + GOLDEN * (high - low);
        double lossLeft = loss(outputs, form, labels, classes, left);
        double lossRight = loss(outputs, form, labels, classes, right);
        for (int step = 0; step < STEPS; step++) {
            if (lossLeft <= lossRight) {
                high = right;
                right = left;
                lossRight = lossLeft;
                left = high - GOLDEN * (high - low);
                lossLeft = loss(outputs, form, labels, classes, left);
            } else {
                low = left;
                left = right;
                lossLeft = lossRight;
                right = low + GOLDEN * (high - low);
                lossRight = loss(outputs, form, labels, classes, right);
            }
        }
        return StrictMath.exp((low + high) / 2);
    }

    private static double loss(double[][] outputs, OutputForm form, int[] labels, ClassTask classes, double logarithm) {
        ClassTask task = classes.withTemperature(StrictMath.exp(logarithm));
        double sum = 0;
        for (int i = 0; i < outputs.length; i++) {
            sum -= StrictMath.log(Math.max(task.probabilities(outputs[i], form)[labels[i]], Double.MIN_NORMAL));
        }
        return sum;
    }
}
