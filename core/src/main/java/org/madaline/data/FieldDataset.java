package org.madaline.data;

import java.util.List;

/// Examples of named fields, by index: several inputs, several targets, weights, texts of different lengths. A [Dataset]
/// is the simple case of two fields, `x` and `y`. Reading is thread-safe and has no side effect.
public interface FieldDataset {
    /// The number of examples.
    ///
    /// @return at least 0
    int size();

    /// What each example has.
    ///
    /// @return the fields, in the order in which [#read] writes them
    List<BatchField> fields();

    /// The length of a sequence, at most the first axis of its field's shape.
    ///
    /// @param field its place in [#fields]
    /// @param index from 0 to [#size] - 1
    /// @return the number of places
    default int length(int index, int field) {
        return fields().get(field).shape().dim(0);
    }

    /// Writes each field of an example into an array of its own, row-major: as many floats as its shape has, a sequence
    /// only as many as its length.
    ///
    /// @param offsets where each value begins
    /// @param index from 0 to [#size] - 1
    /// @param values one array for each field, in the order of [#fields]
    void read(int index, float[][] values, int[] offsets);

    /// The examples as they are in an epoch; see [Dataset#at].
    ///
    /// @param epoch from 0
    /// @return examples of the same fields
    default FieldDataset at(int epoch) {
        return this;
    }

    /// x, y and, where there are weights, `weight` of a data set.
    ///
    /// @param data the examples
    /// @return the same examples as fields
    static FieldDataset of(Dataset data) {
        return new DatasetFields(data);
    }

    /// The largest length of an example's sequences; 0 where there is none.
    ///
    /// @param index from 0 to [#size] - 1
    /// @return in places
    default int length(int index) {
        int most = 0;
        for (int f = 0; f < fields().size(); f++) {
            most = fields().get(f).sequence() ? Math.max(most, length(index, f)) : most;
        }
        return most;
    }
}
