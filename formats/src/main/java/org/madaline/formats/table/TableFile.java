package org.madaline.formats.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.madaline.formats.FormatException;
import org.madaline.formats.csv.CsvFile;
import org.madaline.formats.csv.CsvOptions;
import org.madaline.formats.csv.RawTable;
import org.madaline.formats.csv.TablePieces;
import org.madaline.formats.parquet.ParquetFile;

/// Reads a table in whatever form it is, told by what is in the file, never by its name: Parquet, JSON lines, separated values, or
/// a query to a database, of which the first line is the address, `jdbc:...`, and the others are SQL with an ORDER BY.
public final class TableFile {
    /// A file with a query is shorter.
    private static final int MAX_QUERY = 1 << 16;

    private TableFile() {}

    /// {@return the table in a file, all told from its beginning}
    ///
    /// @param file of any kind that is read
    /// @throws FormatException naming file and line, if it is no table or has no rows
    /// @throws IOException if it cannot be read
    public static RawTable read(Path file) throws IOException {
        return read(file.toString(), file, CsvOptions.DETECT);
    }

    /// {@return the table in a file}
    ///
    /// @param name    for messages
    /// @param file    of any kind that is read
    /// @param options how separated values are written, where the file does not tell
    /// @throws FormatException naming file and line, if it is no table or has no rows
    /// @throws IOException if it cannot be read
    public static RawTable read(String name, Path file, CsvOptions options) throws IOException {
        try (TablePieces pieces = open(name, file, options)) {
            return pieces.next(Integer.MAX_VALUE).orElseThrow(() -> new FormatException(name, "has no rows"));
        }
    }

    /// {@return the table in a file, to be read piece by piece where it is of separated values, otherwise as one}
    ///
    /// @param name    for messages
    /// @param file    of any kind that is read
    /// @param options how separated values are written, where the file does not tell
    /// @throws FormatException naming file and line, if it is no table
    /// @throws IOException if it cannot be read
    public static TablePieces open(String name, Path file, CsvOptions options) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(name + ": there is no such file");
        }
        if (Files.isDirectory(file)) {
            throw new FormatException(name, "is a folder, not a table");
        }
        if (Files.isRegularFile(file)) {
            byte[] head;
            try (InputStream in = Files.newInputStream(file)) {
                head = in.readNBytes(MAX_QUERY);
            }
            if (ParquetFile.begins(head)) {
                return TablePieces.of(ParquetFile.read(name, file).sample(options.limit()));
            }
            if (head.length < MAX_QUERY && JdbcQuery.begins(new String(head, 0, Math.min(head.length, 32), StandardCharsets.UTF_8))) {
                return TablePieces.of(JdbcQuery.read(name, new String(head, StandardCharsets.UTF_8)).sample(options.limit()));
            }
        }
        InputStream in = Files.newInputStream(file);
        try {
            return CsvFile.open(name, in, options);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }
}
