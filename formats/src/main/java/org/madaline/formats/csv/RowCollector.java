package org.madaline.formats.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.madaline.formats.FormatException;

/// Makes a table of the records of a file: the first names the columns or tells their number.
final class RowCollector {
    private final String file;
    private final CsvDialect dialect;
    private final CsvOptions options;
    private final boolean separatorLine;
    private final List<CellColumn> cells = new ArrayList<>();
    private final Map<Integer, String> faults = new HashMap<>();
    private List<String> names;
    private RowSample sample;
    private long headerLine;
    private int[] lines = new int[16];
    private int rows;
    /// Whether rows were handed on already.
    private boolean begun;
    private long comments;
    /// Empty lines since the last row: rows of one empty cell if another row follows and there is one column.
    private final List<Long> emptyLines = new ArrayList<>();

    RowCollector(String file, CsvDialect dialect, CsvOptions options, boolean separatorLine) {
        this.file = file;
        this.dialect = dialect;
        this.options = options;
        this.separatorLine = separatorLine;
    }

    void add(CsvRecord record) throws FormatException {
        long line = record.getStartingLineNumber();
        if (record.isComment()) {
            comments++;
            return;
        }
        if (separatorLine && line == 1) {
            return;
        }
        List<String> fields = record.getFields();
        if (fields.size() == 1 && fields.getFirst().isEmpty()) {
            if (names != null && names.size() == 1) {
                emptyLines.add(line);
            }
            return;
        }
        if (names == null) {
            begin(fields, line);
            if (dialect.header()) {
                return;
            }
        }
        for (long empty : emptyLines) {
            row(List.of(""), empty);
        }
        emptyLines.clear();
        if (rows == 0 && !begun && dialect.header() && fields.size() == names.size() + 1) {
            widen(fields);
        }
        row(fields, line);
    }

    private void begin(List<String> fields, long line) {
        headerLine = line;
        List<String> given = new ArrayList<>();
        for (int c = 0; c < fields.size(); c++) {
            String name = dialect.header() ? NumberStyle.stripped(fields.get(c)) : "";
            given.add(name.isEmpty() ? "column " + (c + 1) : name);
            cells.add(new CellColumn());
        }
        names = given;
        sample = new RowSample(options.limit().most(given.size()));
    }

    /// R writes no name over the names of the rows, and so one name less than there are cells.
    private void widen(List<String> fields) {
        if (!NumberStyle.stripped(fields.getLast()).isEmpty() && !names.contains("row names")) {
            names.addFirst("row names");
            cells.add(new CellColumn());
        }
    }

    private void row(List<String> fields, long line) throws FormatException {
        int width = names.size();
        // A separator at the end of each line, but not of the header, makes an empty cell too many.
        int size = fields.size() == width + 1 && NumberStyle.stripped(fields.getLast()).isEmpty() ? width : fields.size();
        String fault = size == width ? null : "has " + (size == 1 ? "1 cell" : size + " cells") + ", while "
                + (dialect.header() ? "the header has " : "the first row has ") + width;
        if (fault != null && options.ragged() == CsvOptions.Ragged.REFUSE) {
            String shown = String.join(String.valueOf(dialect.separator()), fields.subList(0, Math.min(size, 40)));
            throw new FormatException(file, "line " + line + " " + fault + " (line " + headerLine + "): " + Excerpt.of(shown));
        }
        if (!sample.takes()) {
            return;
        }
        if (fault != null) {
            faults.put(rows, fault);
        }
        if ((long) (rows + 1) * width > CsvFile.MAX_CELLS) {
            throw new FormatException(file, "line " + line + ": the table has more than " + CsvFile.MAX_CELLS + " cells");
        }
        for (int c = 0; c < width; c++) {
            cells.get(c).add(c < size ? NumberStyle.stripped(fields.get(c)) : "");
        }
        if (rows == lines.length) {
            lines = Arrays.copyOf(lines, 2 * rows);
        }
        lines[rows++] = (int) Math.min(line, Integer.MAX_VALUE);
        if (sample.full()) {
            cut();
        }
    }

    /// Drops the rows that are not of the sample.
    private void cut() {
        int[] kept = sample.cut();
        if (kept == null) {
            return;
        }
        cells.replaceAll(column -> column.of(kept));
        Map<Integer, String> left = RowSample.of(kept, faults);
        for (int i = 0; i < kept.length; i++) {
            lines[i] = lines[kept[i]];
        }
        faults.clear();
        faults.putAll(left);
        rows = kept.length;
    }

    /// How many cells there are since the last table.
    long cells() {
        return names == null ? 0 : (long) rows * names.size();
    }

    /// The rows since the last table; empty where no more came.
    Optional<RawTable> table(String encoding) throws FormatException {
        if (begun && rows == 0) {
            return Optional.empty();
        }
        if (names == null) {
            throw new FormatException(file, comments > 0 ? "holds nothing but comments" : "is empty");
        }
        if (rows == 0) {
            throw new FormatException(file, "has no rows below its header (line " + headerLine + "): "
                    + Excerpt.of(String.join(String.valueOf(dialect.separator()), names.subList(0, Math.min(40, names.size())))));
        }
        cut();
        var read = new CsvDialect(
                dialect.separator(), dialect.quote(), dialect.decimal(), dialect.thousands(), dialect.header(), encoding,
                dialect.comment(), dialect.packed(), 0, 0, 0, 0);
        CsvDialect counted = read.counted(rows, Math.max(rows, sample.seen()), names.size(), comments);
        var table = new RawTable(
                new RawTable.Origin(file, counted.describe(), "line", counted),
                ColumnNames.of(names),
                cells.stream().map(CellColumn::closed).toArray(CellColumn[]::new),
                Arrays.copyOf(lines, rows),
                Map.copyOf(faults));
        begun = true;
        rows = 0;
        faults.clear();
        cells.replaceAll(_ -> new CellColumn());
        return Optional.of(table);
    }
}
