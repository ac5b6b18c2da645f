package org.madaline.table;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.madaline.formats.csv.NumberStyle;
import org.madaline.formats.csv.RawTable;

/// The column that a model predicts, so that other rows can be judged by it.
///
/// @param column       its name
/// @param classes      the classes as they are spelled, in the order of their indices; empty where the label is a number
/// @param decimalComma whether the decimal mark of numbers is a comma
/// @param thousands    the only thousands mark; empty: any
/// @param missing      spellings of a missing label besides the empty cell
public record TableLabel(String column, List<String> classes, boolean decimalComma, String thousands, List<String> missing) {
    /// Checks its components.
    ///
    /// @throws IllegalArgumentException if a class is there twice, or there is no such thousands mark
    public TableLabel {
        classes = Categories.of(classes);
        missing = List.copyOf(missing);
        NumberEncoder.style(decimalComma, thousands);
    }

    /// {@return whether the label is one of several classes}
    public boolean isClasses() {
        return !classes.isEmpty();
    }

    NumberStyle style() {
        return NumberEncoder.style(decimalComma, thousands);
    }

    /// The same for a column of another table, which may write its numbers with the other decimal mark.
    TableLabel reading(RawTable table, int index) {
        boolean comma = isClasses() ? decimalComma : NumberEncoder.isComma(table, index, decimalComma);
        return comma == decimalComma ? this : new TableLabel(column, classes, comma, "", missing);
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
