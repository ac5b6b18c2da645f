package org.madaline.layer;

import java.util.List;
import org.madaline.graph.Graph;
import org.madaline.graph.Node;

/// A layer of which parts stay as they are in training: their parameters get no gradient, and their batch normalizations
/// use the running statistics and do not change them. For fine-tuning a model with foreign weights.
///
/// @param parts names, or beginnings of names up to a dot, such as `layer1` or `features.0`
/// @param others whether all but these parts are frozen
public record Frozen(Layer layer, List<String> parts, boolean others) implements Layer {
    public Frozen {
        parts = List.copyOf(parts);
    }

    /// Freezes some parts.
    public static Frozen parts(Layer layer, String... parts) {
        return new Frozen(layer, List.of(parts), false);
    }

    /// Freezes all but some parts, such as the head `fc`.
    public static Frozen allBut(Layer layer, String... parts) {
        return new Frozen(layer, List.of(parts), true);
    }

    @Override
    public Node build(Graph g, Node x) {
        String prefix = g.path().isEmpty() ? "" : g.path() + ".";
        return g.frozen(name -> name.startsWith(prefix) && holds(name.substring(prefix.length())) != others,
                () -> layer.build(g, x));
    }

    private boolean holds(String name) {
        return parts.stream().anyMatch(part -> name.equals(part) || name.startsWith(part + "."));
    }
}
