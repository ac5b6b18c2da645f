package org.madaline.runs;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/// Things to choose from by name, in the order in which help lists them.
///
/// @param <T> what can be chosen
/// @param flag the flag that takes the name
/// @param options all by name; the order stays
public record Choice<T>(String flag, Map<String, T> options) implements Iterable<String> {
    /// The map is copied.
    public Choice {
        options = new LinkedHashMap<>(options);
    }

    /// {@return the thing of a name}
    ///
    /// @param name as the user wrote it
    /// @throws UsageError if there is no such thing, with the nearest name
    public T get(String name) {
        T found = options.get(name);
        if (found == null) {
            String nearest = Text.nearest(name, options.keySet());
            throw new UsageError(flag + " " + name + " is unknown; "
                    + (nearest == null ? "possible are " : "did you mean " + nearest + "? Possible are ") + String.join(", ", options.keySet()));
        }
        return found;
    }

    @Override
    public Iterator<String> iterator() {
        return options.keySet().iterator();
    }
}
