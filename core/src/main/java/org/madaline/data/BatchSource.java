package org.madaline.data;

/// Where a training loop gets its batches from, epoch by epoch: [Batches] of a data set, or [StreamBatches] of data
/// that do not fit in memory. The batches of an epoch depend on nothing but the source and the epoch's number.
public sealed interface BatchSource extends Examples permits Batches, StreamBatches {
    /// The number of examples of each batch, but perhaps the last.
    int batchSize();

    /// Whether a last batch of fewer examples is left out.
    boolean dropLast();

    /// The number of batches of an epoch.
    default int count() {
        return dropLast() ? size() / batchSize() : Math.ceilDiv(size(), batchSize());
    }

    /// The batches of an epoch from number `first` on, to go on within an epoch; 0 for all.
    ///
    /// @param threads how many threads read ahead, where the source can be read by several
    BatchStream open(int epoch, int first, int threads);

    /// The same, read by as many threads as there are processors.
    default BatchStream open(int epoch, int first) {
        return open(epoch, first, Runtime.getRuntime().availableProcessors());
    }
}
