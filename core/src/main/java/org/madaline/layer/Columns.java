package org.madaline.layer;

import java.util.ArrayList;
import java.util.List;
import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.graph.ShapeException;

/// Some of the features, in the given order.
///
/// Shapes: x `[N, C]`, result `[N, places]`.
///
/// @param places of the features in x, from 0
public record Columns(List<Integer> places) implements Layer {
    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if there is no place, or a negative one
    public Columns {
        places = List.copyOf(places);
        if (places.isEmpty() || places.stream().anyMatch(place -> place < 0)) {
            throw new IllegalArgumentException("columns have places from 0, not " + places);
        }
    }

    @Override
    public Node build(Graph g, Node x) {
        if (x.shape().rank() != 2 || places.stream().anyMatch(place -> place >= x.shape().dim(1))) {
            throw new ShapeException(g.path(), "columns up to " + places.stream().max(Integer::compare).orElseThrow()
                    + " are taken of [N, features], not of " + x.shape());
        }
        List<Node> runs = new ArrayList<>();
        for (int from = 0, to; from < places.size(); from = to) {
            to = from + 1;
            while (to < places.size() && places.get(to) == places.get(to - 1) + 1) {
                to++;
            }
            runs.add(x.narrow(1, places.get(from), places.get(to - 1) + 1));
        }
        return g.concat(1, runs);
    }
}
