package org.madaline.loss;

import org.madaline.graph.Node;

/// A loss ℓ(y, f(x)), averaged over the batch: what training minimizes (book, eq. 3.31).
///
/// A loss of one's own is a formula in nodes, `(z, y) -> z.minus(y).abs().mean().total()`, that yields the mean over the
/// batch. One whose mean divides by weights, or whose examples are to be weighted, says its [#terms] as well.
@FunctionalInterface
public interface Loss {
    /// The loss as a scalar node.
    ///
    /// @param prediction what the network yields, `[N, ...]`
    /// @param target what it should yield, of the shape that the loss documents
    /// @return a scalar of the same graph, unless the loss reduces nothing
    Node build(Node prediction, Node target);

    /// The losses of single values with their weights, from which the loss of a larger set is exact. By default what
    /// [#build] yields, as a mean over the batch in which each example counts alike.
    ///
    /// @param prediction what the network yields, `[N, ...]`
    /// @param target what it should yield, of the shape that the loss documents
    /// @return values and weights whose [LossTerms#loss] is what [#build] yields
    default LossTerms terms(Node prediction, Node target) {
        return LossTerms.of(build(prediction, target), Reduction.MEAN, prediction.shape().dim(0));
    }

    /// The class index that marks examples without a class, which neither loss nor accuracy counts; NaN: none.
    ///
    /// @return the index, or NaN
    default double ignored() {
        return Double.NaN;
    }
}
