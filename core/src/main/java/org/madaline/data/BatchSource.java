package org.madaline.data;

/// Where a training loop gets its batches from, epoch by epoch: [Batches] of a data set, or [StreamBatches] of data
/// that do not fit in memory. The batches of an epoch depend on nothing but the source and the epoch's number.
public sealed interface BatchSource extends Examples permits Batches, StreamBatches {
    /// The number of examples of each batch, but perhaps the last.
    ///
    /// @return at least 1
    int batchSize();

    /// Whether a last batch of fewer examples is left out.
    ///
    /// @return true where all batches are of equal size
    boolean dropLast();

    /// The number of batches of an epoch.
    ///
    /// @return that number, the same in each epoch
    default int count() {
        return dropLast() ? size() / batchSize() : Math.ceilDiv(size(), batchSize());
    }

    /// The batches of an epoch from number `first` on, to go on within an epoch; 0 for all.
    ///
    /// @param threads how many threads read ahead, where the source can be read by several
    /// @param epoch counted from 0
    /// @param first the batch to begin with, from 0 to [#count]
    /// @return the batches, to be closed
    BatchStream open(int epoch, int first, int threads);

    /// The same, read by as many threads as there are processors.
    ///
    /// @param epoch counted from 0
    /// @param first the batch to begin with, from 0 to [#count]
    /// @return the batches, to be closed
    default BatchStream open(int epoch, int first) {
        return open(epoch, first, Runtime.getRuntime().availableProcessors());
    }
}
