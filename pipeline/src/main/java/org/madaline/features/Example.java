package org.madaline.features;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
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

        /// {@return the row that an object is: a map; the components of a record; of other objects their public getters (`age` of
        /// `getAge`, `member` of `isMember`) and fields. [Column] gives one another name; an empty optional is a missing cell}
        ///
        /// @param row of a public class, or a map from names to cells
        /// @throws IllegalArgumentException if the object cannot be read, or has nothing to be read
        public static Row of(Object row) {
            if (row instanceof Row already) {
                return already;
            }
            if (row instanceof Map<?, ?> map) {
                Map<String, Object> cells = new LinkedHashMap<>();
                map.forEach((column, cell) -> cells.put(String.valueOf(column), cell));
                return new Row(cells);
            }
            return new Row(ObjectCells.of(row));
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
