package org.madaline.linear;

import java.util.Optional;
import java.util.function.UnaryOperator;

/// A function to be minimized: a smooth part f and, where [#l1] is not 0, the penalty Σⱼ l1(j) |xⱼ|.
public interface Objective {

    /// The number of variables.
    int dimension();

    /// f(x); writes ∇f(x) into `gradient`.
    double evaluate(double[] x, double[] gradient);

    /// How far rounding errors may put a value of f off: smaller differences say nothing about which point is lower.
    default double noise(double value) {
        return 16 * Math.ulp(value);
    }

    /// The weight of |xⱼ| in the penalty; 0 for a smooth objective.
    default double l1(int j) {
        return 0;
    }

    /// Whether there is any l1 penalty.
    default boolean smooth() {
        for (int j = 0; j < dimension(); j++) {
            if (l1(j) != 0) {
                return false;
            }
        }
        return true;
    }

    /// Σⱼ l1(j) |xⱼ|.
    default double l1Value(double[] x) {
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
            sum += l1(j) * Math.abs(x[j]);
        }
        return sum;
    }

    /// How far x is from a minimum: the largest component of the gradient or, with an l1 penalty, the largest
    /// violation of the Karush-Kuhn-Tucker conditions gⱼ = -l1(j) sign(xⱼ), |gⱼ| ≤ l1(j) where xⱼ = 0.
    default double residual(double[] x, double[] gradient) {
        double largest = 0;
        for (int j = 0; j < x.length; j++) {
            double v = x[j] != 0
                    ? Math.abs(gradient[j] + l1(j) * Math.signum(x[j]))
                    : Math.max(0, Math.abs(gradient[j]) - l1(j));
            if (!(v <= largest)) {
                largest = v;
            }
        }
        return largest;
    }

    /// An objective whose second derivatives are known.
    interface TwiceDifferentiable extends Objective {

        /// Writes the lower triangle of ∇²f(x) into h, `h[j][l]` for l ≤ j.
        void hessian(double[] x, double[][] h);

        /// The map v ↦ ∇²f(x) v, which costs about as much as a gradient and stores no matrix.
        HessianProduct hessianAt(double[] x);
    }

    /// v ↦ ∇²f(x) v at a fixed x.
    @FunctionalInterface
    interface HessianProduct {
        /// Writes ∇²f(x) v into `result`.
        void times(double[] v, double[] result);
    }

    /// An objective that can approximate its Hessian at the cost of a few evaluations.
    interface Preconditioned extends Objective {

        /// The map v ↦ H̃⁻¹ v, H̃ positive definite and near ∇²f(x); empty where it would cost too much.
        Optional<UnaryOperator<double[]>> preconditioner(double[] x);
    }

    /// An objective that is a mean over examples and can be evaluated on some of them.
    interface Sampled extends Objective {

        /// The number of examples.
        int examples();

        /// The objective with its mean over `examples[from]` to `examples[to - 1]` only; writes its gradient.
        double evaluate(double[] x, int[] examples, int from, int to, double[] gradient);
    }
}
