package org.madaline.linear;

import java.util.Optional;
import java.util.function.UnaryOperator;

/// A function to be minimized: a smooth part f and, where [#l1] is not 0, the penalty Σⱼ l1(j) |xⱼ|.
public interface Objective {

    /// {@return the number of variables}
    int dimension();

    /// Computes f(x) and its gradient.
    ///
    /// @param x        a point
    /// @param gradient gets ∇f(x)
    /// @return f(x), without the l1 penalty
    double evaluate(double[] x, double[] gradient);

    /// {@return how far rounding errors may put a value of f off: smaller differences say nothing about which point is lower}
    ///
    /// @param value of f
    default double noise(double value) {
        return 16 * Math.ulp(value);
    }

    /// {@return how far off a value of f is at a point where no step lowers it any more; as [#noise] where nothing else is known}
    ///
    /// @param value of f
    default double rounding(double value) {
        return noise(value);
    }

    /// {@return the weight of |xⱼ| in the penalty; 0 for a smooth objective}
    ///
    /// @param j a variable, from 0
    default double l1(int j) {
        return 0;
    }

    /// {@return whether there is any l1 penalty}
    default boolean smooth() {
        for (int j = 0; j < dimension(); j++) {
            if (l1(j) != 0) {
                return false;
            }
        }
        return true;
    }

    /// {@return Σⱼ l1(j) |xⱼ|}
    ///
    /// @param x a point
    default double l1Value(double[] x) {
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
            sum += l1(j) * Math.abs(x[j]);
        }
        return sum;
    }

    /// {@return how far x is from a minimum: the largest component of the gradient or, with an l1 penalty, the largest
    /// violation of the Karush-Kuhn-Tucker conditions gⱼ = -l1(j) sign(xⱼ), |gⱼ| ≤ l1(j) where xⱼ = 0}
    ///
    /// @param x        a point
    /// @param gradient ∇f(x)
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
        ///
        /// @param x a point
        /// @param h its lower triangle is written over
        void hessian(double[] x, double[][] h);

        /// {@return the map v ↦ ∇²f(x) v, which costs about as much as a gradient and stores no matrix}
        ///
        /// @param x a point; must not change while the map is in use
        HessianProduct hessianAt(double[] x);
    }

    /// v ↦ ∇²f(x) v at a fixed x.
    @FunctionalInterface
    interface HessianProduct {
        /// Writes ∇²f(x) v into `result`.
        ///
        /// @param v      a direction
        /// @param result written over
        void times(double[] v, double[] result);
    }

    /// An objective that can approximate its Hessian at the cost of a few evaluations.
    interface Preconditioned extends Objective {

        /// {@return the map v ↦ H̃⁻¹ v, H̃ positive definite and near ∇²f(x); empty where it would cost too much}
        ///
        /// @param x a point
        Optional<UnaryOperator<double[]>> preconditioner(double[] x);
    }

    /// An objective that is a mean over examples and can be evaluated on some of them.
    interface Sampled extends Objective {

        /// {@return the number of examples}
        int examples();

        /// Computes the objective with its mean over `examples[from]` to `examples[to - 1]` only, and its gradient.
        ///
        /// @param x        a point
        /// @param examples numbers of examples, from 0
        /// @param from     first place in them
        /// @param to       place after the last
        /// @param gradient written over
        /// @return the value
        double evaluate(double[] x, int[] examples, int from, int to, double[] gradient);
    }
}
