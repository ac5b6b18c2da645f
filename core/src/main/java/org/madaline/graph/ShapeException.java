package org.madaline.graph;

/// Shapes that do not fit, found while a graph is built. The message names the place by its path.
public final class ShapeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public ShapeException(String path, String message) {
        super((path.isEmpty() ? "" : path + ": ") + message);
    }
}
