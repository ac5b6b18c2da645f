package org.madaline.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.graph.Node;

/// Several networks on the same x that were trained one by one, and answer together, each with its weight. The parameters of
/// member i are named `i...`.
///
/// Shapes: x and the result as of each member.
///
/// @param members at least one, with outputs of one shape
/// @param weights what the answer of each counts, above 0; their sum is 1
/// @param vote    how they answer
public record Blend(List<Layer> members, List<Double> weights, Committee.Vote vote) implements Layer {
    private static final double ROUNDING = 1e-9;

    /// Checks that each member has a weight.
    ///
    /// @throws IllegalArgumentException if there is no member, or weights are not as they should be
    public Blend {
        members = List.copyOf(members);
        weights = List.copyOf(weights);
        Objects.requireNonNull(vote, "vote");
        double sum = weights.stream().mapToDouble(w -> w).sum();
        if (members.isEmpty() || members.size() != weights.size() || weights.stream().anyMatch(w -> !(w > 0))
                || !(Math.abs(sum - 1) < ROUNDING)) {
            throw new IllegalArgumentException("a blend of " + members.size() + " members has a weight above 0 for each, 1 in all, not "
                    + weights);
        }
    }

    @Override
    public Node build(Graph g, Node x) {
        List<Node> answers = Committee.answers(g, x, members);
        if (g.mode() == Mode.TRAINING) {
            return answers.getFirst();
        }
        List<Node> shares = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            shares.add(vote.vote(answers.get(i)).times(weights.get(i)));
        }
        return vote.answer(shares.stream().reduce(Node::plus).orElseThrow());
    }
}
