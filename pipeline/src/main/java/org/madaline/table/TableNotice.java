package org.madaline.table;

/// Something about a cell of a row that is to be predicted: the prediction stands, but its reader should know.
///
/// @param kind    of the trouble
/// @param column  in which it is
/// @param message in words, without the row
public record TableNotice(Kind kind, String column, String message) {
    /// What can be the matter.
    public enum Kind {
        /// A category that no row of the training had.
        UNSEEN,
        /// A cell that is not what its column holds; it counts as missing.
        UNREADABLE,
        /// A number or a date farther from those of the training than the farthest of them are from each other.
        OUTSIDE,
        /// A missing cell in a column that was complete in training.
        MISSING,
        /// A row of too many or too few cells.
        RAGGED
    }

    @Override
    public String toString() {
        return column.isEmpty() ? message : "column " + column + ": " + message;
    }
}
