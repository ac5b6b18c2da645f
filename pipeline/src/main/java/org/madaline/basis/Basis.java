package org.madaline.basis;

import java.util.List;
import java.util.Map;
import org.madaline.data.Dataset;
import org.madaline.tensor.Shape;

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

    /// The examples of a data set with φ(x) in place of x, for any model; save the basis with that model by
    /// [BasisMetadata]. φ(x) is computed anew at each reading, in double precision, and rounded to floats.
    ///
    /// @throws IllegalArgumentException if the examples do not have as many values as the basis has inputs
    default Dataset apply(Dataset data) {
        if (data.inputShape().size() != inputs()) {
            throw new IllegalArgumentException("the basis takes " + inputs() + " inputs; the examples have "
                    + data.inputShape().size());
        }
        return data.mapInput(Shape.of(size()), this::apply);
    }

    /// φ(x) of floats.
    default float[] apply(float[] x) {
        double[] wide = new double[x.length];
        for (int j = 0; j < wide.length; j++) {
            wide[j] = x[j];
        }
        double[] phi = apply(wide);
        float[] narrow = new float[phi.length];
        for (int k = 0; k < narrow.length; k++) {
            narrow[k] = (float) phi[k];
        }
        return narrow;
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
