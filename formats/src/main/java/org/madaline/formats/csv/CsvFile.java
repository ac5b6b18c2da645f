package org.madaline.formats.csv;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.CharBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.zip.ZipException;
import org.madaline.formats.FormatException;

/// Reads tables of separated values: comma, semicolon, tab or `|`; in UTF-8, UTF-16 or Windows-1252; plain or packed by gzip;
/// whatever the file is called. How it is written is told from its beginning, and shown by [CsvDialect#describe()]. A file that
/// begins as JSON does is read as rows that are objects, one after the other (JSON lines) or in a list; none may be nested.
///
/// Limits: 1,048,576 characters in a cell, 67,108,864 in a line, 1,000,000 columns, 2^30 cells, 2 GB of text in a column.
/// Whatever is wrong with a file is a [FormatException] that names it and, where there is one, the line.
public final class CsvFile {
    static final int MAX_CELL = 1 << 20;
    static final int MAX_LINE = 1 << 26;
    static final int MAX_COLUMNS = 1_000_000;
    static final long MAX_CELLS = 1L << 30;
    static final int BUFFER = 1 << 23;
    private static final int SAMPLE = 1 << 22;

    private CsvFile() {}

    /// Reads a file, all told from its beginning.
    ///
    /// @param file a table, or a pipe or device
    /// @return the cells as texts, and how they were read
    /// @throws FormatException naming file and line, if it is no table or has no rows
    public static RawTable read(Path file) throws IOException {
        return read(file, CsvOptions.DETECT);
    }

    /// Reads a file, or a pipe or device by its path.
    ///
    /// @param file    a table, or a pipe or device
    /// @param options what is known of the file
    /// @return the cells as texts, and how they were read
    /// @throws FormatException naming file and line, if it is no table or has no rows
    public static RawTable read(Path file, CsvOptions options) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file + ": there is no such file");
        }
        if (Files.isDirectory(file)) {
            throw new FormatException(file, "is a folder, not a table");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return read(file.toString(), in, options);
        }
    }

    /// Reads a stream to its end.
    ///
    /// @param name    of the stream, for messages
    /// @param in      from its beginning; the caller closes it
    /// @param options what is known of the table
    /// @return the cells as texts, and how they were read
    /// @throws FormatException naming stream and line, if it is no table or has no rows
    public static RawTable read(String name, InputStream in, CsvOptions options) throws IOException {
        try (TablePieces pieces = open(name, in, options)) {
            return pieces.next(Integer.MAX_VALUE).orElseThrow(() -> new FormatException(name, "has no rows"));
        }
    }

    /// {@return the table of a stream, to be read piece by piece; closing it closes the stream}
    ///
    /// @param name of the stream, for messages
    /// @param in plain or packed by gzip
    /// @param options what is known of how it is written
    /// @throws FormatException naming stream and line, if it is no table
    /// @throws IOException if the stream cannot be read
    public static TablePieces open(String name, InputStream in, CsvOptions options) throws IOException {
        TablePieces pieces = told(name, () -> decoded(name, in, options));
        return new TablePieces() {
            @Override
            public Optional<RawTable> next(int cells) throws IOException {
                return told(name, () -> pieces.next(cells));
            }

            @Override
            public void close() throws IOException {
                pieces.close();
            }
        };
    }

    private interface Reading<T> {
        T run() throws IOException;
    }

    /// Whatever is wrong is said of the file.
    private static <T> T told(String name, Reading<T> reading) throws IOException {
        try {
            return reading.run();
        } catch (CsvParseException e) {
            throw error(name, e);
        } catch (UncheckedIOException e) {
            throw error(name, e.getCause());
        } catch (ZipException | EOFException e) {
            throw error(name, e);
        } catch (IllegalArgumentException e) {
            throw new FormatException(name, e.getMessage(), e);
        } catch (ArithmeticException e) {
            throw new FormatException(name, "holds more than 2 GB of text in a column", e);
        }
    }

    private static FormatException error(String name, Exception e) {
        if (e instanceof FormatException format) {
            return format;
        }
        Throwable cause = e instanceof CsvParseException && e.getCause() instanceof IOException ? e.getCause() : e;
        if (cause instanceof FormatException format) {
            return format;
        }
        if (cause instanceof ZipException || cause instanceof EOFException) {
            return new FormatException(name, "is damaged or cut off: it cannot be unpacked as gzip", cause);
        }
        String reason = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        return new FormatException(name, "is no table: " + (reason.length() > 200 ? reason.substring(0, 200) : reason), cause);
    }

    private static TablePieces decoded(String name, InputStream in, CsvOptions options) throws IOException {
        TextInput text = TextInput.of(name, in, options.encoding());
        var reader = new PushbackReader(text.reader(), SAMPLE);
        char[] sample = new char[1 << 16];
        int length = 0;
        int read = 0;
        while (length < SAMPLE && read >= 0) {
            if (length == sample.length) {
                sample = java.util.Arrays.copyOf(sample, 2 * length);
            }
            read = reader.read(sample, length, Math.min(sample.length, SAMPLE) - length);
            length += Math.max(0, read);
        }
        boolean told = options.separator().isPresent() || options.header().isPresent();
        if (!told && JsonLines.begins(CharBuffer.wrap(sample, 0, length))) {
            reader.unread(sample, 0, length);
            return TablePieces.of(JsonLines.read(name, reader, text.encoding().get() + (text.packed() ? " (gzip)" : "")).sample(options.limit()));
        }
        var sniffer = new Sniffer(new String(sample, 0, length), read >= 0, options);
        reader.unread(sample, 0, length);
        CsvDialect dialect = sniffer.dialect(text.encoding().get(), text.packed());
        var rows = new RowCollector(name, dialect, options, sniffer.separatorLine());
        CsvReader<CsvRecord> records = records(reader, dialect, sniffer.blanksBeforeQuotes(dialect));
        Iterator<CsvRecord> iterator = records.iterator();
        return new TablePieces() {
            private long line = 1;

            @Override
            public Optional<RawTable> next(int cells) throws IOException {
                while (rows.cells() < cells && hasNext(iterator, name, line, dialect)) {
                    CsvRecord record = iterator.next();
                    line = record.getStartingLineNumber();
                    rows.add(record);
                }
                return rows.table(text.encoding().get());
            }

            @Override
            public void close() throws IOException {
                records.close();
            }
        };
    }

    /// The parser's complaints are of its own making: they are said anew, with the line.
    private static boolean hasNext(Iterator<CsvRecord> records, String name, long last, CsvDialect dialect)
            throws FormatException {
        try {
            return records.hasNext();
        } catch (CsvParseException e) {
            if (e.getCause() instanceof IOException) {
                throw error(name, e);
            }
            throw new FormatException(name, complaint(e, last, dialect), e);
        }
    }

    private static String complaint(CsvParseException e, long last, CsvDialect dialect) {
        String message = String.valueOf(e.getMessage());
        Throwable deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String reason = message + " " + deepest.getMessage();
        var line = java.util.regex.Pattern.compile("line (\\d+)").matcher(message);
        String where = line.find() ? "line " + line.group(1) : "a line after line " + last;
        if (reason.contains("nclosed quote") || reason.contains("closing quote") || reason.contains("quoted field")) {
            return where + ": a quote " + dialect.quote() + " opens a cell and is not closed before the next separator; "
                    + "double a quote that belongs to a cell, or read the file without quotes (--quote none)";
        }
        if (reason.contains("aximum")) {
            return where + " is longer than a table's may be: at most " + MAX_CELL + " characters in a cell, " + MAX_LINE
                    + " in a line, " + MAX_COLUMNS + " columns; perhaps a quote is not closed";
        }
        return where + " is no row of a table: " + (reason.length() > 200 ? reason.substring(0, 200) : reason).replaceAll("\\R", " ");
    }

    private static CsvReader<CsvRecord> records(Reader reader, CsvDialect dialect, boolean trim) {
        CsvReader.CsvReaderBuilder builder = CsvReader.builder()
                .fieldSeparator(dialect.separator())
                .quoteCharacter(dialect.quote())
                .commentStrategy(dialect.comment() == 0 ? CommentStrategy.NONE : CommentStrategy.READ)
                .skipEmptyLines(false)
                .allowUnclosedQuote(false)
                .trimWhitespacesAroundQuotes(trim)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(BUFFER);
        if (dialect.comment() != 0) {
            builder.commentCharacter(dialect.comment());
        }
        return builder.build(handler(), reader);
    }

    static CsvRecordHandler handler() {
        return CsvRecordHandler.builder()
                .maxFields(MAX_COLUMNS)
                .maxFieldSize(MAX_CELL)
                .maxRecordSize(MAX_LINE)
                .build();
    }
}
