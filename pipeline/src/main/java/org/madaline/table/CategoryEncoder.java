package org.madaline.table;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;

/// One of several texts: a number for each, 1 where it holds, 0 elsewhere; or one number in all, the place of the text.
///
/// @param column     its name
/// @param categories the texts that have a number of their own, in its order
/// @param other      whether a further number stands for all other texts, which were rare in training
/// @param indicator  whether a further number says that the cell is missing
/// @param canonical  whether numbers are compared in their shortest form, as version 0.1 did
/// @param index      whether the column becomes one number: the place of the text among the categories, the rare and the
///     missing, from 0; -1 for none of them
public record CategoryEncoder(
        String column, List<String> categories, boolean other, boolean indicator, boolean canonical, boolean index)
        implements ColumnEncoder {
    /// The categories are copied.
    ///
    /// @throws IllegalArgumentException if a category is there twice
    public CategoryEncoder {
        categories = Categories.of(categories);
    }

    /// {@return how many values are told apart}
    public int values() {
        return categories.size() + (other ? 1 : 0) + (indicator ? 1 : 0);
    }

    @Override
    public List<String> names() {
        if (index) {
            return List.of(column);
        }
        List<String> names = new ArrayList<>();
        categories.forEach(category -> names.add(column + "=" + category));
        if (other) {
            names.add(column + " other");
        }
        if (indicator) {
            names.add(column + " missing");
        }
        return names;
    }

    @Override
    public int width() {
        return index ? 1 : values();
    }

    @Override
    public int indexed() {
        return index ? values() : 0;
    }

    @Override
    public TableField field() {
        return new TableField(
                column, ColumnType.CATEGORY, OptionalDouble.empty(), OptionalDouble.empty(), categories, indicator);
    }

    @Override
    public void encode(Object cell, Set<String> missing, double[] x, int at, Consumer<TableNotice> notices) {
        int place = place(cell, missing, notices);
        if (index) {
            x[at] = place;
        } else if (place >= 0) {
            x[at + place] = 1;
        }
    }

    private int place(Object cell, Set<String> missing, Consumer<TableNotice> notices) {
        if (Cell.isMissing(cell, missing)) {
            if (!indicator) {
                notices.accept(ColumnEncoder.missing(column, "it counts as none of the categories"));
            }
            return indicator ? values() - 1 : -1;
        }
        String text = Cell.text(cell);
        int place = categories.indexOf(canonical ? Cell.canonical(text) : text);
        if (place >= 0) {
            return place;
        }
        notices.accept(new TableNotice(
                TableNotice.Kind.UNSEEN,
                column,
                Cell.shown(cell) + (other ? " is new or was rare in training; it counts as one of the rare" : " is new; it counts as none of the categories")
                        + " (" + known() + ")"));
        // Rare categories of the training are not kept by name, so that a new one cannot be told from them.
        return other ? categories.size() : -1;
    }

    private String known() {
        String list = String.join(", ", categories.subList(0, Math.min(categories.size(), 8)));
        return categories.isEmpty() ? "there are none" : "known: " + (list.length() > 120 ? list.substring(0, 120) + "..." : list)
                + (categories.size() > 8 ? ", ..." : "");
    }
}
