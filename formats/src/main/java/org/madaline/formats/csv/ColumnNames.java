package org.madaline.formats.csv;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The names of columns, no two alike: of several columns `x` the second is called `x.2`, or by the next number that is free.
///
/// @param names   a name for each column
/// @param renamed the names that were made, each with the one that the file gives
record ColumnNames(List<String> names, Map<String, String> renamed) {
    static ColumnNames of(List<String> given) {
        Set<String> taken = new HashSet<>(given);
        Set<String> seen = new HashSet<>();
        Map<String, Integer> counts = new HashMap<>();
        List<String> names = new ArrayList<>(given.size());
        Map<String, String> renamed = new LinkedHashMap<>();
        for (String name : given) {
            String unique = name;
            if (!seen.add(name)) {
                do {
                    unique = name + "." + counts.merge(name, 2, (last, _) -> last + 1);
                } while (!taken.add(unique));
                renamed.put(unique, name);
            }
            names.add(unique);
        }
        return new ColumnNames(names, renamed);
    }
}
