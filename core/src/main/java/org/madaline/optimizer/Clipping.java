package org.madaline.optimizer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.madaline.check.Require;
import org.madaline.graph.Node;
import org.madaline.tensor.Shape;

/// Keeps gradients from growing too large (Pascanu et al. 2013): a function from gradients to gradients in the graph,
/// between back-propagation and the optimizer.
///
/// @param kind by what
/// @param limit the largest norm or absolute value
public record Clipping(Kind kind, double limit) {
    /// By what gradients are clipped.
    public enum Kind {
        /// Each element is brought into [-limit, limit].
        VALUE,
        /// All gradients together are scaled so that the sum of absolute values is at most the limit.
        NORM_1,
        /// The same for the root of the sum of squares.
        NORM_2,
        /// The same for the largest absolute value.
        NORM_MAX
    }

    /// Keeps the factor finite where all gradients are 0, as in PyTorch.
    private static final double EPS = 1e-6;

    /// Checks the limit.
    ///
    /// @throws IllegalArgumentException if the limit is not positive
    public Clipping {
        Require.positive("the limit of clipping", limit);
    }

    /// All gradients together keep a Euclidean norm of at most `limit`.
    ///
    /// @param limit the largest norm, above 0
    /// @return clipping by the norm of all gradients, as PyTorch's `clip_grad_norm_`
    public static Clipping byNorm(double limit) {
        return new Clipping(Kind.NORM_2, limit);
    }

    /// Each element stays in [-limit, limit].
    ///
    /// @param limit the largest absolute value, above 0
    /// @return clipping element by element, as PyTorch's `clip_grad_value_`
    public static Clipping byValue(double limit) {
        return new Clipping(Kind.VALUE, limit);
    }

    /// The clipped gradient of each parameter.
    ///
    /// @param <P> what stands for a parameter
    /// @param gradients one for each parameter; a norm is taken over all of them
    /// @return nodes of the same shapes, in the same order
    public <P> Map<P, Node> apply(Map<P, Node> gradients) {
        if (gradients.isEmpty()) {
            return gradients;
        }
        return switch (kind) {
            case VALUE -> map(gradients, g -> g.max(-limit).min(limit));
            case NORM_1 -> scaled(gradients, reduce(gradients, g -> g.abs().total(), Node::plus));
            case NORM_2 -> scaled(gradients, reduce(gradients, g -> g.square().total(), Node::plus).sqrt());
            case NORM_MAX -> scaled(gradients, reduce(gradients, g -> g.abs().maximum().reshape(Shape.SCALAR), Node::max));
        };
    }

    private <P> Map<P, Node> scaled(Map<P, Node> gradients, Node norm) {
        Node factor = norm.plus(EPS).reciprocal().times(limit).min(1);
        return map(gradients, g -> g.times(factor));
    }

    private static <P> Node reduce(Map<P, Node> gradients, UnaryOperator<Node> norm, BinaryOperator<Node> join) {
        return gradients.values().stream().map(norm).reduce(join).orElseThrow();
    }

    private static <P> Map<P, Node> map(Map<P, Node> gradients, UnaryOperator<Node> change) {
        Map<P, Node> changed = new LinkedHashMap<>();
        gradients.forEach((parameter, g) -> changed.put(parameter, change.apply(g)));
        return changed;
    }
}
