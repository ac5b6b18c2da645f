package org.madaline.layer;

import java.util.List;
import java.util.stream.IntStream;
import org.madaline.graph.Graph;
import org.madaline.graph.Node;

/// Several layers on the same x, their results one after the other along the channels, as in an inception block.
///
/// Shapes: x `[N, ...]`, each result `[N, Cᵢ, ...]`, together `[N, Σ Cᵢ, ...]`. The parameters of branch i are named
/// `i.weight` and so on.
///
/// @param branches at least one; all results must agree in every axis but the channels
public record Parallel(List<Layer> branches) implements Layer {
    /// Copies the list.
    ///
    /// @throws IllegalArgumentException if there is no branch
    public Parallel {
        branches = List.copyOf(branches);
        if (branches.isEmpty()) {
            throw new IllegalArgumentException("parallel layers need at least one branch");
        }
    }

    /// Branches given one by one.
    ///
    /// @param branches at least one
    /// @return the layer that joins them
    public static Parallel of(Layer... branches) {
        return new Parallel(List.of(branches));
    }

    @Override
    public Node build(Graph g, Node x) {
        return g.concat(1, IntStream.range(0, branches.size())
                .mapToObj(i -> branches.get(i).at(g, Integer.toString(i), x)).toList());
    }
}
