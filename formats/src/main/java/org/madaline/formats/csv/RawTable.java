package org.madaline.formats.csv;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.madaline.formats.FormatException;

/// A table as it stands in its file: names of columns, cells as texts without the blanks around them. Nothing is interpreted:
/// `01`, `1.0`, `NA` and the 17 digits of an account are what they were. Immutable.
public final class RawTable {
    /// Where a table is from.
    ///
    /// @param description of how it is written
    /// @param unit        what a row's number counts, `line` or `row`
    record Origin(String file, String description, String unit, CsvDialect dialect) {}

    private final Origin origin;
    private final List<String> columns;
    private final Map<String, String> renamed;
    private final Map<String, Integer> indices;
    private final CellColumn[] cells;
    private final int[] lines;
    private final Map<Integer, String> faults;

    RawTable(
            Origin origin,
            ColumnNames names,
            CellColumn[] cells,
            int[] lines,
            Map<Integer, String> faults) {
        this.origin = origin;
        this.columns = List.copyOf(names.names());
        this.renamed = names.renamed();
        this.cells = cells;
        this.lines = lines;
        this.faults = faults;
        this.indices = HashMap.newHashMap(columns.size());
        for (int c = 0; c < columns.size(); c++) {
            indices.put(columns.get(c), c);
        }
    }

    /// {@return a table made in a program} Lines are counted from 1, without a header.
    ///
    /// @param name of the table, in place of a file's
    /// @param columns their names, in order
    /// @param rows of cells in the order of the columns
    /// @throws IllegalArgumentException if a row has another length than there are columns, or two columns one name
    public static RawTable of(String name, List<String> columns, List<List<String>> rows) {
        var texts = new CellColumn[columns.size()];
        Arrays.setAll(texts, c -> new CellColumn());
        Set<String> seen = new HashSet<>();
        for (String column : columns) {
            if (!seen.add(column)) {
                throw new IllegalArgumentException("two columns are called " + column);
            }
        }
        int[] lines = new int[rows.size()];
        for (int row = 0; row < lines.length; row++) {
            List<String> cells = rows.get(row);
            if (cells.size() != texts.length) {
                throw new IllegalArgumentException(
                        "row " + row + " has " + cells.size() + " cells, there are " + texts.length + " columns");
            }
            for (int c = 0; c < texts.length; c++) {
                texts[c].add(NumberStyle.stripped(cells.get(c)));
            }
            lines[row] = row + 1;
        }
        var dialect = new CsvDialect(
                ',', '"', '.', Optional.empty(), false, "texts", '\0', false, rows.size(), rows.size(), columns.size(), 0);
        Arrays.stream(texts).forEach(CellColumn::closed);
        return new RawTable(new Origin(name, dialect.describe(), "line", dialect), ColumnNames.of(columns), texts, lines, new TreeMap<>());
    }

    /// {@return the file's name, `standard input` for what has none}
    public String file() {
        return origin.file;
    }

    /// {@return how it was read}
    public CsvDialect dialect() {
        return origin.dialect;
    }

    /// {@return the names of the columns; `column 1`, `column 2` ... where the file has none}
    public List<String> columns() {
        return columns;
    }

    /// {@return the columns whose names the file gives to several, by the names that they have here, with the names in the file}
    public Map<String, String> renamed() {
        return Collections.unmodifiableMap(renamed);
    }

    /// {@return the number of rows}
    public int size() {
        return lines.length;
    }

    /// {@return the place of a column, counted from 0}
    ///
    /// @param column a name
    /// @throws FormatException naming the file and its columns, if there is none of this name
    public int index(String column) throws FormatException {
        Integer index = indices.get(column);
        if (index == null) {
            String known = String.join(", ", columns.subList(0, Math.min(columns.size(), 20)));
            throw new FormatException(
                    origin.file, "has no column " + Excerpt.of(column) + "; it has " + known + (columns.size() > 20 ? ", ..." : "")
                            + (origin.dialect.header() ? "" : "; its first line was taken for a row, not for names (--header true)"));
        }
        return index;
    }

    /// {@return whether there is a column of this name}
    ///
    /// @param column a name
    public boolean has(String column) {
        return indices.containsKey(column);
    }

    /// {@return the text of a cell, empty where it is empty or the row ends before it}
    ///
    /// @param column from 0
    /// @param row    from 0
    public String cell(int column, int row) {
        return cells[column].get(row);
    }

    /// {@return the number of a cell that is written in digits, with perhaps a minus sign and a point: what
    /// [NumberStyle#POINT] reads there, without making a text; NaN if the cell is written otherwise, whether it is a number or
    /// not}
    ///
    /// @param column from 0
    /// @param row    from 0
    public double plain(int column, int row) {
        return cells[column].plain(row);
    }

    /// How many digits stand behind the point of such a number, -1 if the cell is written otherwise.
    int decimals(int column, int row) {
        return cells[column].decimals(row);
    }

    /// {@return a number that is equal for equal cells, also of other tables, and hardly ever for others}
    ///
    /// @param column from 0
    /// @param row    from 0
    public long hash(int column, int row) {
        return cells[column].hash(row);
    }

    /// {@return whether a cell holds nothing}
    ///
    /// @param column from 0
    /// @param row    from 0
    public boolean isEmpty(int column, int row) {
        return cells[column].isEmpty(row);
    }

    /// {@return the line of the file on which a row begins, counted from 1; where the file has no lines, the number of the row}
    ///
    /// @param row from 0
    public int line(int row) {
        return lines[row];
    }

    /// {@return the rows that a limit leaves of this table; itself where it has no more}
    ///
    /// @param limit on rows or cells
    public RawTable sample(RowLimit limit) {
        int most = limit.most(columns.size());
        if (most >= lines.length) {
            return this;
        }
        var sample = new RowSample(most);
        for (int row = 0; row < lines.length; row++) {
            sample.takes();
        }
        int[] kept = sample.cut();
        CellColumn[] some = Arrays.stream(cells).map(column -> column.of(kept).closed()).toArray(CellColumn[]::new);
        String description = String.format(Locale.ROOT, "%s, of which %,d rows are drawn to be kept", origin.description, most);
        return new RawTable(new Origin(origin.file, description, origin.unit, origin.dialect), new ColumnNames(columns, renamed), some,
                Arrays.stream(kept).map(row -> lines[row]).toArray(), RowSample.of(kept, faults));
    }

    /// {@return what the number of a row counts: `line`, or `row` where the file has no lines}
    public String unit() {
        return origin.unit;
    }

    /// {@return where a row stands, in words: `line 5`, or `row 4` where the file has no lines}
    ///
    /// @param row from 0
    public String place(int row) {
        return origin.unit + " " + lines[row];
    }

    /// {@return what is wrong with a row, if something is ([CsvOptions.Ragged#MARK])}
    ///
    /// @param row from 0
    public Optional<String> fault(int row) {
        return Optional.ofNullable(faults.get(row));
    }

    /// {@return a row by the names of its columns}
    ///
    /// @param row from 0
    public Map<String, String> row(int row) {
        Map<String, String> map = HashMap.newHashMap(columns.size());
        for (int c = 0; c < cells.length; c++) {
            map.put(columns.get(c), cells[c].get(row));
        }
        return map;
    }

    /// {@return the error of a cell, with file, line and column}
    ///
    /// @param row    from 0
    /// @param column from 0
    /// @param reason what was expected, what the cell holds
    public FormatException error(int row, int column, String reason) {
        return new FormatException(origin.file, place(row) + ", column " + columns.get(column) + ": " + reason);
    }

    @Override
    public String toString() {
        return origin.file + ": " + origin.description;
    }
}
