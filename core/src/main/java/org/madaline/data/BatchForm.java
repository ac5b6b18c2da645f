package org.madaline.data;

import java.util.List;

/// What the plan for a batch depends on: batches of one form share a plan.
///
/// @param fields of each example
/// @param size the number N of examples
/// @param length that sequences are padded to; 0 where there are none
public record BatchForm(List<BatchField> fields, int size, int length) {
    public BatchForm {
        fields = List.copyOf(fields);
    }

    /// The form of batches of examples (x, y).
    public static BatchForm of(Examples examples, int size) {
        return new BatchForm(DatasetFields.fieldsOf(examples), size, 0);
    }
}
