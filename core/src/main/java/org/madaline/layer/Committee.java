package org.madaline.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.graph.Node;

/// Several networks on the same x that are trained side by side, each by a loss of its own, and answer together: on average
/// they err less than one of them. The parameters of member i are named `i...`.
///
/// Shapes: x and the result as of each member.
///
/// @param members at least one, with outputs of one shape
/// @param vote    how they answer
public record Committee(List<Layer> members, Vote vote) implements Layer {
    /// How members answer together.
    public enum Vote {
        /// By the mean of their outputs, for numbers.
        OUTPUTS,
        /// By the mean of the probabilities of which their outputs are the logits; the result is its logarithm.
        PROBABILITIES;

        /// The answer of all members, each row of the first axis.
        Node together(Node answers) {
            return answer(vote(answers).mean(0));
        }

        /// What is averaged of a member's outputs.
        Node vote(Node outputs) {
            return switch (this) {
                case OUTPUTS -> outputs;
                case PROBABILITIES -> outputs.softmax();
            };
        }

        /// The answer that a mean of votes is.
        Node answer(Node mean) {
            return switch (this) {
                case OUTPUTS -> mean;
                case PROBABILITIES -> mean.max(LEAST).log();
            };
        }
    }

    /// Less is no probability.
    private static final double LEAST = 1e-30;

    /// Checks that there are members.
    ///
    /// @throws IllegalArgumentException if there is none
    public Committee {
        members = List.copyOf(members);
        Objects.requireNonNull(vote, "vote");
        if (members.isEmpty()) {
            throw new IllegalArgumentException("a committee has at least one member");
        }
    }

    @Override
    public Node build(Graph g, Node x) {
        List<Node> answers = answers(g, x, members);
        if (g.mode() == Mode.TRAINING) {
            return answers.getFirst();
        }
        double share = 1.0 / members.size();
        return vote.answer(answers.stream().map(vote::vote).reduce(Node::plus).orElseThrow().times(share));
    }

    /// What several networks say of the same x. In training each but the first has a loss beside that of the result, which is to be
    /// what the first says.
    static List<Node> answers(Graph g, Node x, List<Layer> members) {
        List<Node> answers = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            answers.add(members.get(i).at(g, Integer.toString(i), x));
        }
        if (g.mode() == Mode.TRAINING) {
            answers.subList(1, answers.size()).forEach(answer -> g.auxiliary(answer, 1));
        }
        return answers;
    }
}
