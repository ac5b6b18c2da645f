package org.madaline.train;

import java.util.Collection;
import org.madaline.graph.Graph;
import org.madaline.graph.Node;

/// A penalty on the weights, added to the loss (book, section 2.6.3). It counts weights, variables of two or more
/// axes, not biases and the parameters of normalizations.
///
/// @param l1 factor of Σ |w|
/// @param l2 factor of ½ Σ w²
public record Penalty(double l1, double l2) {
    /// Checks the factors.
    ///
    /// @throws IllegalArgumentException if a factor is negative
    public Penalty {
        if (!(l1 >= 0) || !(l2 >= 0)) {
            throw new IllegalArgumentException("the factors of a penalty are at least 0, not " + l1 + " and " + l2);
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
        return new Penalty(factor * ratio, factor * (1 - ratio));
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
