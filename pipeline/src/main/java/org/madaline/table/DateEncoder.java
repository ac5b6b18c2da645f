package org.madaline.table;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;

/// A day: the days since 1970, and as sine and cosine its place in the year and in the week, so that December lies beside
/// January; with a time, the place in the day, too.
///
/// @param column     its name
/// @param dayFirst   whether `1/2/2026` is in February
/// @param time       whether the place in the day is part of x
/// @param substitute the day that stands for a missing one: the mean of the training rows
/// @param min        the first day of the training rows
/// @param max        the last
/// @param indicator  whether a further number says that the cell is missing
public record DateEncoder(
        String column, boolean dayFirst, boolean time, double substitute, double min, double max, boolean indicator)
        implements ColumnEncoder {
    /// Checks the substitute.
    ///
    /// @throws IllegalArgumentException if the substitute is no day
    public DateEncoder {
        if (!(Math.abs(substitute) < 1e7)) {
            throw new IllegalArgumentException("the substitute of column " + column + " is the day " + substitute);
        }
    }

    @Override
    public List<String> names() {
        List<String> names = new ArrayList<>(List.of(
                column,
                column + " year sin",
                column + " year cos",
                column + " week sin",
                column + " week cos"));
        if (time) {
            names.addAll(List.of(column + " day sin", column + " day cos"));
        }
        if (indicator) {
            names.add(column + " missing");
        }
        return names;
    }

    @Override
    public int width() {
        return 5 + (time ? 2 : 0) + (indicator ? 1 : 0);
    }

    @Override
    public int measures() {
        return width() - (indicator ? 1 : 0);
    }

    @Override
    public TableField field() {
        return new TableField(
                column, ColumnType.DATE, OptionalDouble.of(min), OptionalDouble.of(max), List.of(), indicator);
    }

    private DateText.Order order() {
        return dayFirst ? DateText.Order.DAY_FIRST : DateText.Order.MONTH_FIRST;
    }

    @Override
    public void encode(Object cell, Set<String> missing, double[] x, int at, Consumer<TableNotice> notices) {
        boolean absent = Cell.isMissing(cell, missing);
        double days = absent ? Double.NaN : Cell.days(cell, order());
        if (Double.isNaN(days)) {
            if (!absent) {
                notices.accept(ColumnEncoder.unreadable(column, cell, "date"));
            } else if (!indicator) {
                notices.accept(ColumnEncoder.missing(column, "the mean day stands for it"));
            }
            days = substitute;
            if (indicator) {
                x[at + width() - 1] = 1;
            }
        } else if (ColumnEncoder.isOutside(days, min, max)) {
            notices.accept(ColumnEncoder.outside(
                    column, cell, LocalDate.ofEpochDay((long) min).toString(), LocalDate.ofEpochDay((long) max).toString()));
        }
        double day = Math.floor(days);
        LocalDate date = LocalDate.ofEpochDay((long) day);
        x[at] = days;
        circle((date.getDayOfYear() - 1 + days - day) / date.lengthOfYear(), x, at + 1);
        circle((date.getDayOfWeek().getValue() - 1 + days - day) / 7, x, at + 3);
        if (time) {
            circle(days - day, x, at + 5);
        }
    }

    private static void circle(double part, double[] x, int at) {
        x[at] = StrictMath.sin(2 * Math.PI * part);
        x[at + 1] = StrictMath.cos(2 * Math.PI * part);
    }
}
