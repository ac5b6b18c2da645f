package org.madaline.table;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// What a column of a table holds, and so what becomes of it.
public enum ColumnType {
    /// Numbers, with whatever marks they are written.
    NUMBER(true),
    /// One of several texts or codes: a number for each that is frequent, 1 where it holds.
    CATEGORY(true),
    /// yes and no, true and false.
    BOOLEAN(true),
    /// Days, with the time of day or without: a number of days, and the place in the year, the week and the day.
    DATE(true),
    /// Sentences: numbers for the words and pairs of words in them.
    TEXT(true),
    /// A name or number for each row; left out.
    IDENTIFIER(false),
    /// The number of the row; left out.
    ROW_NUMBER(false),
    /// The same in each row; left out.
    CONSTANT(false),
    /// Cell by cell what another column is; left out.
    DUPLICATE(false),
    /// Nothing in any row; left out.
    EMPTY(false),
    /// Left out because the user said so.
    IGNORED(false);

    private final boolean used;

    ColumnType(boolean used) {
        this.used = used;
    }

    /// {@return whether a column of this type is part of x}
    public boolean isUsed() {
        return used;
    }

    /// The name in words, as `row number`.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /// Whether a user may say so; the other types are found, not given.
    private boolean isSaid() {
        return used || this == IDENTIFIER || this == IGNORED;
    }

    /// {@return the type that a user names: one of those that make features, or `identifier` or `ignored`, which do not}
    ///
    /// @param name in capitals or not, as `number`
    /// @throws IllegalArgumentException if there is no such type
    public static ColumnType of(String name) {
        String wanted = name.strip().toUpperCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
        for (ColumnType type : values()) {
            if (type.name().equals(wanted) && type.isSaid()) {
                return type;
            }
        }
        throw new IllegalArgumentException("there is no type of columns '" + name + "'; types are "
                + Arrays.stream(values())
                        .filter(ColumnType::isSaid)
                        .map(ColumnType::toString)
                        .collect(Collectors.joining(", ")));
    }
}
