package org.madaline.features;

import java.util.List;
import java.util.Optional;

/// One thing that a model wants to be told: a column of a table, a picture, a list of numbers. All fields together are the
/// schema of its input.
///
/// @param name of the column; `picture` or `x` where there are no columns
/// @param kind such as `number`, `category`, `boolean`, `date`, `picture`, `numbers`
/// @param range the least and the greatest value that training has seen, for numbers
/// @param values the categories that training has seen, for categories
/// @param optional whether it may be missing
/// @param description in one sentence what is done with it
public record Field(String name, String kind, Optional<Range> range, List<String> values, boolean optional, String description) {
    /// From the least to the greatest value.
    ///
    /// @param least    the first end, included
    /// @param greatest the other end, included
    public record Range(double least, double greatest) {}

    /// The values are copied.
    public Field {
        values = List.copyOf(values);
    }

    /// A field without range, values and exceptions.
    ///
    /// @param name        of the column; `picture` or `x` where there are no columns
    /// @param kind        such as `number`, `picture`
    /// @param description in one sentence what is done with it
    public Field(String name, String kind, String description) {
        this(name, kind, Optional.empty(), List.of(), false, description);
    }
}
