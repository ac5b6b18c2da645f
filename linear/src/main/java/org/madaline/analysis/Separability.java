package org.madaline.analysis;

import org.madaline.linear.DesignMatrix;

/// Decides whether a hyperplane separates two sets of points, and shows why.                    (book, eq. 2.17)
///
/// Two finite sets are linearly separable exactly if their convex hulls have no point in common. So the answer comes
/// with a proof that anyone can check: a hyperplane, or a point together with its weights in both hulls. A hyperplane
/// is sought by logistic regression first, whose risk falls to 0 exactly on separable data; where it finds none, a
/// linear program looks for a common point and, if there is none either, another for the hyperplane.
public sealed interface Separability {

    /// The sets are separable: wᵀx + b > 0 for all points of label 1 and < 0 for all of label 0.
    ///
    /// @param w normal of the hyperplane
    /// @param b its offset
    /// @param margin the smallest distance of a point from it
    record Separable(double[] w, double b, double margin) implements Separability {}

    /// The sets are not separable: `point` = Σ weightsᵢ x⁽ʳᵒʷˢⁱ⁾ over the rows of label 1, and over those of label 0;
    /// in both sums the weights are not negative and add up to 1.
    ///
    /// @param rows those with a weight
    /// @param weights of the rows
    /// @param point the common point of the convex hulls
    record Inseparable(int[] rows, double[] weights, double[] point) implements Separability {}

    /// {@return whether the sets are separable}
    default boolean separable() {
        return this instanceof Separable;
    }

    /// {@return the answer for the rows of `x` and their labels 0 and 1, with its proof}
    ///
    /// @param x      the points
    /// @param labels 0 or 1 for each
    /// @throws IllegalArgumentException if data or labels do not fit; see [org.madaline.linear.Classifier#fit]
    /// @throws ArithmeticException if the sets come so close to each other that rounding errors hide the answer
    static Separability of(DesignMatrix x, int[] labels) {
        return new SeparabilitySearch(x, labels).decide();
    }
}
