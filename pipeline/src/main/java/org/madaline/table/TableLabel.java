package org.madaline.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.madaline.formats.FormatException;
import org.madaline.formats.csv.NumberStyle;
import org.madaline.formats.csv.RawTable;

/// The column that a model predicts, so that other rows can be judged by it, and those that it predicts beside it.
///
/// @param column       its name
/// @param classes      the classes as they are spelled, in the order of their indices; empty where the label is a number
/// @param decimalComma whether the decimal mark of numbers is a comma
/// @param thousands    the only thousands mark; empty: any
/// @param missing      spellings of a missing label besides the empty cell
/// @param beside       further numbers that are predicted with this one; none beside classes
public record TableLabel(
        String column, List<String> classes, boolean decimalComma, String thousands, List<String> missing, List<TableLabel> beside) {
    /// Checks its components.
    ///
    /// @throws IllegalArgumentException if a class is there twice, there is no such thousands mark, or not all of several labels are
    ///     numbers
    public TableLabel {
        classes = Categories.of(classes);
        missing = List.copyOf(missing);
        beside = List.copyOf(beside);
        NumberEncoder.style(decimalComma, thousands);
        if (!beside.isEmpty() && !classes.isEmpty() || beside.stream().anyMatch(other -> other.isClasses() || !other.beside.isEmpty())) {
            throw new IllegalArgumentException("labels that are predicted together are numbers");
        }
    }

    /// A label alone.
    ///
    /// @param column       its name
    /// @param classes      the classes as they are spelled, in the order of their indices; empty where the label is a number
    /// @param decimalComma whether the decimal mark of numbers is a comma
    /// @param thousands    the only thousands mark; empty: any
    /// @param missing      spellings of a missing label besides the empty cell
    public TableLabel(String column, List<String> classes, boolean decimalComma, String thousands, List<String> missing) {
        this(column, classes, decimalComma, thousands, missing, List.of());
    }

    /// {@return this label and those beside it}
    public List<TableLabel> all() {
        return Stream.concat(Stream.of(this), beside.stream()).toList();
    }

    /// {@return the names of all columns that are predicted}
    public List<String> columns() {
        return all().stream().map(TableLabel::column).toList();
    }

    /// {@return whether the label is one of several classes}
    public boolean isClasses() {
        return !classes.isEmpty();
    }

    NumberStyle style() {
        return NumberEncoder.style(decimalComma, thousands);
    }

    /// The same for another table, which may write its numbers with the other decimal mark.
    ///
    /// @throws FormatException naming file and column, if one is missing
    TableLabel reading(RawTable table) throws FormatException {
        List<TableLabel> others = new ArrayList<>();
        for (TableLabel other : beside) {
            others.add(other.reading(table));
        }
        boolean comma = isClasses() ? decimalComma : NumberEncoder.isComma(table, table.index(column), decimalComma);
        return new TableLabel(column, classes, comma, comma == decimalComma ? thousands : "", missing, others);
    }

    boolean isMissing(String text) {
        return text.isEmpty() || missing.contains(text);
    }

    /// The y of a cell: the index of its class, or its number; empty if it is no such. A class that is a number and not
    /// spelled as any is looked for by its value, if only one has it.
    Optional<Double> y(String text) {
        if (!isClasses()) {
            double number = Cell.number(text, style());
            return Double.isNaN(number) ? Optional.empty() : Optional.of(number);
        }
        int index = classes.indexOf(text);
        if (index < 0) {
            index = byValue(text);
        }
        return index < 0 ? Optional.empty() : Optional.of((double) index);
    }

    private int byValue(String text) {
        double number = NumberStyle.POINT.parse(text);
        int found = -1;
        for (int k = 0; k < classes.size() && !Double.isNaN(number) && Math.abs(number) < 1e15; k++) {
            if (NumberStyle.POINT.parse(classes.get(k)) == number) {
                if (found >= 0) {
                    return -1;
                }
                found = k;
            }
        }
        return found;
    }

    /// What a missing label of this spelling would be among features; for a word to the user.
    static boolean looksMissing(String text) {
        return Set.of("na", "n/a", "nan", "null", "none", "?").contains(text.toLowerCase(Locale.ROOT));
    }
}
