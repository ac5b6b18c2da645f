package org.madaline.formats.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.madaline.formats.FormatException;

/// A table read from a file of comma-separated values (RFC 4180): numbers are kept as numbers, texts once each.
public final class CsvTable {
    private final String file;
    private final List<Column> columns;
    private final int[] lines;

    private CsvTable(String file, List<Column> columns, int[] lines) {
        this.file = file;
        this.columns = columns;
        this.lines = lines;
    }

    /// How a file is written; what is null is told from its first line.
    ///
    /// @param separator between the fields; null: the most frequent of comma, semicolon and tab
    /// @param header    whether the first line holds the names; null: yes, unless a field of it is a number
    public record Format(Character separator, Boolean header) {
        /// All told from the file.
        public static final Format AUTO = new Format(null, null);
    }

    /// Reads a file in UTF-8, told by its first line.
    ///
    /// @throws FormatException naming file, line and column, if it is no table or has no rows
    public static CsvTable read(Path file) throws IOException {
        return read(file, Format.AUTO);
    }

    /// Reads a file in UTF-8 of the given format.
    ///
    /// @throws FormatException naming file, line and column, if it is no table or has no rows
    public static CsvTable read(Path file, Format format) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file + ": there is no such file");
        }
        if (!Files.isRegularFile(file)) {
            throw new FormatException(file, "is no regular file");
        }
        try {
            char separator = format.separator == null ? separator(file) : format.separator;
            try (CsvReader<CsvRecord> records = CsvReader.builder()
                    .fieldSeparator(separator)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .ofCsvRecord(open(file))) {
                return read(file.toString(), records.iterator(), format.header);
            }
        } catch (CsvParseException e) {
            throw new FormatException(file.toString(), "is no table: " + reason(e), e);
        } catch (CharacterCodingException e) {
            throw new FormatException(file.toString(), "is not written in UTF-8", e);
        } catch (UncheckedIOException e) {
            boolean coding = e.getCause() instanceof CharacterCodingException;
            throw new FormatException(
                    file.toString(), coding ? "is not written in UTF-8" : "cannot be read: " + reason(e), e);
        }
    }

    private static String reason(RuntimeException e) {
        Throwable last = e.getCause() == null ? e : e.getCause();
        if (last instanceof CharacterCodingException) {
            return "it is not written in UTF-8";
        }
        return String.valueOf(last.getMessage()).lines().findFirst().orElse("");
    }

    /// A reader that refuses what is not UTF-8 and skips the byte order mark.
    private static Reader open(Path file) throws IOException {
        Reader reader = new InputStreamReader(
                Files.newInputStream(file),
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        BufferedReader buffered = new BufferedReader(reader, 1 << 16);
        try {
            buffered.mark(1);
            if (buffered.read() != '\uFEFF') {
                buffered.reset();
            }
            return buffered;
        } catch (IOException e) {
            buffered.close();
            throw e;
        }
    }

    /// The separator that is most frequent in the first 64 KB of the first line, outside of quotes.
    private static char separator(Path file) throws IOException {
        int[] counts = new int[3];
        try (Reader reader = open(file)) {
            boolean quoted = false;
            int read = 0;
            for (int c = reader.read(); c >= 0 && (quoted || c != '\n' && c != '\r') && read++ < 1 << 16; c = reader.read()) {
                quoted ^= c == '"';
                int which = ",;\t".indexOf(c);
                if (which >= 0 && !quoted) {
                    counts[which]++;
                }
            }
        }
        return counts[1] > counts[0] && counts[1] >= counts[2] ? ';' : counts[2] > counts[0] ? '\t' : ',';
    }

    private static CsvTable read(String file, Iterator<CsvRecord> records, Boolean header) throws FormatException {
        if (!records.hasNext()) {
            throw new FormatException(file, "is empty");
        }
        CsvRecord first = records.next();
        boolean named = header != null
                ? header
                : first.getFields().stream().allMatch(field -> Double.isNaN(Column.number(field.strip())));
        List<Column> columns = columns(file, first, named);
        int[] lines = new int[16];
        int rows = 0;
        CsvRecord record = named && records.hasNext() ? records.next() : named ? null : first;
        while (record != null) {
            if (record.getFieldCount() != columns.size()) {
                throw new FormatException(file, "line " + record.getStartingLineNumber() + " has "
                        + record.getFieldCount() + " fields, the first line has " + columns.size());
            }
            for (int c = 0; c < columns.size(); c++) {
                columns.get(c).add(record.getField(c));
            }
            if (rows == lines.length) {
                lines = Arrays.copyOf(lines, 2 * rows);
            }
            lines[rows++] = Math.toIntExact(record.getStartingLineNumber());
            record = records.hasNext() ? records.next() : null;
        }
        if (rows == 0) {
            throw new FormatException(file, "has no rows below its header");
        }
        return new CsvTable(file, columns, Arrays.copyOf(lines, rows));
    }

    private static List<Column> columns(String file, CsvRecord first, boolean named) throws FormatException {
        List<Column> columns = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int c = 0; c < first.getFieldCount(); c++) {
            String name = named ? first.getField(c).strip() : "";
            name = name.isEmpty() ? "column " + (c + 1) : name;
            if (!names.add(name)) {
                throw new FormatException(file, "has two columns called " + name);
            }
            columns.add(new Column(name));
        }
        return columns;
    }

    /// The file's name.
    public String file() {
        return file;
    }

    /// The names of the columns; `column 1`, `column 2` ... where the file has none.
    public List<String> columns() {
        return columns.stream().map(Column::name).toList();
    }

    /// The number of rows.
    public int size() {
        return lines.length;
    }

    /// Whether a column holds numbers: at least four in five of its cells that are not missing do.
    public boolean isNumeric(String column) throws FormatException {
        return column(column).isNumeric();
    }

    /// How many cells of a column are missing: empty, `NA`, `N/A`, `NaN`, `null`, `none` or `?`.
    public int missing(String column) throws FormatException {
        return column(column).missing();
    }

    /// The number in a cell, NaN where it is missing.
    ///
    /// @throws FormatException naming file, line and column, if the cell is a text
    public double number(String column, int row) throws FormatException {
        return number(column(column), row);
    }

    /// The text of a cell, empty where it is missing.
    public String text(String column, int row) throws FormatException {
        return column(column).text(row);
    }

    double number(Column column, int row) throws FormatException {
        double number = column.number(row);
        if (Double.isNaN(number) && !column.isMissing(row)) {
            throw error(row, column.name(), "'" + column.text(row) + "' is no number");
        }
        return number;
    }

    /// The error of a cell, with file, line and column.
    FormatException error(int row, String column, String reason) {
        return new FormatException(file, "line " + lines[row] + ", column " + column + ": " + reason);
    }

    Column column(String name) throws FormatException {
        for (Column column : columns) {
            if (column.name().equals(name)) {
                return column;
            }
        }
        throw new FormatException(file, "has no column " + name + "; it has " + String.join(", ", columns()));
    }
}
