package org.madaline.table;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.madaline.features.Field;

/// A column that a model asks for.
///
/// @param name       of the column
/// @param type       of its cells
/// @param min        the least number, or day, of the training rows
/// @param max        the greatest
/// @param categories the values that were met in training, of a category
/// @param missing    whether cells were missing in training, so that the model knows what that means
public record TableField(
        String name, ColumnType type, OptionalDouble min, OptionalDouble max, List<String> categories, boolean missing) {
    /// The categories are copied.
    public TableField {
        categories = List.copyOf(categories);
    }

    /// The same as a field of any features.
    Field asField() {
        Optional<Field.Range> range = min.isPresent() && max.isPresent()
                ? Optional.of(new Field.Range(min.getAsDouble(), max.getAsDouble()))
                : Optional.empty();
        return new Field(name, type.name().toLowerCase(Locale.ROOT), range, categories, missing, "a column of a table");
    }
}
