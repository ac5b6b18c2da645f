package org.madaline.train;

import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.layer.Network;
import org.madaline.loss.Loss;

/// What is to be made small, as a function of a batch's fields: it builds networks on them and compares what they yield.
@FunctionalInterface
public interface Goal {
    /// Adds networks and losses to the graph of the fields.
    ///
    /// @param fields of the batch, which become inputs of the graph
    /// @return what is made small
    Losses build(BatchInputs fields);

    /// The loss of a network on the fields x and y, weighted by the field `weight` where there is one, and of its further
    /// outputs.
    ///
    /// @param network is built on `x`
    /// @param loss compares its output with `y`
    /// @return a goal whose loss is called `loss`
    static Goal of(Network network, Loss loss) {
        return fields -> {
            Graph g = fields.graph();
            Node prediction = network.build(g, fields.size());
            Node y = fields.get("y");
            Losses losses = Losses.of(loss, prediction, y);
            for (Graph.Auxiliary further : g.auxiliaries()) {
                losses = losses.plus(Losses.of("further " + losses.terms().size(), loss, further.output(), y)
                        .times(further.weight()).helping());
            }
            return fields.has("weight") ? losses.weighted(fields.get("weight")) : losses;
        };
    }
}
