package org.madaline.data;

import java.util.Objects;
import org.madaline.tensor.Shape;

/// Two parts of a sample: what a model is fitted on, and what it is judged by.
///
/// @param train what is fitted on
/// @param test what is held back
public record Split(Dataset train, Dataset test) {
    /// Checks that both are there.
    ///
    /// @throws NullPointerException if a part is missing
    public Split {
        Objects.requireNonNull(train, "train");
        Objects.requireNonNull(test, "test");
    }

    /// Both parts with x seen in another shape of equal size, as images `[1, 28, 28]` instead of vectors `[784]`.
    ///
    /// @param shape of as many values as x has
    /// @return views of both parts
    public Split withInputShape(Shape shape) {
        return new Split(train.withInputShape(shape), test.withInputShape(shape));
    }
}
