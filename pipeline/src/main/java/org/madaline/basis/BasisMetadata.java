package org.madaline.basis;

import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.madaline.formats.Json;

/// A basis as metadata of the model behind it, so that both are saved in one file:
///
/// ```java
/// var run = new Trainer(network, loss, optimizer).fit(basis.apply(data));
/// run.model().with(BasisMetadata.of(basis)).save(file);
/// ...
/// var model = Model.load(file);
/// var basis = BasisMetadata.basis(model.metadata(), Map.of()).orElseThrow();
/// float[] z = model.predict(basis.apply(x));
/// ```
public final class BasisMetadata {
    /// Under which the basis stands in the metadata, as JSON.
    public static final String KEY = "madaline.basis";

    private BasisMetadata() {}

    /// {@return what is to be saved with a model} User-given functions are saved by their names only.
    ///
    /// @param basis put before the model
    public static Map<String, String> of(Basis basis) {
        return Map.of(KEY, Json.write(basis.toMap()));
    }

    /// {@return the basis that was saved with a model; empty where there was none}
    ///
    /// @param metadata the model's
    /// @param functions the user-given functions by the names under which they were saved: code is not saved
    /// @throws IllegalArgumentException if the text does not describe a basis, or a function is not supplied
    public static Optional<Basis> basis(
            Map<String, String> metadata, Map<String, ToDoubleFunction<double[]>> functions) {
        String json = metadata.get(KEY);
        if (json == null) {
            return Optional.empty();
        }
        Map<String, Object> map;
        try {
            map = Json.readObject(json);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(KEY + " is no valid JSON object: " + e.getMessage(), e);
        }
        try {
            return Optional.of(Bases.fromMap(map, functions));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(KEY + ": " + e.getMessage(), e);
        }
    }
}
