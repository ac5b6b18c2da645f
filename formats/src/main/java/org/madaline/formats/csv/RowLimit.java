package org.madaline.formats.csv;

/// How much of a long table is kept in memory. Where a file has more rows, those are kept whose numbers, mixed into keys, are
/// the least: a sample that depends on nothing but the file's length, in the order of the file.
///
/// @param rows  at most so many rows
/// @param cells at most so many cells, and one row at least
public record RowLimit(int rows, long cells) {
    /// All rows; a table of more than 2^30 cells is refused.
    public static final RowLimit NONE = new RowLimit(Integer.MAX_VALUE, Long.MAX_VALUE);

    /// Checks that rows are left.
    ///
    /// @throws IllegalArgumentException if a number is less than 1
    public RowLimit {
        if (rows < 1 || cells < 1) {
            throw new IllegalArgumentException("at least one row is kept, not " + Math.min(rows, cells));
        }
    }

    /// How many rows of so many columns are kept.
    int most(int columns) {
        return Math.clamp(cells / columns, 1, rows);
    }
}
