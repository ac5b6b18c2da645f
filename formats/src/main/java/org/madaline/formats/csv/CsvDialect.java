package org.madaline.formats.csv;

import java.util.Locale;
import java.util.Optional;

/// How a table file was read: what its reader was told or found out.
///
/// @param separator between the cells
/// @param quote     around cells; `\0` for none
/// @param decimal   the decimal mark that decides where a column's own cells do not
/// @param thousands the only thousands mark; empty: any
/// @param header    whether the first line held the names of the columns
/// @param encoding  in words, as `UTF-8`, `Windows-1252 (not valid UTF-8)`
/// @param comment   the character that began lines which were left out; `\0` for none
/// @param packed    whether the file was packed by gzip
/// @param rows      below the header that were kept
/// @param met       rows below the header; more than are kept where the table is too long for memory
/// @param columns   of each row
/// @param comments  lines left out
public record CsvDialect(
        char separator,
        char quote,
        char decimal,
        Optional<Character> thousands,
        boolean header,
        String encoding,
        char comment,
        boolean packed,
        int rows,
        long met,
        int columns,
        long comments) {
    /// {@return the style of numbers where a column's own cells do not decide}
    public NumberStyle numbers() {
        return new NumberStyle(decimal, thousands);
    }

    CsvDialect counted(int rows, long met, int columns, long comments) {
        return new CsvDialect(
                separator, quote, decimal, thousands, header, encoding, comment, packed, rows, met, columns, comments);
    }

    /// {@return how the file was read, in one line: `separator ';', decimal comma, UTF-8, header, 1,234 rows, 12 columns; 2 comment
    /// lines left out`}
    public String describe() {
        return String.format(
                Locale.ROOT,
                "separator %s, %s%s%s, %s%s, %s%s",
                separator == '\t' ? "tab" : "'" + separator + "'",
                decimal == ',' ? "decimal comma, " : "",
                quote == '"' ? "" : quote == 0 ? "no quotes, " : "quote " + quote + ", ",
                encoding + (packed ? " (gzip)" : ""),
                header ? "header" : "no header",
                ", " + (met > rows ? String.format(Locale.ROOT, "%,d of ", rows) + count(met, "row") + " drawn to be kept" : count(rows, "row")),
                count(columns, "column"),
                comments == 0 ? "" : "; " + count(comments, "comment line") + " left out");
    }

    private static String count(long count, String what) {
        return String.format(Locale.ROOT, "%,d %s", count, what) + (count == 1 ? "" : "s");
    }
}
