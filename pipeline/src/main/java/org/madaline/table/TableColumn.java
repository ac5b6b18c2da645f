package org.madaline.table;

import java.util.Locale;

/// What was found out about a column of a table.
///
/// @param name     of the column
/// @param type     that it has, or was given
/// @param reason   why, in a few words
/// @param missing  how many cells are missing
/// @param distinct how many different texts there are, counted up to a bound
public record TableColumn(String name, ColumnType type, String reason, int missing, int distinct) {
    /// {@return the column in one line: `customer_id: identifier, left out: 1,000 different values in 1,000 rows`}
    public String describe() {
        return name + ": " + type + (type.isUsed() ? "" : ", left out") + ": " + reason
                + (missing == 0 ? "" : String.format(Locale.ROOT, "; %,d missing", missing));
    }
}
