package org.madaline.pipeline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.madaline.basis.Bases;
import org.madaline.basis.Basis;
import org.madaline.features.BasisFeatures;
import org.madaline.features.Features;
import org.madaline.features.NumberFeatures;
import org.madaline.features.PictureFeatures;
import org.madaline.formats.codec.RecordCodec;
import org.madaline.table.CategoryEncoder;
import org.madaline.table.NumberEncoder;
import org.madaline.table.TableFeatures;
import org.madaline.table.TableLabel;
import org.madaline.task.ClassTask;
import org.madaline.task.NumberTask;
import org.madaline.task.Task;

/// Features and tasks as texts in the metadata of a file. Only the types listed here, and those that a caller adds, are made.
final class Parts {
    static final String FEATURES = "madaline.features";
    static final String TASK = "madaline.task";
    static final Set<String> KEYS = Set.of(FEATURES, TASK);

    private static final RecordCodec CODEC = RecordCodec
            .of(NumberFeatures.class, PictureFeatures.class, TableFeatures.class, BasisFeatures.class)
            .withDefault(ClassTask.class, "temperature", 1.0)
            .withDefault(TableFeatures.class, "smooth", false)
            .withDefault(CategoryEncoder.class, "index", false)
            .withDefault(NumberTask.class, "quantiles", List.of())
            .withDefault(NumberTask.Target.class, "logarithmic", false)
            .withDefault(TableLabel.class, "beside", List.of())
            .withDefault(NumberEncoder.class, "values", List.of())
            .withForm(Basis.class, Basis::toMap, Parts::basis);

    private Parts() {}

    private static Basis basis(Object plain) {
        if (!(plain instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("a basis is a map, not " + plain);
        }
        Map<String, Object> texts = new LinkedHashMap<>();
        map.forEach((key, value) -> texts.put(String.valueOf(key), value));
        return Bases.fromMap(texts, Map.of());
    }

    static Map<String, String> texts(Optional<Features> features, Optional<Task<?>> task) {
        Map<String, String> texts = new LinkedHashMap<>();
        features.ifPresent(f -> texts.put(FEATURES, CODEC.write(f, Features.class)));
        task.ifPresent(t -> texts.put(TASK, CODEC.write(t, Task.class)));
        return texts;
    }

    static Optional<Features> features(Map<String, String> metadata, List<Class<?>> types) {
        return read(FEATURES, metadata, types, Features.class);
    }

    static Optional<Task<?>> task(Map<String, String> metadata, List<Class<?>> types) {
        return read(TASK, metadata, types, Task.class).map(task -> (Task<?>) task);
    }

    private static <T> Optional<T> read(String key, Map<String, String> metadata, List<Class<?>> types, Class<T> wanted) {
        String text = metadata.get(key);
        if (text == null) {
            return Optional.empty();
        }
        Class<?>[] own = types.stream().filter(Features.class::isAssignableFrom).toArray(Class<?>[]::new);
        try {
            return Optional.of(CODEC.with(own).read(text, wanted));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
        }
    }
}
