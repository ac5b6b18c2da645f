package org.madaline.task;

import org.madaline.graph.Node;
import org.madaline.graph.Op;
import org.madaline.graph.UnaryFunction;

/// What a model's outputs are before they are decoded. It is read off the model itself, so that a network that ends in
/// softmax is not sent through softmax again.
public enum OutputForm {
    /// Scores: softmax makes probabilities of several, σ of one, or of each label.      (book, eq. 2.20, 3.22)
    LOGITS,
    /// Scores of which each belongs to a model of its own: σ(zₖ), divided by their sum.         (book, eq. 2.22)
    SEPARATE_LOGITS,
    /// Numbers in [0, 1]: softmax or σ is the network's last operation
    PROBABILITIES,
    /// ln of probabilities: log-softmax is the network's last operation
    LOG_PROBABILITIES;

    /// The form of a network's outputs: probabilities where its last operation is softmax or σ.
    ///
    /// @param output the node of the network's output
    /// @return LOGITS unless the last operation makes probabilities
    public static OutputForm of(Node output) {
        Node last = output;
        while (last.op() instanceof Op.Reshape || last.op() instanceof Op.Detach) {
            last = last.input(0);
        }
        if (last.op() instanceof Op.Softmax softmax) {
            return softmax.log() ? LOG_PROBABILITIES : PROBABILITIES;
        }
        return last.op() instanceof Op.Unary unary && unary.function() == UnaryFunction.SIGMOID ? PROBABILITIES : LOGITS;
    }
}
