package org.madaline.data;

import java.util.List;

/// What the plan for a batch depends on: batches of one form share a plan.
///
/// @param fields of each example
/// @param size the number N of examples
/// @param length that sequences are padded to; 0 where there are none
public record BatchForm(List<BatchField> fields, int size, int length) {
    /// Copies the list.
    public BatchForm {
        fields = List.copyOf(fields);
    }

    /// The form of batches of examples (x, y).
    ///
    /// @param examples of fields `x`, `y` and perhaps `weight`
    /// @param size the number N of examples
    /// @return the form of their batches, without sequences
    public static BatchForm of(Examples examples, int size) {
        return new BatchForm(DatasetFields.fieldsOf(examples), size, 0);
    }
}
