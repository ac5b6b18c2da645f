package org.madaline.models.basis;

import java.util.List;
import java.util.Map;

/// Basis functions φ₁ ... φₙ: ℝᵈ → ℝ, which turn an object x into its feature vector φ(x).       (book, eq. 2.18)
///
/// A basis is a value and may be put before any model; one that is not made of user code describes itself as data.
public interface Basis {

    /// The number d of inputs.
    int inputs();

    /// The number n of functions.
    int size();

    /// Writes φ(x) for x at `x[from]` ... into `phi[to]` ...
    void apply(double[] x, int from, double[] phi, int to);

    /// One readable name for each function, such as `x0^2`.
    List<String> names();

    /// The basis as plain data (strings, numbers, booleans, lists, maps), from which [Bases#fromMap] makes it again.
    Map<String, Object> toMap();

    /// φ(x) as a new array.
    default double[] apply(double[] x) {
        if (x.length != inputs()) {
            throw new IllegalArgumentException("the basis takes " + inputs() + " inputs; x has " + x.length);
        }
        double[] phi = new double[size()];
        apply(x, 0, phi, 0);
        return phi;
    }

    /// `next` applied to the values of this basis: next(φ(x)).
    default Basis then(Basis next) {
        return new Chain(this, next);
    }

    /// The functions of this basis followed by those of `other`.
    default Basis and(Basis other) {
        return new Union(List.of(this, other));
    }
}
