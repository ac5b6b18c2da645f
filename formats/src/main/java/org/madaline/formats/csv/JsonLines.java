package org.madaline.formats.csv;

import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.madaline.formats.FormatException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// Reads rows that are JSON objects, one after the other or in one list: the columns are their keys in the order of first
/// meeting, a key that is missing and null make an empty cell, numbers stand as they are written. What is nested is refused.
final class JsonLines {
    private static final Pattern BEGINNING = Pattern.compile("\\s*(?:\\[\\s*)?\\{\\s*[\"}]");
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(4)
                    .maxStringLength(CsvFile.MAX_CELL)
                    .maxNameLength(1 << 12)
                    .build())
            .build();
    /// Cells of keys that a row does not have take memory, too.
    private static final long FREE_CELLS = 1L << 24;
    private static final long CELLS_PER_CHARACTER = 64;

    private final String file;
    private final JsonParser parser;
    private final TableCollector cells = new TableCollector(List.of(), Long.MAX_VALUE);
    private final Map<String, Integer> columns = new HashMap<>();
    /// The row after the last one that each column has a cell of.
    private int[] filled = new int[8];
    private int[] lines = new int[16];
    private int rows;
    /// Whether a row is begun and not ended.
    private boolean within;

    private JsonLines(String file, JsonParser parser) {
        this.file = file;
        this.parser = parser;
    }

    /// Whether a text that begins so is JSON: an object with a key, or a list of such.
    static boolean begins(CharSequence start) {
        return BEGINNING.matcher(start).lookingAt();
    }

    /// @throws FormatException naming file and line
    static RawTable read(String file, Reader text, String encoding) throws IOException {
        JsonLines reading = null;
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            reading = new JsonLines(file, parser);
            return reading.table(encoding);
        } catch (JacksonException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            String reason = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
            int noticed = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            int begun = reading == null || !reading.within ? noticed : reading.lines[reading.rows];
            throw new FormatException(file, "line " + begun + ": the object that begins here is no JSON"
                    + (noticed > begun ? ", as is noticed in line " + noticed : "") + ": " + Excerpt.of(reason), e);
        }
    }

    private FormatException error(String reason) {
        return new FormatException(file, "line " + line() + ": " + reason);
    }

    private int line() {
        return Math.max(1, parser.currentTokenLocation().getLineNr());
    }

    private RawTable table(String encoding) throws IOException {
        JsonToken token = parser.nextToken();
        boolean list = token == JsonToken.START_ARRAY;
        for (token = list ? parser.nextToken() : token; token == JsonToken.START_OBJECT; token = parser.nextToken()) {
            row();
        }
        if (token != (list ? JsonToken.END_ARRAY : null) || list && parser.nextToken() != null) {
            throw error("a row is an object, {\"column\": value, ...}, not " + Excerpt.of(String.valueOf(parser.getString())));
        }
        if (rows == 0 || columns.isEmpty()) {
            throw new FormatException(file, "has no rows");
        }
        return cells.table(file, (list ? "JSON, " : "JSON lines, ") + encoding, "line", Arrays.copyOf(lines, rows));
    }

    private void row() throws IOException {
        if (rows == lines.length) {
            lines = Arrays.copyOf(lines, 2 * rows);
        }
        lines[rows] = line();
        within = true;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = NumberStyle.stripped(parser.currentName());
            Integer known = columns.get(name);
            int column = known == null ? added(name) : known;
            JsonToken token = parser.nextToken();
            if (filled[column] > rows) {
                throw error("the row has two values of " + Excerpt.of(name));
            }
            if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
                throw error(Excerpt.of(name) + " is nested; a cell is a text, a number, true, false or null");
            }
            cells.add(column, token == JsonToken.VALUE_NULL ? "" : parser.getString());
            filled[column] = rows + 1;
        }
        within = false;
        rows++;
        requireFew();
        for (int c = 0; c < columns.size(); c++) {
            if (filled[c] < rows) {
                cells.add(c, "");
                filled[c] = rows;
            }
        }
    }

    private int added(String name) throws FormatException {
        if (columns.size() == CsvFile.MAX_COLUMNS) {
            throw error("there are more than " + CsvFile.MAX_COLUMNS + " columns");
        }
        int column = cells.column(name.isEmpty() ? "column " + (columns.size() + 1) : name, rows);
        columns.put(name, column);
        requireFew();
        filled = column == filled.length ? Arrays.copyOf(filled, 2 * column) : filled;
        return column;
    }

    private void requireFew() throws FormatException {
        long most = Math.min(CsvFile.MAX_CELLS, FREE_CELLS + CELLS_PER_CHARACTER * parser.currentLocation().getCharOffset());
        if ((long) rows * columns.size() > most) {
            throw error("the rows so far have " + columns.size() + " different keys, most of which most of them lack");
        }
    }
}
