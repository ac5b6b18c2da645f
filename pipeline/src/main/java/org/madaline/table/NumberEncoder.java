package org.madaline.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import org.madaline.formats.csv.DecimalVotes;
import org.madaline.formats.csv.NumberStyle;
import org.madaline.formats.csv.RawTable;

/// A number as it is; where it is missing, a substitute, and a 1 beside it if numbers were missing in training.
///
/// @param column       its name
/// @param decimalComma whether the decimal mark is a comma
/// @param thousands    the only thousands mark; empty: any
/// @param substitute   what stands for a missing number: the mean of the training rows
/// @param min          the least number of the training rows
/// @param max          the greatest
/// @param indicator    whether a second number says that the first is missing
/// @param single       whether numbers are rounded to single precision first, as version 0.1 did
/// @param values       numbers that training met often, in order: a last number of x says which of them it is, -1 for none; empty
///     where none are told apart
public record NumberEncoder(
        String column,
        boolean decimalComma,
        String thousands,
        double substitute,
        double min,
        double max,
        boolean indicator,
        boolean single,
        List<Double> values)
        implements ColumnEncoder {
    /// Checks substitute and marks.
    ///
    /// @throws IllegalArgumentException if the substitute is no number or there is no such thousands mark
    public NumberEncoder {
        if (!Double.isFinite(substitute)) {
            throw new IllegalArgumentException("the substitute of column " + column + " is " + substitute);
        }
        style(decimalComma, thousands);
        values = List.copyOf(values);
    }

    static NumberStyle style(boolean decimalComma, String thousands) {
        if (thousands.length() > 1) {
            throw new IllegalArgumentException("a thousands mark is one character, not " + thousands);
        }
        if (thousands.isEmpty()) {
            return decimalComma ? NumberStyle.COMMA : NumberStyle.POINT;
        }
        return new NumberStyle(decimalComma ? ',' : '.', Optional.of(thousands.charAt(0)));
    }

    /// The same for a column of another table, which may write its numbers with the other decimal mark.
    NumberEncoder reading(RawTable table, int index) {
        boolean comma = isComma(table, index, decimalComma);
        return comma == decimalComma
                ? this
                : new NumberEncoder(column, comma, "", substitute, min, max, indicator, single, values);
    }

    /// Whether a column has decimal commas: where its cells do not say, nor the table, it is as it was in training.
    static boolean isComma(RawTable table, int index, boolean trained) {
        var votes = new DecimalVotes();
        for (int row = 0; row < table.size(); row++) {
            votes.add(table, index, row);
        }
        return votes.decided().map(mark -> mark == ',').orElse(trained || table.dialect().decimal() == ',');
    }

    /// The number of a cell; null where it is missing or none.
    Double number(String cell, Set<String> spellings) {
        double number = Cell.isMissing(cell, spellings) ? Double.NaN : Cell.number(cell, style());
        return Double.isNaN(number) ? null : number;
    }

    /// {@return how the numbers are written}
    public NumberStyle style() {
        return style(decimalComma, thousands);
    }

    @Override
    public List<String> names() {
        List<String> names = new ArrayList<>(List.of(column));
        if (indicator) {
            names.add(column + " missing");
        }
        if (!values.isEmpty()) {
            names.add(column + " value");
        }
        return names;
    }

    @Override
    public int width() {
        return 1 + (indicator ? 1 : 0) + (values.isEmpty() ? 0 : 1);
    }

    @Override
    public int indexed() {
        return values.size();
    }

    @Override
    public int measures() {
        return 1;
    }

    @Override
    public TableField field() {
        return new TableField(
                column, ColumnType.NUMBER, OptionalDouble.of(min), OptionalDouble.of(max), List.of(), indicator);
    }

    @Override
    public void encode(Object cell, Set<String> missing, double[] x, int at, Consumer<TableNotice> notices) {
        boolean absent = Cell.isMissing(cell, missing);
        double number = absent ? Double.NaN : Cell.number(cell, style());
        if (Double.isNaN(number)) {
            if (!absent) {
                notices.accept(ColumnEncoder.unreadable(column, cell, Cell.isTooLarge(cell, style()) ? "number up to 1e150" : "number"));
            } else if (!indicator) {
                notices.accept(ColumnEncoder.missing(column, "the mean stands for it"));
            }
            number = substitute;
            if (indicator) {
                x[at + 1] = 1;
            }
        } else if (ColumnEncoder.isOutside(number, min, max)) {
            notices.accept(ColumnEncoder.outside(column, cell, Cell.text(min), Cell.text(max)));
        }
        x[at] = single ? (float) number : number;
        if (!values.isEmpty()) {
            // The sum makes 0 of -0.
            x[at + width() - 1] = absent ? -1 : Math.max(-1, Collections.binarySearch(values, number + 0.0));
        }
    }
}
