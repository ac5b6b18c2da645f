package org.madaline.table;

import java.util.List;
import java.util.stream.Collectors;

/// A row as a model takes it.
///
/// @param values  the x of the row; not to be changed
/// @param notices what was the matter with its cells
public record EncodedRow(double[] values, List<TableNotice> notices) {
    /// The notices are copied.
    public EncodedRow {
        notices = List.copyOf(notices);
    }

    /// {@return the values, if there is nothing to be noted}
    ///
    /// @throws IllegalArgumentException naming columns and cells, if there is
    public double[] requireClean() {
        if (!notices.isEmpty()) {
            throw new IllegalArgumentException(notices.stream().map(TableNotice::toString).collect(Collectors.joining("; ")));
        }
        return values;
    }
}
