package org.madaline.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/// What was used last, up to a number.
final class Recent<K, V> {
    private final Map<K, V> values;

    Recent(int most) {
        values = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    /// The value of a key, made where it is not there.
    V of(K key, Function<K, V> make) {
        V value = values.get(key);
        if (value == null) {
            value = make.apply(key);
            values.put(key, value);
        }
        return value;
    }
}
