package org.madaline.linear;

import java.util.List;

/// How much the examples of each class count; the weight of an example is its own times its class's.
public sealed interface ClassWeights {
    /// All classes count 1 an example.
    ClassWeights EQUAL = new Equal();
    /// Class k counts m / (K mₖ) an example, so that all classes count the same in all; m and mₖ are sums of the examples' own
    /// weights.
    ClassWeights BALANCED = new Balanced();

    /// {@return given weights, one for each class}
    ///
    /// @param weights finite and at least 0, in the order of the classes
    static ClassWeights of(double... weights) {
        return new Given(java.util.Arrays.stream(weights).boxed().toList());
    }

    /// {@return the weights of the classes with the given numbers of examples}
    ///
    /// @param counts examples of each class, each counted by its own weight
    /// @throws IllegalArgumentException if weights were given for another number of classes
    double[] resolve(double[] counts);

    /// See [#EQUAL].
    record Equal() implements ClassWeights {
        @Override
        public double[] resolve(double[] counts) {
            double[] ones = new double[counts.length];
            java.util.Arrays.fill(ones, 1);
            return ones;
        }
    }

    /// See [#BALANCED].
    record Balanced() implements ClassWeights {
        @Override
        public double[] resolve(double[] counts) {
            double[] weights = new double[counts.length];
            double m = java.util.Arrays.stream(counts).sum();
            for (int k = 0; k < weights.length; k++) {
                weights[k] = counts[k] == 0 ? 0 : m / (counts.length * counts[k]);
            }
            return weights;
        }
    }

    /// See [#of].
    ///
    /// @param weights finite and at least 0, in the order of the classes
    record Given(List<Double> weights) implements ClassWeights {
        /// Checks its components.
        ///
        /// @throws IllegalArgumentException if a weight is negative or not finite
        public Given {
            weights = List.copyOf(weights);
            for (double w : weights) {
                if (!(w >= 0) || Double.isInfinite(w)) {
                    throw new IllegalArgumentException("class weights are finite and at least 0, not " + w);
                }
            }
        }

        @Override
        public double[] resolve(double[] counts) {
            if (weights.size() != counts.length) {
                throw new IllegalArgumentException("there are " + counts.length + " classes and " + weights.size()
                        + " class weights; give one for each class");
            }
            return weights.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }
}
