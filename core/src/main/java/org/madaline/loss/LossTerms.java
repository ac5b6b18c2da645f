package org.madaline.loss;

import java.util.Optional;
import org.madaline.graph.Node;
import org.madaline.graph.ShapeException;
import org.madaline.tensor.Shape;

/// The losses of single values, before they become one number: a numerator and a denominator, so that batches combine to
/// the loss of the whole set, Σ wℓ / Σ w, however it is cut, and that single examples can weigh more or nothing.
///
/// @param values wℓ, row-major with the examples first
/// @param weights w, as many rows, where the mean divides by their sum; empty where each value counts alike
/// @param examples weights of the examples or of their places, such as a mask, `[N, ...]`; empty where each counts alike
/// @param reduction how they become one number
/// @param count the number N of examples
public record LossTerms(Node values, Optional<Node> weights, Optional<Node> examples, Reduction reduction, int count) {
    /// What the sum of the weights is at least, so that a batch without weights has the loss 0.
    public static final double TINY = 1e-30;

    /// Values that count alike.
    ///
    /// @param count the number of examples
    /// @param values ℓ, row-major with the examples first, or a scalar
    /// @param reduction how they become one number
    /// @return the terms, without weights
    public static LossTerms of(Node values, Reduction reduction, int count) {
        return new LossTerms(values, Optional.empty(), Optional.empty(), reduction, count);
    }

    /// Values whose mean divides by the sum of weights.
    static LossTerms of(Node values, Node weights, Reduction reduction, int count) {
        return new LossTerms(values, Optional.of(weights), Optional.empty(), reduction, count);
    }

    /// The same with the values of each example, or of each of its places, multiplied by a weight; a mean divides by the
    /// sum of these weights. A mask is weights of 0 and 1.
    ///
    /// @param factors `[N]`, or one for each place `[N, ...]`
    /// @return these terms, weighted
    /// @throws ShapeException if there are not as many as examples or places
    public LossTerms weighted(Node factors) {
        int rows = factors.shape().size();
        if (values.shape().rank() == 0 || rows == 0 || values.shape().size() % rows != 0 || rows % count != 0) {
            String reason = values.shape().rank() == 0
                    ? "the loss yields one number for a batch, so its examples cannot be weighted; implement Loss.terms"
                    : "the loss has " + count + " examples of " + values.shape().size() / count + " values, and " + rows
                            + " weights; it takes one for each example or for each of its places";
            throw new ShapeException(values.path(), reason);
        }
        Node column = factors.reshape(Shape.of(rows, 1));
        Node both = examples.map(e -> byRow(e, rows).times(column)).orElse(column);
        return new LossTerms(byRow(values, rows).times(column), weights.map(w -> byRow(w, rows).times(column)),
                Optional.of(both), reduction, count);
    }

    private static Node byRow(Node x, int rows) {
        return x.reshape(Shape.of(rows, x.shape().size() / rows));
    }

    /// The loss of the batch: a scalar, but for [Reduction#NONE].
    ///
    /// @return the loss in the graph; for NONE all values as they are
    public Node loss() {
        return switch (reduction) {
            case MEAN -> weights.isPresent() || examples.isPresent()
                    ? values.total().dividedBy(divisor().max(TINY))
                    : values.total().times(1.0 / values.shape().size());
            case BATCH_MEAN -> examples.isPresent()
                    ? values.total().dividedBy(divisor().max(TINY))
                    : values.total().times(1.0 / count);
            case SUM -> values.total();
            case NONE -> values;
        };
    }

    /// What the mean divides by, where that depends on the targets or on the weights of the examples.
    private Node divisor() {
        if (reduction == Reduction.MEAN && weights.isPresent()) {
            return weights.get().total();
        }
        Node each = examples.orElseThrow();
        int values = reduction == Reduction.MEAN ? this.values.shape().size() : count;
        return each.total().times((double) values / each.shape().size());
    }

    /// Whether the losses of batches add up, instead of having a mean.
    ///
    /// @return true for the reduction SUM
    public boolean sums() {
        return reduction == Reduction.SUM;
    }

    /// What this batch's loss counts in the mean over batches, a scalar, where that is not the number of its examples.
    ///
    /// @return the divisor of the mean; empty where each example counts 1, or where losses add up
    public Optional<Node> weight() {
        boolean varies = examples.isPresent() || reduction == Reduction.MEAN && weights.isPresent();
        return varies && !sums() ? Optional.of(divisor()) : Optional.empty();
    }

    /// The same, to be made small by training or told as one number.
    ///
    /// @return these terms
    /// @throws IllegalArgumentException if nothing makes one number of the values
    public LossTerms reduced() {
        if (reduction == Reduction.NONE) {
            throw new IllegalArgumentException("the loss has the reduction NONE, which yields a value for each example; training and"
                    + " evaluation need one number: use MEAN, SUM or BATCH_MEAN");
        }
        return this;
    }
}
