package org.madaline.data;

import java.util.List;

/// Examples of named fields, by index: several inputs, several targets, weights, texts of different lengths. A [Dataset]
/// is the simple case of two fields, `x` and `y`. Reading is thread-safe and has no side effect.
public interface FieldDataset {
    /// The number of examples.
    int size();

    /// What each example has.
    List<BatchField> fields();

    /// The length of a sequence, at most the first axis of its field's shape.
    ///
    /// @param field its place in [#fields]
    default int length(int index, int field) {
        return fields().get(field).shape().dim(0);
    }

    /// Writes each field of an example into an array of its own, row-major: as many floats as its shape has, a sequence
    /// only as many as its length.
    ///
    /// @param offsets where each value begins
    void read(int index, float[][] values, int[] offsets);

    /// The examples as they are in an epoch; see [Dataset#at].
    default FieldDataset at(int epoch) {
        return this;
    }

    /// x, y and, where there are weights, `weight` of a data set.
    static FieldDataset of(Dataset data) {
        return new DatasetFields(data);
    }

    /// The largest length of an example's sequences; 0 where there is none.
    default int length(int index) {
        int most = 0;
        for (int f = 0; f < fields().size(); f++) {
            most = fields().get(f).sequence() ? Math.max(most, length(index, f)) : most;
        }
        return most;
    }
}
