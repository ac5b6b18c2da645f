package org.madaline.data;

import java.util.Objects;
import org.madaline.tensor.Shape;

/// A named part of an example, such as a picture, the numbers beside it, a text, one of several targets, or a weight.
///
/// @param name unique among the fields of an example
/// @param shape of one example's value; for a sequence its first axis is the largest length
/// @param sequence whether examples have different lengths along the first axis
public record BatchField(String name, Shape shape, boolean sequence) {
    /// Checks the name and the shape.
    ///
    /// @throws IllegalArgumentException if a sequence has no axis, or the name is empty
    public BatchField {
        Objects.requireNonNull(shape, "shape");
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a field needs a name");
        }
        if (sequence && shape.rank() == 0) {
            throw new IllegalArgumentException("field " + name + " is a sequence, but its shape " + shape + " has no axis");
        }
    }

    /// A field whose values all have the same shape.
    ///
    /// @param name unique among the fields of an example
    /// @param shape of one example's value
    public BatchField(String name, Shape shape) {
        this(name, shape, false);
    }

    /// The name of the mask of a sequence: 1 for each place that an example has, 0 for padding.
    ///
    /// @return the field's name with `.mask` behind it
    public String mask() {
        return name + ".mask";
    }

    /// The shape of one example's value where sequences are padded to `length`.
    ///
    /// @param length in places
    /// @return for a sequence its shape with the first axis cut to `length`, for others the shape as it is
    public Shape padded(int length) {
        return sequence ? shape.drop(1).prepend(Math.min(length, shape.dim(0))) : shape;
    }
}
