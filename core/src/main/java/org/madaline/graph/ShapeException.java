package org.madaline.graph;

/// Shapes that do not fit, found while a graph is built. The message names the place by its path.
public final class ShapeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /// A message with a path before it.
    ///
    /// @param path of the layer, such as `layer1.0`; may be empty
    /// @param message what was expected, what was found, how to mend it
    public ShapeException(String path, String message) {
        super((path.isEmpty() ? "" : path + ": ") + message);
    }
}
