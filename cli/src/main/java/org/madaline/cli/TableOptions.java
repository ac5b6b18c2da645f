package org.madaline.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.madaline.formats.csv.RowLimit;
import org.madaline.runs.TableReading;
import org.madaline.runs.UsageError;
import org.madaline.table.ColumnType;
import org.madaline.table.LabelKind;
import org.madaline.table.LabelScale;
import picocli.CommandLine.Option;

/// The flags that say how the file of a table is written. Without them all is told from the file, and shown.
final class TableOptions {
    @Option(names = "--separator", paramLabel = "C", description = "Between the cells of a table: a character, or tab, comma, semicolon, space.")
    Optional<String> separator = Optional.empty();

    @Option(names = "--quote", paramLabel = "C", description = "Around cells that hold separators; none: quotes mean nothing.")
    Optional<String> quote = Optional.empty();

    @Option(names = "--decimal", paramLabel = "C", description = "The decimal mark of numbers: . or ,")
    Optional<String> decimal = Optional.empty();

    @Option(names = "--thousands", paramLabel = "C", description = "The thousands mark of numbers.")
    Optional<String> thousands = Optional.empty();

    @Option(names = "--header", arity = "1", paramLabel = "true|false", description = "Whether the first line holds the names of the columns.")
    Optional<Boolean> header = Optional.empty();

    @Option(names = "--encoding", paramLabel = "NAME", description = "Of a table's text, such as UTF-8 or windows-1252.")
    Optional<String> encoding = Optional.empty();

    @Option(names = "--comment", paramLabel = "C", description = "The character that begins lines to be left out; none: there are none.")
    Optional<String> comment = Optional.empty();

    @Option(names = "--skip-bad-rows", description = "Leave out rows with too many or too few cells; otherwise they are refused.")
    boolean skipBadRows;

    /// How the file is read, checked.
    ///
    /// @param task what `--task` said
    /// @param labelScale what `--label-scale` said
    /// @param rows that are kept of a long table
    /// @param quantiles what `--quantiles` said
    /// @param types what `--types` said, each as `column=type`
    /// @throws UsageError naming the flag of a value that cannot be
    TableReading reading(String task, Map<String, String> types, List<String> missing, String labelScale, RowLimit rows,
            List<Double> quantiles) {
        Map<String, ColumnType> named = new LinkedHashMap<>();
        types.forEach((column, type) -> {
            try {
                named.put(column, ColumnType.of(type));
            } catch (IllegalArgumentException e) {
                throw new UsageError("--types " + column + "=" + type + ": " + e.getMessage());
            }
        });
        return new TableReading(separator, quote, decimal, thousands, header, encoding, comment, skipBadRows, kind(task), named, missing, scale(labelScale), rows, quantiles);
    }

    /// The same where nothing is said of columns.
    TableReading reading() {
        return reading("auto", Map.of(), List.of(), "auto", RowLimit.NONE, List.of());
    }

    private static LabelKind kind(String task) {
        return switch (task) {
            case "auto" -> LabelKind.AUTO;
            case "classify" -> LabelKind.CLASSES;
            case "regress" -> LabelKind.NUMBER;
            default -> throw new UsageError("--task must be classify, regress, outliers or auto, not " + task);
        };
    }

    private static LabelScale scale(String name) {
        return switch (name) {
            case "auto" -> LabelScale.AUTO;
            case "linear" -> LabelScale.LINEAR;
            case "log" -> LabelScale.LOG;
            default -> throw new UsageError("--label-scale must be linear, log or auto, not " + name);
        };
    }
}
