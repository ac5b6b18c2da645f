package org.madaline.book.network;

import java.util.List;

/// The gradient of the loss of one object: `∇W[l]` and `∇b[l]` for l = 1, ..., L, and the errors `δ[l]` on the way.
///
/// @param w     `w.get(l - 1)[j][i]` = `∂ℓ/∂w[l]_ji`
/// @param b     `b.get(l - 1)[j]` = `∂ℓ/∂b[l]_j`
/// @param delta `delta.get(l - 1)` = `δ[l]`; empty where a method does not compute it
public record Gradients(List<double[][]> w, List<double[]> b, List<double[]> delta) {
    /// {@return the largest difference of any two entries, relative to the largest entry of both}
    ///
    /// @param other of a network of the same form
    public double relativeDifference(Gradients other) {
        double difference = 0;
        double largest = 1e-300;
        for (int l = 0; l < w.size(); l++) {
            for (int j = 0; j < b.get(l).length; j++) {
                difference = Math.max(difference, Math.abs(b.get(l)[j] - other.b.get(l)[j]));
                largest = Math.max(
                        largest,
                        Math.max(Math.abs(b.get(l)[j]), Math.abs(other.b.get(l)[j])));
                for (int i = 0; i < w.get(l)[j].length; i++) {
                    difference = Math.max(
                            difference, Math.abs(w.get(l)[j][i] - other.w.get(l)[j][i]));
                    largest = Math.max(
                            largest,
                            Math.max(Math.abs(w.get(l)[j][i]), Math.abs(other.w.get(l)[j][i])));
                }
            }
        }
        return difference / largest;
    }
}
