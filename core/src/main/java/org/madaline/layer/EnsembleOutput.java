package org.madaline.layer;

import java.util.Objects;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.graph.Node;
import org.madaline.graph.ShapeException;
import org.madaline.init.Initializers;
import org.madaline.tensor.Shape;

/// The last layer of several networks, of which each has a matrix of its own. In training each has a loss of its own; in use
/// they answer together.
///
/// Shapes: a `[N, members, in]`, weight `[members, in, out]`, bias `[members, out]`; result `[N, out]`.
///
/// @param out  the number of outputs
/// @param vote how the members answer
public record EnsembleOutput(int out, Committee.Vote vote) implements Layer {
    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if there is no output
    public EnsembleOutput {
        Objects.requireNonNull(vote, "vote");
        if (out < 1) {
            throw new IllegalArgumentException("an ensemble has at least 1 output, not " + out);
        }
    }

    @Override
    public Node build(Graph g, Node x) {
        if (x.shape().rank() != 3) {
            throw new ShapeException(g.path(), "the outputs of an ensemble take [N, members, features], not " + x.shape());
        }
        int count = x.shape().dim(0);
        int members = x.shape().dim(1);
        int in = x.shape().dim(2);
        double bound = 1 / Math.sqrt(in);
        Node weight = g.parameter("weight", Shape.of(members, in, out), Initializers.uniform(-bound, bound));
        Node bias = g.parameter("bias", Shape.of(members, out), Initializers.uniform(-bound, bound));
        Node answers = x.permute(1, 0, 2).matmul(weight).plus(bias.reshape(Shape.of(members, 1, out)));
        if (g.mode() == Mode.TRAINING) {
            for (int i = 1; i < members; i++) {
                g.auxiliary(member(answers, i, count), 1);
            }
            return member(answers, 0, count);
        }
        return vote.together(answers).reshape(Shape.of(count, out));
    }

    private Node member(Node answers, int i, int count) {
        return answers.narrow(0, i, i + 1).reshape(Shape.of(count, out));
    }
}
