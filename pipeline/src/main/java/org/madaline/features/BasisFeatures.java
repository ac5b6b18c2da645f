package org.madaline.features;

import java.util.List;
import org.madaline.basis.Basis;
import org.madaline.tensor.Shape;

/// Basis functions φ of what other features make of an example.                        (book, eq. 2.18)
///
/// @param inner what makes the x that the functions take
/// @param basis of as many inputs as that has numbers
public record BasisFeatures(Features inner, Basis basis) implements Features {
    /// Checks that both fit.
    ///
    /// @throws IllegalArgumentException if the functions take another number of inputs
    public BasisFeatures {
        if (inner.shape().size() != basis.inputs()) {
            throw new IllegalArgumentException("the basis takes " + basis.inputs() + " inputs, but examples have " + inner.shape().size()
                    + " numbers");
        }
    }

    @Override
    public Shape shape() {
        return Shape.of(basis.size());
    }

    @Override
    public List<Field> fields() {
        return inner.fields();
    }

    @Override
    public double[] encode(Example example) {
        return basis.apply(inner.encode(example));
    }
}
