package org.madaline.table;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// What makes numbers of the cells of one column. A record: its components are the format in which it is kept.
public sealed interface ColumnEncoder permits NumberEncoder, CategoryEncoder, BooleanEncoder, DateEncoder, TextEncoder, TextScorer {
    /// {@return the name of the column}
    String column();

    /// {@return a name for each number of x that the column becomes}
    List<String> names();

    /// {@return how many numbers of x the column becomes}
    default int width() {
        return names().size();
    }

    /// {@return how many of these, the first ones, measure something; the others say whether something holds}
    default int measures() {
        return 0;
    }

    /// {@return how many of these, the first ones, have their scale already, and are left as they are}
    default int scaled() {
        return 0;
    }

    /// {@return how many values the last of these numbers tells apart, where it is an index, from 0, -1 for none of them; else 0}
    default int indexed() {
        return 0;
    }

    /// {@return the column as a field of the model's input}
    TableField field();

    /// Writes the numbers of a cell, before they are scaled.
    ///
    /// @param cell    a text, or a value of Java; null where it is missing
    /// @param missing spellings of a missing cell
    /// @param x       zero where the numbers are to stand
    /// @param at      where they begin
    /// @param notices gets what is the matter with the cell
    void encode(Object cell, Set<String> missing, double[] x, int at, Consumer<TableNotice> notices);

    /// {@return the notice of a missing cell in a column that was complete in training}
    ///
    /// @param column its name
    /// @param what   stands for the cell, in a sentence
    static TableNotice missing(String column, String what) {
        return new TableNotice(TableNotice.Kind.MISSING, column, "the cell is missing, where hardly any was in training; " + what);
    }

    /// {@return whether a number is farther outside of the training's range than this is wide}
    ///
    /// @param value of a cell
    /// @param min   the least that training has met
    /// @param max   the greatest
    static boolean isOutside(double value, double min, double max) {
        return max > min && (value - max > max - min || min - value > max - min);
    }

    /// {@return the notice of a number or a day that is far from those of the training}
    ///
    /// @param column its name
    /// @param cell   what stands there
    /// @param min    the least that training has met, as it is to be shown
    /// @param max    the greatest
    static TableNotice outside(String column, Object cell, String min, String max) {
        return new TableNotice(
                TableNotice.Kind.OUTSIDE, column, Cell.shown(cell) + " is far outside of what training met, " + min + " to " + max);
    }

    /// {@return the notice of a cell that cannot be read}
    ///
    /// @param column   its name
    /// @param cell     what stands there
    /// @param expected such as `number`, `date`
    static TableNotice unreadable(String column, Object cell, String expected) {
        return new TableNotice(
                TableNotice.Kind.UNREADABLE, column, Cell.shown(cell) + " is no " + expected + "; it counts as missing");
    }
}
