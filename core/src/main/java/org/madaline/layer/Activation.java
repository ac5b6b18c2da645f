package org.madaline.layer;

import java.util.Objects;
import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.graph.UnaryFunction;

/// A function applied to each element (or, for softmax, along the last axis). Values and derivatives follow from the
/// formula given here; a user's own activation is a lambda `(g, x) -> ...`.
///
/// @param function which one
/// @param a its first setting, where it has one
/// @param b its second setting, where it has one
public record Activation(Function function, double a, double b) implements Layer {
    private interface Formula {
        Node apply(Node x, double a, double b);
    }

    /// The formulas.
    public enum Function {
        /// z                                                                            (book, eq. 3.12)
        IDENTITY((x, _, _) -> x),
        /// 1 / (1 + e⁻ᶻ)                                                                (book, eq. 3.8)
        SIGMOID((x, _, _) -> x.sigmoid()),
        /// max(0, z)                                                                    (book, eq. 3.9)
        RELU((x, _, _) -> x.relu()),
        /// (eᶻ - e⁻ᶻ) / (eᶻ + e⁻ᶻ)                                                       (book, eq. 3.10)
        TANH((x, _, _) -> x.tanh()),
        /// max(a, min(b, z)), in the book a = -1, b = 1                                 (book, eq. 3.11)
        HARD_TANH((x, a, b) -> x.min(b).max(a)),
        /// exp(zⱼ) / Σ exp(zᵢ) along the last axis                                      (book, eq. 3.13)
        SOFTMAX((x, _, _) -> x.softmax()),
        /// ln softmax(z) along the last axis, computed as z - ln Σ exp(zᵢ), so that small probabilities keep their digits
        LOG_SOFTMAX((x, _, _) -> x.logSoftmax()),
        /// z where z > 0, else a z (Maas et al. 2013)
        LEAKY_RELU((x, a, _) -> x.greater(0).select(x, x.times(a))),
        /// z where z > 0, else a (eᶻ - 1) (Clevert et al. 2016)
        ELU((x, a, _) -> x.greater(0).select(x, notAbove(x, 0).exp().minus(1).times(a))),
        /// b (z where z > 0, else a (eᶻ - 1)) (Klambauer et al. 2017)
        SELU((x, a, b) -> x.greater(0).select(x, notAbove(x, 0).exp().minus(1).times(a)).times(b)),
        /// z Φ(z), Φ the normal distribution (Hendrycks and Gimpel 2016)
        GELU((x, _, _) -> x.times(x.times(Math.sqrt(0.5)).apply(UnaryFunction.ERF).plus(1).times(0.5))),
        /// z σ(z), also called swish (Elfwing et al. 2018)
        SILU((x, _, _) -> x.times(x.sigmoid())),
        /// ln(1 + exp(a z)) / a
        SOFTPLUS((x, a, _) -> x.times(a).softplus().dividedBy(a)),
        /// z where z > 0, else a (exp(z / a) - 1) (Barron 2017)
        CELU((x, a, _) -> x.greater(0).select(x, notAbove(x, 0).dividedBy(a).exp().minus(1).times(a))),
        /// GELU with tanh in place of the error function
        GELU_TANH((x, _, _) -> x.times(x.plus(x.square().times(x).times(0.044715)).times(Math.sqrt(2 / Math.PI)).tanh()
                .plus(1).times(0.5))),
        /// z tanh(ln(1 + eᶻ)) (Misra 2019)
        MISH((x, _, _) -> x.times(x.softplus().tanh())),
        /// z / (1 + |z|)
        SOFTSIGN((x, _, _) -> x.dividedBy(x.abs().plus(1))),
        /// ln σ(z)
        LOG_SIGMOID((x, _, _) -> x.negative().softplus().negative()),
        /// z - tanh z
        TANH_SHRINK((x, _, _) -> x.minus(x.tanh())),
        /// z brought nearer to 0 by a
        SOFT_SHRINK((x, a, _) -> x.minus(notBelow(notAbove(x, a), -a))),
        /// z where |z| > a, else 0
        HARD_SHRINK((x, a, _) -> x.times(x.abs().greater(a))),
        /// the first half of the last axis times σ of the second (Dauphin et al. 2017)
        GLU((x, _, _) -> {
            int half = x.shape().dim(-1) / 2;
            return x.narrow(-1, 0, half).times(x.narrow(-1, half, 2 * half).sigmoid());
        }),
        /// max(0, min(1, z / 6 + 1/2))
        HARD_SIGMOID((x, _, _) -> x.plus(3).relu6().dividedBy(6)),
        /// z hard-sigmoid(z) (Howard et al. 2019)
        HARD_SWISH((x, _, _) -> x.times(notBelow(x.plus(3).min(6), 0)).dividedBy(6)),
        /// min(max(0, z), 6)
        RELU6((x, _, _) -> x.relu6());

        private final Formula formula;

        Function(Formula formula) {
            this.formula = formula;
        }

        /// min(x, bound) with the slope 1 at the corner.
        private static Node notAbove(Node x, double bound) {
            return x.graph().constant(bound).min(x);
        }

        /// max(x, bound) with the slope 1 at the corner.
        private static Node notBelow(Node x, double bound) {
            return x.graph().constant(bound).max(x);
        }
    }

    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if a setting is no number
    public Activation {
        Objects.requireNonNull(function, "function");
        if (Double.isNaN(a) || Double.isNaN(b)) {
            throw new IllegalArgumentException("the settings of " + function + " are numbers, not " + a + " and " + b);
        }
    }

    public static final Activation IDENTITY = new Activation(Function.IDENTITY, 0, 0);
    public static final Activation SIGMOID = new Activation(Function.SIGMOID, 0, 0);
    public static final Activation RELU = new Activation(Function.RELU, 0, 0);
    public static final Activation TANH = new Activation(Function.TANH, 0, 0);
    public static final Activation HARD_TANH = new Activation(Function.HARD_TANH, -1, 1);
    public static final Activation SOFTMAX = new Activation(Function.SOFTMAX, 0, 0);
    public static final Activation LOG_SOFTMAX = new Activation(Function.LOG_SOFTMAX, 0, 0);
    /// Slope 0.01 below zero.
    public static final Activation LEAKY_RELU = leakyRelu(0.01);
    /// α = 1.
    public static final Activation ELU = elu(1);
    public static final Activation SELU = new Activation(Function.SELU, 1.6732632423543772, 1.0507009873554805);
    public static final Activation GELU = new Activation(Function.GELU, 0, 0);
    public static final Activation SILU = new Activation(Function.SILU, 0, 0);
    public static final Activation SOFTPLUS = softplus(1);
    public static final Activation HARD_SIGMOID = new Activation(Function.HARD_SIGMOID, 0, 0);
    public static final Activation HARD_SWISH = new Activation(Function.HARD_SWISH, 0, 0);
    public static final Activation RELU6 = new Activation(Function.RELU6, 0, 0);

    public static final Activation CELU = new Activation(Function.CELU, 1, 0);
    public static final Activation GELU_TANH = new Activation(Function.GELU_TANH, 0, 0);
    public static final Activation MISH = new Activation(Function.MISH, 0, 0);
    public static final Activation SOFTSIGN = new Activation(Function.SOFTSIGN, 0, 0);
    public static final Activation LOG_SIGMOID = new Activation(Function.LOG_SIGMOID, 0, 0);
    public static final Activation TANH_SHRINK = new Activation(Function.TANH_SHRINK, 0, 0);
    public static final Activation SOFT_SHRINK = new Activation(Function.SOFT_SHRINK, 0.5, 0);
    public static final Activation HARD_SHRINK = new Activation(Function.HARD_SHRINK, 0.5, 0);
    public static final Activation GLU = new Activation(Function.GLU, 0, 0);

    /// ln(1 + exp(β z)) / β
    ///
    /// @param beta how sharp the bend is: the larger, the nearer to ReLU; not 0
    /// @return softplus with that β
    public static Activation softplus(double beta) {
        return new Activation(Function.SOFTPLUS, beta, 0);
    }

    /// z where z > 0, else slope z.
    ///
    /// @param slope below zero, usually 0.01 to 0.3
    /// @return leaky ReLU with that slope
    public static Activation leakyRelu(double slope) {
        return new Activation(Function.LEAKY_RELU, slope, 0);
    }

    /// z where z > 0, else α (eᶻ - 1).
    ///
    /// @param alpha the function tends to -α for very negative z
    /// @return ELU with that α
    public static Activation elu(double alpha) {
        return new Activation(Function.ELU, alpha, 0);
    }

    /// max(low, min(high, z)).                                                      (book, eq. 3.11)
    ///
    /// @param low the least value, in the book -1
    /// @param high the largest value, in the book 1
    /// @return the hard hyperbolic tangent with those bounds
    public static Activation hardTanh(double low, double high) {
        return new Activation(Function.HARD_TANH, low, high);
    }

    @Override
    public Node build(Graph g, Node x) {
        return function.formula.apply(x, a, b);
    }
}
