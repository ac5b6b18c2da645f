package org.madaline.runs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.madaline.formats.Json;
import org.madaline.formats.codec.RecordCodec;
import org.madaline.formats.csv.RowLimit;
import org.madaline.table.LabelScale;

/// Settings as JSON: `settings.json` of a run, and what a model tells of its making. Files of version 0.1 are read, which wrote
/// null for what there is not.
final class SettingsJson {
    private static final RecordCodec CODEC = RecordCodec.of()
            .withDefault(TrainSettings.class, "ignore", List.of())
            .withDefault(TrainSettings.class, "table", TableReading.DETECT)
            .withDefault(TableReading.class, "labelScale", LabelScale.AUTO)
            .withDefault(TableReading.class, "quantiles", List.of())
            .withDefault(TableReading.class, "rows", RowLimit.NONE)
            .withDefault(TrainSettings.class, "split", SplitSettings.NONE)
            .withDefault(SplitSettings.class, "folds", 0)
            .withDefault(TrainSettings.class, "weights", WeightSettings.NONE)
            .withDefault(TrainSettings.class, "pictures", PictureSettings.NONE)
            .withDefault(TrainSettings.class, "basis", List.of())
            .withDefault(NetworkSettings.class, "members", 1)
            .withDefault(PictureSettings.class, "testAugment", List.of());

    private SettingsJson() {}

    static Object plain(TrainSettings settings) {
        return CODEC.toPlain(settings, TrainSettings.class);
    }

    static String write(TrainSettings settings) {
        return Json.write(plain(settings));
    }

    /// @throws IllegalArgumentException or UsageError saying which setting cannot be
    static TrainSettings read(Object plain) {
        return CODEC.fromPlain(withoutNulls(plain), TrainSettings.class);
    }

    private static Object withoutNulls(Object plain) {
        return switch (plain) {
            case Map<?, ?> map -> {
                Map<Object, Object> kept = new LinkedHashMap<>();
                map.forEach((key, value) -> {
                    if (value != null) {
                        kept.put(key, withoutNulls(value));
                    }
                });
                yield kept;
            }
            case List<?> list -> {
                List<Object> kept = new ArrayList<>();
                list.forEach(value -> kept.add(withoutNulls(value)));
                yield kept;
            }
            case null -> throw new IllegalArgumentException("there are no settings");
            default -> plain;
        };
    }

    /// Name and value of every setting, those within others as `descent.lr`.
    static Map<String, String> table(TrainSettings settings) {
        Map<String, String> table = new LinkedHashMap<>();
        flatten("", plain(settings), table);
        return table;
    }

    private static void flatten(String name, Object value, Map<String, String> table) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> flatten(name.isEmpty() ? key.toString() : name + "." + key, inner, table));
        } else if (value instanceof List<?> list) {
            table.put(name, String.join(", ", list.stream().map(String::valueOf).toList()));
        } else {
            table.put(name, String.valueOf(value));
        }
    }

    /// What differs between two runs, each as `descent.lr is 0.01, was 0.001`.
    static List<String> differences(TrainSettings was, TrainSettings is) {
        Map<String, String> before = table(was);
        Map<String, String> now = table(is);
        List<String> all = new ArrayList<>();
        now.forEach((name, value) -> {
            String old = before.remove(name);
            if (!value.equals(old)) {
                all.add(name + " is " + value + (old == null ? ", was not set" : ", was " + old));
            }
        });
        before.forEach((name, value) -> all.add(name + " is not set, was " + value));
        return all;
    }
}
