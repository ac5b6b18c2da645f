package org.madaline.loss;

import org.madaline.graph.Node;

/// A loss that is made of the losses of single values.
interface TermwiseLoss extends Loss {
    @Override
    default Node build(Node prediction, Node target) {
        return terms(prediction, target).loss();
    }

    @Override
    LossTerms terms(Node prediction, Node target);
}
