package org.madaline.pipeline;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.madaline.features.Features;
import org.madaline.features.PictureFeatures;
import org.madaline.formats.Json;
import org.madaline.formats.image.ImagePreprocessing;
import org.madaline.table.OldTableInput;
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
        return OldTableInput.of(said).map(OldTableInput::features);
    }

    /// The number that a regression predicts.
    static Optional<Task<?>> numbers(Map<String, String> metadata) {
        return OldTableInput.of(said(metadata)).flatMap(OldTableInput::target).map(target -> new NumberTask(List.of(target)));
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
}
