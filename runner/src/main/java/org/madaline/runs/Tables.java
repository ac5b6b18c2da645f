package org.madaline.runs;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.madaline.formats.csv.CsvOptions;
import org.madaline.formats.csv.RawTable;
import org.madaline.formats.csv.TablePieces;
import org.madaline.formats.table.TableFile;
import org.madaline.table.TableSettings;

/// Reads tables whose columns are known by some of their names.
final class Tables {
    /// How many columns are named in a message.
    private static final int SHOWN = 20;

    /// Cells of a piece: some megabytes.
    private static final int PIECE = 1 << 20;

    private Tables() {}

    /// The table in a file. A first line that holds all the names is its header, whatever the rest of it looks like.
    ///
    /// @param names of columns that have to be there
    static RawTable read(InputFile input, CsvOptions options, Collection<String> names) throws IOException {
        RawTable table = TableFile.read(input.name(), input.file(), options);
        return isHeader(table, options, names) ? TableFile.read(input.name(), input.file(), options.withHeader(true)) : table;
    }

    /// The table in a file, with the column, or the columns, that a label names.
    static RawTable read(InputFile input, CsvOptions options, Optional<String> label) throws IOException {
        RawTable table = read(input, options, label.stream().toList());
        List<String> parts = label.map(TableSettings::parts).orElse(List.of());
        return parts.size() > 1 && !table.has(label.get()) && isHeader(table, options, parts) ? read(input, options, parts) : table;
    }

    /// Whether the first row holds the names.
    private static boolean isHeader(RawTable table, CsvOptions options, Collection<String> names) {
        boolean told = options.header().isPresent() || table.dialect().header() || names.isEmpty();
        return !told && table.row(0).values().containsAll(names);
    }

    /// What is done with a piece of a table.
    interface Sink {
        void accept(RawTable piece) throws IOException;
    }

    /// The table in a file piece by piece, by the same rules.
    static void read(InputFile input, CsvOptions options, Collection<String> names, Sink sink) throws IOException {
        try (TablePieces pieces = TableFile.open(input.name(), input.file(), options)) {
            Optional<RawTable> piece = pieces.next(PIECE);
            if (isHeader(piece.orElseThrow(), options, names)) {
                read(input, options.withHeader(true), names, sink);
                return;
            }
            for (; piece.isPresent(); piece = pieces.next(PIECE)) {
                sink.accept(piece.get());
            }
        }
    }

    /// The first piece of the table in a file; empty where there is none.
    static Optional<RawTable> first(InputFile input, CsvOptions options) throws IOException {
        try (TablePieces pieces = TableFile.open(input.name(), input.file(), options)) {
            return pieces.next(PIECE);
        }
    }

    /// The columns, for messages.
    static String columns(RawTable table) {
        return String.join(", ", table.columns().stream().limit(SHOWN).toList()) + (table.columns().size() > SHOWN ? ", ..." : "");
    }

    /// @throws UsageError naming the flag and what may be meant, if there is no such column
    static void requireColumn(String flag, RawTable table, String name) {
        if (!table.has(name)) {
            String nearest = Text.nearest(name, table.columns());
            throw new UsageError(flag + " " + name + ": " + table.file() + " has no such column"
                    + (nearest == null ? "" : "; did you mean " + nearest + "?") + hint(table, name)
                    + (nearest == null ? "; its columns are " : " Its columns are ") + columns(table));
        }
    }

    private static String hint(RawTable table, String name) {
        List<String> columns = table.columns();
        if (columns.size() == 1 && columns.getFirst().contains(name)) {
            return ", since all is one column; say what separates the cells: --separator";
        }
        return table.dialect().header() ? "" : "; its first line was taken for a row, not for names (--header true)";
    }
}
