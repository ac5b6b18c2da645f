package org.madaline.features;

import java.lang.reflect.RecordComponent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.madaline.formats.image.Image;

/// One raw example, as it comes from outside.
public sealed interface Example {
    /// A row of a table.
    ///
    /// @param cells by the names of their columns: texts, numbers, truth values, dates; null or an empty text where nothing
    ///         is known
    record Row(Map<String, ?> cells) implements Example {
        /// The map is copied; its order stays.
        public Row {
            cells = Collections.unmodifiableMap(new LinkedHashMap<>(cells));
        }

        /// {@return the row that a record is: its components are the columns, an empty optional is a missing cell}
        ///
        /// @param record of a public class
        /// @throws IllegalArgumentException if the record cannot be read
        public static Row of(Record record) {
            Map<String, Object> cells = new LinkedHashMap<>();
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                try {
                    component.getAccessor().trySetAccessible();
                    Object cell = component.getAccessor().invoke(record);
                    cells.put(component.getName(), cell instanceof Optional<?> perhaps ? perhaps.orElse(null) : cell);
                } catch (ReflectiveOperationException e) {
                    throw new IllegalArgumentException("cannot read " + component + "; make the record public, or give a map", e);
                }
            }
            return new Row(cells);
        }
    }

    /// A picture of any size.
    ///
    /// @param image grey or RGB
    record Picture(Image image) implements Example {}

    /// Numbers in the order in which the model takes them.
    ///
    /// @param values copied
    record Numbers(double... values) implements Example {
        /// The array is copied.
        public Numbers {
            values = values.clone();
        }

        /// {@return a copy of the numbers}
        @Override
        public double[] values() {
            return values.clone();
        }
    }

    /// {@return what the example is, in a few words, for messages}
    default String what() {
        return switch (this) {
            case Row row -> "a row with the columns " + String.join(", ", row.cells().keySet());
            case Picture picture -> "a " + picture.image();
            case Numbers numbers -> numbers.values.length + " numbers";
        };
    }
}
