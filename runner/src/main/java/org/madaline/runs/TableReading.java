package org.madaline.runs;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.madaline.formats.csv.CsvOptions;
import org.madaline.formats.csv.RowLimit;
import org.madaline.table.ColumnType;
import org.madaline.table.LabelKind;
import org.madaline.table.LabelScale;
import org.madaline.table.TableSettings;

/// What the user says of a table: how its file is written, and what its columns hold. What is empty is told from the file.
///
/// @param separator   between the cells: one character, or `tab`, `comma`, `semicolon`, `space`
/// @param quote       around cells: one character, or `none`
/// @param decimal     the decimal mark, `.` or `,`
/// @param thousands   the only thousands mark
/// @param header      whether the first line holds the names of the columns
/// @param encoding    a name that Java knows, as `UTF-8`
/// @param comment     the character that begins lines to be left out
/// @param skipBadRows whether rows with too many or too few cells are left out instead of refused
/// @param task        whether the label is a class or a number
/// @param types       of columns by name
/// @param missing     spellings of a missing cell among the features besides the usual ones
/// @param labelScale  on which a number is learnt
/// @param rows        how many are kept of a table that is too long for memory
/// @param quantiles   that are learnt of a number in place of its mean
public record TableReading(
        Optional<String> separator,
        Optional<String> quote,
        Optional<String> decimal,
        Optional<String> thousands,
        Optional<Boolean> header,
        Optional<String> encoding,
        Optional<String> comment,
        boolean skipBadRows,
        LabelKind task,
        Map<String, ColumnType> types,
        List<String> missing,
        LabelScale labelScale,
        RowLimit rows,
        List<Double> quantiles) {
    /// So many cells, and what is made of them, fit into two or three GB.
    public static final RowLimit USUAL_ROWS = new RowLimit(Integer.MAX_VALUE, 1L << 27);

    /// All told from the file.
    public static final TableReading DETECT = new TableReading(Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false, LabelKind.AUTO, Map.of(), List.of(), LabelScale.AUTO, USUAL_ROWS, List.of());

    /// Checks its components.
    ///
    /// @throws UsageError naming the flag of a value that cannot be
    public TableReading {
        types = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(types));
        missing = List.copyOf(missing);
        quantiles = List.copyOf(quantiles);
        quantiles.stream().filter(share -> !(share > 0 && share < 1)).findFirst().ifPresent(share -> {
            throw new UsageError("--quantiles are shares between 0 and 1, not " + share);
        });
        options(separator, quote, decimal, thousands, header, encoding, comment, skipBadRows, rows);
    }

    /// {@return how the file is read}
    public CsvOptions options() {
        return options(separator, quote, decimal, thousands, header, encoding, comment, skipBadRows, rows);
    }

    private static CsvOptions options(Optional<String> separator, Optional<String> quote, Optional<String> decimal,
            Optional<String> thousands, Optional<Boolean> header, Optional<String> encoding, Optional<String> comment, boolean skip, RowLimit rows) {
        try {
            return new CsvOptions(
                    character("--separator", separator),
                    character("--quote", quote),
                    character("--decimal", decimal),
                    character("--thousands", thousands),
                    header,
                    encoding.map(TableReading::charset),
                    character("--comment", comment),
                    skip ? CsvOptions.Ragged.MARK : CsvOptions.Ragged.REFUSE,
                    rows);
        } catch (IllegalArgumentException e) {
            throw new UsageError("--separator, --quote, --decimal, --thousands, --comment: " + e.getMessage());
        }
    }

    private static Optional<Character> character(String flag, Optional<String> text) {
        return text.map(t -> switch (t) {
            case "tab", "\\t" -> '\t';
            case "comma" -> ',';
            case "semicolon" -> ';';
            case "space" -> ' ';
            case "none", "" -> '\0';
            default -> {
                if (t.length() != 1) {
                    throw new UsageError(flag + " must be one character, or tab, comma, semicolon, space or none, not '" + t + "'");
                }
                yield t.charAt(0);
            }
        });
    }

    private static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new UsageError("--encoding " + name + " is unknown; such are UTF-8, UTF-16, windows-1252, ISO-8859-1");
        }
    }

    /// {@return what is made of the table}
    ///
    /// @param label  the column to be predicted
    /// @param ignore columns that are left out
    public TableSettings settings(String label, List<String> ignore) {
        TableSettings settings = new TableSettings(label).withKind(task).without(ignore).withLabelScale(labelScale).withQuantiles(quantiles);
        for (Map.Entry<String, ColumnType> type : types.entrySet()) {
            settings = settings.withType(type.getKey(), type.getValue());
        }
        Set<String> spellings = new HashSet<>(TableSettings.MISSING);
        spellings.addAll(missing);
        return settings.withMissing(spellings);
    }
}
