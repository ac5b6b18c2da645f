package org.madaline.data;

import org.madaline.tensor.Shape;

/// Where a training loop gets its batches from, epoch by epoch: [Batches] of a data set, or [StreamBatches] of data
/// that do not fit in memory. The batches of an epoch depend on nothing but the source and the epoch's number.
public sealed interface BatchSource permits Batches, StreamBatches {
    /// The shape of one x.
    Shape inputShape();

    /// The shape of one y.
    Shape targetShape();

    /// The number of examples of each batch, but perhaps the last.
    int batchSize();

    /// The batches of an epoch from number `first` on, to go on within an epoch; 0 for all.
    BatchStream open(int epoch, int first);
}
