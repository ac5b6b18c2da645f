package org.madaline.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.madaline.formats.FormatException;
import org.madaline.formats.csv.RawTable;
import org.madaline.task.NumberTask;

/// What is to be made of a table.
///
/// @param label         the column to be predicted; several columns of numbers with commas between them, where no column has the
///     whole as its name
/// @param kind          classes or a number
/// @param ignore        columns that are left out
/// @param types         the types of columns that are not to be told from their cells
/// @param missing       spellings of a missing cell among the features, in lower case; an empty cell always is one
/// @param missingLabels spellings of a missing label; an empty cell always is one
/// @param encoding      the form of x
/// @param labelScale    on which a number is learnt
/// @param quantiles     that are learnt of each number in place of its mean, in order, 0.5 among them; none: the mean
public record TableSettings(
        String label,
        LabelKind kind,
        List<String> ignore,
        Map<String, ColumnType> types,
        Set<String> missing,
        Set<String> missingLabels,
        TableEncoding encoding,
        LabelScale labelScale,
        List<Double> quantiles) {
    /// In place of a label where nothing is to be predicted; no column is called so.
    static final String NO_LABEL = "\0";

    /// What stands for a missing cell among the features, capitals or not, unless the user says otherwise.
    public static final Set<String> MISSING = Set.of(
            "", "na", "n/a", "n.a.", "nan", "null", "nil", "none", "?", "-", "--", ".", "#n/a", "<na>", "#null!", "missing");

    /// All collections are copied, spellings of a missing cell in lower case.
    ///
    /// @throws IllegalArgumentException if the label is among the columns left out
    public TableSettings {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(encoding, "encoding");
        Objects.requireNonNull(labelScale, "labelScale");
        ignore = List.copyOf(ignore);
        quantiles = List.copyOf(quantiles);
        types = Map.copyOf(types);
        Set<String> lower = new TreeSet<>();
        missing.forEach(spelling -> lower.add(spelling.strip().toLowerCase(Locale.ROOT)));
        lower.add("");
        missing = Set.copyOf(lower);
        missingLabels = Set.copyOf(missingLabels);
        if (ignore.contains(label) || types.get(label) == ColumnType.IGNORED) {
            throw new IllegalArgumentException("the label " + label + " cannot be left out");
        }
    }

    /// {@return the names that a label stands for where no column has it as its name: what is between its commas}
    ///
    /// @param label such as `width,height`
    public static List<String> parts(String label) {
        return Stream.of(label.split(",", -1)).map(String::strip).toList();
    }

    /// {@return the columns of a table that are predicted}
    ///
    /// @param table any
    /// @throws FormatException if one of them is not there
    /// @throws IllegalArgumentException if one is there twice, or left out
    public List<String> labels(RawTable table) throws FormatException {
        if (label.equals(NO_LABEL)) {
            return List.of();
        }
        List<String> names = table.has(label) || !label.contains(",") ? List.of(label) : parts(label);
        for (String name : names) {
            table.index(name);
            if (ignore.contains(name) || types.get(name) == ColumnType.IGNORED) {
                throw new IllegalArgumentException("the label " + name + " cannot be left out");
            }
        }
        if (names.stream().distinct().count() < names.size()) {
            throw new IllegalArgumentException("a label is named twice: " + label);
        }
        return names;
    }

    /// All other columns are features; everything is told from the table.
    ///
    /// @param label the column to be predicted, or several
    public TableSettings(String label) {
        this(label, LabelKind.AUTO, List.of(), Map.of(), MISSING, Set.of(), TableEncoding.STANDARD, LabelScale.LINEAR, List.of());
    }

    /// {@return the same with the label as classes or as a number}
    ///
    /// @param other [LabelKind#AUTO] by default
    public TableSettings withKind(LabelKind other) {
        return new TableSettings(label, other, ignore, types, missing, missingLabels, encoding, labelScale, quantiles);
    }

    /// {@return the same without the given columns}
    ///
    /// @param columns all that are left out, in place of those before
    public TableSettings without(List<String> columns) {
        return new TableSettings(label, kind, columns, types, missing, missingLabels, encoding, labelScale, quantiles);
    }

    /// {@return the same with a column of the given type}
    ///
    /// @param column its name
    /// @param type   one that makes features, or `IGNORED`
    public TableSettings withType(String column, ColumnType type) {
        var all = new LinkedHashMap<>(types);
        all.put(column, type);
        return new TableSettings(label, kind, ignore, all, missing, missingLabels, encoding, labelScale, quantiles);
    }

    /// {@return the same with other spellings of a missing cell}
    ///
    /// @param spellings capitals or not; the empty cell is one in any case
    public TableSettings withMissing(Set<String> spellings) {
        return new TableSettings(label, kind, ignore, types, spellings, missingLabels, encoding, labelScale, quantiles);
    }

    /// {@return the same with spellings of a missing label}
    ///
    /// @param spellings as they stand in the table
    public TableSettings withMissingLabels(Set<String> spellings) {
        return new TableSettings(label, kind, ignore, types, missing, spellings, encoding, labelScale, quantiles);
    }

    /// The same with x in another form.
    ///
    /// @param other the form
    /// @return changed settings
    public TableSettings withEncoding(TableEncoding other) {
        return new TableSettings(label, kind, ignore, types, missing, missingLabels, other, labelScale, quantiles);
    }

    /// {@return the same with a number learnt on another scale}
    ///
    /// @param other [LabelScale#LINEAR] by default
    public TableSettings withLabelScale(LabelScale other) {
        return new TableSettings(label, kind, ignore, types, missing, missingLabels, encoding, other, quantiles);
    }

    /// {@return the same with quantiles learnt in place of the mean}
    ///
    /// @param shares of values that lie below them, in any order; none: the mean is learnt. The median, 0.5, is added where it is
    ///     missing, since it is the answer
    /// @throws IllegalArgumentException if one is not between 0 and 1
    public TableSettings withQuantiles(List<Double> shares) {
        shares.stream().filter(share -> !(share > 0 && share < 1)).findFirst().ifPresent(share -> {
            throw new IllegalArgumentException("quantiles are shares between 0 and 1, not " + share);
        });
        List<Double> all = shares.isEmpty() ? List.of()
                : Stream.concat(shares.stream(), Stream.of(NumberTask.MEDIAN)).sorted().distinct().toList();
        return new TableSettings(label, kind, ignore, types, missing, missingLabels, encoding, labelScale, all);
    }
}
