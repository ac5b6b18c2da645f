package org.madaline.runs;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.madaline.formats.csv.CsvOptions;
import org.madaline.formats.csv.RawTable;
import org.madaline.formats.table.TableFile;

/// Reads tables whose columns are known by some of their names.
final class Tables {
    /// How many columns are named in a message.
    private static final int SHOWN = 20;

    private Tables() {}

    /// The table in a file. A first line that holds all the names is its header, whatever the rest of it looks like.
    ///
    /// @param names of columns that have to be there
    static RawTable read(InputFile input, CsvOptions options, Collection<String> names) throws IOException {
        RawTable table = TableFile.read(input.name(), input.file(), options);
        boolean told = options.header().isPresent() || table.dialect().header() || names.isEmpty();
        return told || !table.row(0).values().containsAll(names)
                ? table
                : TableFile.read(input.name(), input.file(), options.withHeader(true));
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
