package org.madaline.pipeline;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.madaline.features.Features;
import org.madaline.features.PictureFeatures;
import org.madaline.formats.Json;
import org.madaline.formats.image.ImagePreprocessing;
import org.madaline.task.NumberTask;
import org.madaline.task.Task;
import org.madaline.tensor.Shape;

/// Files of version 0.1, whose commands said in `madaline.input` how files become input: pictures, or the rows of a table
/// with their scale.
final class Legacy {
    static final String INPUT = "madaline.input";

    private Legacy() {}

    /// @throws IllegalArgumentException if the text says something impossible
    static Optional<Features> features(Map<String, String> metadata, Shape input) {
        Map<String, Object> said = said(metadata);
        if (said.get("image") instanceof Map<?, ?> image) {
            return Optional.of(new PictureFeatures(ImagePreprocessing.fromMap(texts(image)), input));
        }
        return Optional.empty();
    }

    /// The number that a regression predicts.
    static Optional<Task<?>> numbers(Map<String, String> metadata) {
        Map<String, Object> said = said(metadata);
        if (!(said.get("target") instanceof Map<?, ?> target)) {
            return Optional.empty();
        }
        String name = said.get("table") instanceof Map<?, ?> table && table.get("target") instanceof String label ? label : "y";
        return Optional.of(new NumberTask(List.of(new NumberTask.Target(name, number(target, "offset"), number(target, "scale")))));
    }

    private static Map<String, Object> said(Map<String, String> metadata) {
        String text = metadata.get(INPUT);
        try {
            return text == null ? Map.of() : Json.readObject(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(INPUT + " is no valid JSON object: " + e.getMessage(), e);
        }
    }

    private static Map<String, Object> texts(Map<?, ?> map) {
        Map<String, Object> texts = new TreeMap<>();
        map.forEach((key, value) -> texts.put(String.valueOf(key), value));
        return texts;
    }

    private static double number(Map<?, ?> scale, String key) {
        if (scale.get(key) instanceof List<?> list && list.size() == 1 && list.getFirst() instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException(INPUT + ".target." + key + " must be a list of one number, not " + scale.get(key));
    }
}
