package org.madaline.formats.csv;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Makes a table of cells that a reader of another format than separated values hands in, column by column or row by row.
public final class TableCollector {
    private final List<String> names;
    private final List<CellColumn> columns = new ArrayList<>();
    private final long mostText;
    private long text;

    /// No rows yet.
    ///
    /// @param names    of the columns; those that are met twice get names of their own
    /// @param mostText bytes that cells other than numbers may take, each different text counted once
    public TableCollector(List<String> names, long mostText) {
        this.names = new ArrayList<>(names);
        this.mostText = mostText;
        names.forEach(_ -> columns.add(new CellColumn()));
    }

    /// Adds a column, empty in the rows that there are.
    ///
    /// @param name of the column
    /// @param rows how many there are
    /// @return its place
    public int column(String name, int rows) {
        var column = new CellColumn();
        for (int row = 0; row < rows; row++) {
            column.add("");
        }
        names.add(name);
        columns.add(column);
        return columns.size() - 1;
    }

    /// Adds the next cell of a column.
    ///
    /// @param column its place
    /// @param cell   a text; blanks around it are left out
    /// @throws IllegalArgumentException if the cell is too long, or all of them are
    public void add(int column, String cell) {
        if (cell.length() > CsvFile.MAX_CELL) {
            throw new IllegalArgumentException("holds a cell of more than " + CsvFile.MAX_CELL + " characters");
        }
        text += columns.get(column).add(NumberStyle.stripped(cell));
        if (text > mostText) {
            throw new IllegalArgumentException("holds more text than " + mostText + " bytes");
        }
    }

    /// {@return the table}
    ///
    /// @param file   its name
    /// @param format in words, as `Parquet`
    /// @param unit   what a row is called in messages, `row` or `line`
    /// @param places the number of each row in the file
    public RawTable table(String file, String format, String unit, int[] places) {
        var dialect = new CsvDialect(
                ',', '"', '.', Optional.empty(), true, format, '\0', false, places.length, places.length, names.size(), 0);
        Map<Integer, String> faults = new HashMap<>();
        String description = String.format(Locale.ROOT, "%s, %s, %s", format, count(places.length, "row"), count(names.size(), "column"));
        return new RawTable(
                new RawTable.Origin(file, description, unit, dialect), ColumnNames.of(names),
                IntStream.range(0, columns.size()).mapToObj(c -> columns.get(c).closed()).toArray(CellColumn[]::new), places, faults);
    }

    private static String count(int count, String what) {
        return String.format(Locale.ROOT, "%,d %s", count, what) + (count == 1 ? "" : "s");
    }
}
