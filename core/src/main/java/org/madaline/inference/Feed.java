package org.madaline.inference;

import org.madaline.data.Batch;
import org.madaline.data.BatchSource;
import org.madaline.data.BatchStream;
import org.madaline.data.Batches;
import org.madaline.data.FieldDataset;

/// Brings the batches of a source to plans, one after the other. What is quick to read the workers read themselves, at the
/// beginning of the plan; what is slow, or comes from a stream, is read ahead and copied. Both give the same values.
public final class Feed implements AutoCloseable {
    private final BatchSource source;
    private final int threads;
    private BatchStream ahead;
    private FieldDataset examples;
    private int[] order;
    private int from;
    private int next;
    private int size;

    /// A feed that stands before the first batch, once it is opened.
    ///
    /// @param threads how many read ahead
    /// @param source of the batches
    public Feed(BatchSource source, int threads) {
        this.source = source;
        this.threads = threads;
    }

    /// Begins an epoch with its batch `first`.
    ///
    /// @param epoch from 0
    /// @param first from 0
    public void open(int epoch, int first) {
        close();
        if (source instanceof Batches batches && !batches.dataset().slow()) {
            examples = FieldDataset.of(batches.examples(epoch));
            order = batches.order(epoch);
            next = first;
        } else {
            ahead = source.open(epoch, first, threads);
        }
    }

    /// Goes to the next batch.
    ///
    /// @return its size; 0 at the end of the epoch
    /// @throws java.io.UncheckedIOException if the source cannot be read
    public int advance() {
        if (ahead != null) {
            size = ahead.next() ? ahead.size() : 0;
            return size;
        }
        from = next * source.batchSize();
        size = next++ < source.count() ? Math.min(source.batchSize(), source.size() - from) : 0;
        return size;
    }

    /// The batch at which the feed stands, until it goes on.
    ///
    /// @return the batch for a step
    public Batch batch() {
        return ahead != null ? ahead.batch() : Batch.of(examples, from, size, order);
    }

    /// Ends the threads that read ahead.
    @Override
    public void close() {
        if (ahead != null) {
            ahead.close();
            ahead = null;
        }
    }
}
