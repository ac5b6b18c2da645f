package org.madaline.basis;

import java.util.List;
import java.util.Map;
import org.madaline.data.Dataset;
import org.madaline.tensor.Shape;

/// Basis functions φ₁ ... φₙ: ℝᵈ → ℝ, which turn an object x into its feature vector φ(x).       (book, eq. 2.18)
///
/// A basis is a value and may be put before any model; one that is not made of user code describes itself as data.
public interface Basis {

    /// {@return the number d of inputs}
    int inputs();

    /// {@return the number n of functions}
    int size();

    /// Writes φ(x) for x at `x[from]` ... into `phi[to]` ...
    ///
    /// @param x    holds one object, `inputs()` numbers
    /// @param from where it begins
    /// @param phi  takes `size()` numbers
    /// @param to   where they begin
    void apply(double[] x, int from, double[] phi, int to);

    /// {@return one readable name for each function, such as `x0^2`}
    List<String> names();

    /// {@return the basis as plain data (strings, numbers, booleans, lists, maps), from which [Bases#fromMap] makes it again}
    Map<String, Object> toMap();

    /// {@return φ(x) as a new array}
    ///
    /// @param x `inputs()` numbers
    /// @throws IllegalArgumentException if they are more or fewer
    default double[] apply(double[] x) {
        if (x.length != inputs()) {
            throw new IllegalArgumentException("the basis takes " + inputs() + " inputs; x has " + x.length);
        }
        double[] phi = new double[size()];
        apply(x, 0, phi, 0);
        return phi;
    }

    /// {@return the examples of a data set with φ(x) in place of x, for any model; save the basis with that model by
    /// [BasisMetadata]} φ(x) is computed anew at each reading, in double precision, and rounded to floats.
    ///
    /// @param data labels and names of examples stay
    /// @throws IllegalArgumentException if the examples do not have as many values as the basis has inputs
    default Dataset apply(Dataset data) {
        if (data.inputShape().size() != inputs()) {
            throw new IllegalArgumentException("the basis takes " + inputs() + " inputs; the examples have "
                    + data.inputShape().size());
        }
        return data.mapInput(Shape.of(size()), this::apply);
    }

    /// φ(x) of floats.
    ///
    /// @param x `inputs()` numbers
    /// @return computed in double precision, rounded to floats
    /// @throws IllegalArgumentException if they are more or fewer
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

    /// {@return `next` applied to the values of this basis: next(φ(x))}
    ///
    /// @param next takes as many inputs as this basis has functions
    /// @throws IllegalArgumentException if it takes another number
    default Basis then(Basis next) {
        return new Chain(this, next);
    }

    /// {@return the functions of this basis followed by those of `other`}
    ///
    /// @param other of as many inputs
    /// @throws IllegalArgumentException if it takes another number of inputs
    default Basis and(Basis other) {
        return new Union(List.of(this, other));
    }
}
