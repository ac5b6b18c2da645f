package org.madaline.table;

import java.util.Optional;
import org.madaline.data.Dataset;
import org.madaline.layer.Network;
import org.madaline.train.Trainer;

/// A network for the rows of a table, and how it is trained.
public sealed interface TableNetwork permits RealMlp, TabM {
    /// {@return the network for the rows of a table}
    ///
    /// @param train the rows that it is trained on: their features say which column is what, and numbers stay in their range
    /// @throws IllegalArgumentException if the rows are not encoded as [TableEncoding#ROBUST]
    Network network(Dataset train);

    /// {@return what trains the network on these rows}
    ///
    /// @param train      the rows
    /// @param validation rows by which the best epoch is chosen, by accuracy or by the squared error; without them the model is
    ///     that of the last
    /// @param network    as of [#network]
    /// @param seed       of all random choices
    Trainer trainer(Dataset train, Optional<? extends Dataset> validation, Network network, long seed);

    /// {@return the same for a network of its own}
    ///
    /// @param train      the rows
    /// @param validation as of the other
    /// @param seed       of all random choices
    default Trainer trainer(Dataset train, Optional<? extends Dataset> validation, long seed) {
        return trainer(train, validation, network(train), seed);
    }

    /// {@return how often each row is learnt, at most}
    int epochs();

    /// {@return rows per step}
    int batchSize();

    /// {@return how many steps the training takes, at most}
    ///
    /// @param rows that are trained on
    default long steps(int rows) {
        return (long) epochs() * Math.ceilDiv(rows, batchSize());
    }
}
