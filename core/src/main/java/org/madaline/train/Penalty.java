package org.madaline.train;

import java.util.Collection;
import org.madaline.graph.Graph;
import org.madaline.graph.Node;

/// A penalty on the weights, added to the loss: l1 Σ |wⱼ| + l2/2 Σ wⱼ² (book, section 2.6.3). Of a network it counts
/// weights, variables of two or more axes, not biases and the parameters of normalizations; of a linear model all but the
/// intercept.
///
/// A network's loss is a mean over the examples of a batch. A linear model's is the sum over all examples (book, eq. 2.5),
/// so that its penalty is the negative logarithm of a prior on w (l2: normal with variance 1/l2; l1: Laplace with scale
/// 1/l1), and a sample twice as large needs no other strength; in terms of the inverse strength C of other libraries,
/// l2 = 1/C, or l1 = 1/C.
///
/// @param l1 factor of Σ |w|, at least 0; makes weights exactly zero
/// @param l2 factor of ½ Σ w², at least 0; makes the minimum of a linear model unique and finite, separable classes included
public record Penalty(double l1, double l2) {
    /// No penalty: maximum likelihood.
    public static final Penalty NONE = new Penalty(0, 0);

    /// Checks the factors.
    ///
    /// @throws IllegalArgumentException if a factor is negative or not finite
    public Penalty {
        if (!(l1 >= 0 && l2 >= 0) || Double.isInfinite(l1) || Double.isInfinite(l2)) {
            throw new IllegalArgumentException("a penalty needs finite l1 and l2 of at least 0, not " + l1 + " and " + l2);
        }
    }

    /// The penalty that makes weights 0 (lasso).
    ///
    /// @param factor of Σ |w|, at least 0
    /// @return the penalty
    public static Penalty l1(double factor) {
        return new Penalty(factor, 0);
    }

    /// The penalty that makes weights small (ridge).
    ///
    /// @param factor of ½ Σ w², at least 0
    /// @return the penalty
    public static Penalty l2(double factor) {
        return new Penalty(0, factor);
    }

    /// `factor` times (ratio Σ |w| + (1 - ratio) ½ Σ w²).
    ///
    /// @param factor at least 0
    /// @param ratio the share of Σ |w|, from 0 to 1
    /// @return the penalty
    public static Penalty elasticNet(double factor, double ratio) {
        if (!(ratio >= 0 && ratio <= 1)) {
            throw new IllegalArgumentException("an elastic net needs a ratio from 0 (l2) to 1 (l1), not " + ratio);
        }
        return new Penalty(factor * ratio, factor * (1 - ratio));
    }

    /// Whether there is no penalty at all.
    ///
    /// @return true where both factors are 0
    public boolean isNone() {
        return l1 == 0 && l2 == 0;
    }

    /// The penalty as a scalar.
    Node build(Collection<Graph.Variable> parameters) {
        Node sum = null;
        for (Graph.Variable p : parameters) {
            if (p.shape().rank() >= 2) {
                Node w = p.node();
                Node term = w.abs().times(l1).plus(w.square().times(l2 / 2)).total();
                sum = sum == null ? term : sum.plus(term);
            }
        }
        return sum == null ? parameters.iterator().next().node().graph().constant(0) : sum;
    }
}
