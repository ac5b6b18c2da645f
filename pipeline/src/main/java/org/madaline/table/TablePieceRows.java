package org.madaline.table;

import java.util.Optional;
import org.madaline.formats.FormatException;
import org.madaline.formats.csv.RawTable;

/// Prepares a table that is read piece by piece: how it writes its numbers is told from the first piece. Not thread-safe.
public final class TablePieceRows {
    private final TableFeatures features;
    private Optional<TableFeatures> own = Optional.empty();

    /// For one table.
    ///
    /// @param features the model's
    public TablePieceRows(TableFeatures features) {
        this.features = features;
    }

    /// {@return the rows of the next piece, for prediction}
    ///
    /// @param piece of the table
    /// @throws FormatException naming file and column, if a column is missing
    public TableRows rows(RawTable piece) throws FormatException {
        if (own.isEmpty()) {
            own = Optional.of(features.reading(piece));
        }
        return TableRows.of(piece, features, own.get());
    }
}
