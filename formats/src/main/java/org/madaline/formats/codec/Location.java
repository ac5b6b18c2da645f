package org.madaline.formats.codec;

import java.util.ArrayList;
import java.util.List;

/// Where in a nested value the codec stands, for complaints.
final class Location {
    private static final int SHOWN = 6;

    private final List<String> steps = new ArrayList<>();

    void enter(String step) {
        steps.add(step);
    }

    void leave() {
        steps.removeLast();
    }

    int depth() {
        return steps.size();
    }

    /// A complaint that begins with the place; of a deep one the end alone.
    IllegalArgumentException fault(IllegalArgumentException cause) {
        if (steps.isEmpty()) {
            return cause;
        }
        int from = Math.max(0, steps.size() - SHOWN);
        String place = String.join("", steps.subList(from, steps.size()));
        String start = from > 0 ? "..." : "";
        return new IllegalArgumentException(
                start + (place.startsWith(".") ? place.substring(from > 0 ? 0 : 1) : place) + ": " + cause.getMessage(), cause);
    }
}
