package org.madaline.formats.csv;

import java.io.IOException;
import java.util.Optional;

/// A table that is read piece by piece, so that memory does not grow with its rows.
///
/// ```java
/// try (TablePieces pieces = TableFile.open("rows.csv", Path.of("rows.csv"), CsvOptions.DETECT)) {
///     for (var piece = pieces.next(1 << 20); piece.isPresent(); piece = pieces.next(1 << 20)) { ... }
/// }
/// ```
public interface TablePieces extends AutoCloseable {
    /// {@return the next rows, empty after the last; all pieces have the same columns}
    ///
    /// @param cells about so many, a row at least; a format that is not read piece by piece comes as one, whatever is said
    /// @throws IOException if the file cannot be read, or naming file and line, if it is no table or has no rows
    Optional<RawTable> next(int cells) throws IOException;

    @Override
    void close() throws IOException;

    /// {@return a table that is there already, as one piece}
    ///
    /// @param table the piece
    static TablePieces of(RawTable table) {
        return new TablePieces() {
            private Optional<RawTable> left = Optional.of(table);

            @Override
            public Optional<RawTable> next(int cells) {
                Optional<RawTable> piece = left;
                left = Optional.empty();
                return piece;
            }

            @Override
            public void close() {
                left = Optional.empty();
            }
        };
    }
}
