package org.madaline.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// The batches of one epoch, one after the other, read ahead by threads of their own while others are in use. Three
/// batches circulate, so that memory is bounded whatever is faster. To be used by one thread, and closed.
///
/// ```java
/// try (BatchStream batches = source.open(epoch, 0)) {
///     while (batches.next()) {
///         use(batches.size(), batches.x(), batches.y());
///     }
/// }
/// ```
public final class BatchStream implements AutoCloseable {
    /// How many batches circulate: one in use, one waiting, one being filled.
    static final int SLOTS = 3;

    /// Fills the next batch.
    interface Filler {
        /// Writes the next examples and returns their number, 0 at the end.
        int fill(float[] x, float[] y, float[] weights) throws IOException;
    }

    private static final class Slot {
        private final float[] x;
        private final float[] y;
        private final float[] weights;
        private final FieldDataset examples;
        private int size;
        private Exception failure;

        Slot(BatchSource source) {
            int length = source.batchSize();
            x = new float[source.inputShape().prepend(length).size()];
            y = new float[source.targetShape().prepend(length).size()];
            weights = new float[length];
            Dataset rows = new ArrayDataset(length, source.inputShape(), source.targetShape(), x, y, source.classNames());
            examples = FieldDataset.of(source.weighted() ? rows.withWeights(weights) : rows);
        }
    }

    private final BlockingQueue<Slot> free = new ArrayBlockingQueue<>(SLOTS);
    private final BlockingQueue<Slot> full = new ArrayBlockingQueue<>(SLOTS);
    private final Filler filler;
    private final AutoCloseable resource;
    private final Thread thread;
    private Slot current;

    /// @param resource what is closed when the thread ends
    BatchStream(BatchSource source, Filler filler, AutoCloseable resource) {
        this.filler = filler;
        this.resource = resource;
        for (int i = 0; i < SLOTS; i++) {
            free.add(new Slot(source));
        }
        thread = Thread.ofPlatform().daemon().name("madaline-batches").start(this::run);
    }

    private void run() {
        try (resource) {
            boolean more = true;
            while (more) {
                more = fill(free.take());
            }
        } catch (InterruptedException e) {
            // The stream was closed before its end.
        } catch (Exception e) {
            throw new IllegalStateException("the source of the batches cannot be closed", e);
        }
    }

    private boolean fill(Slot slot) {
        // Handed over in any case, also where an error ends this thread: the other side must not wait for ever.
        slot.failure = new IllegalStateException("the thread that prepares the batches has ended");
        try {
            slot.size = filler.fill(slot.x, slot.y, slot.weights);
            slot.failure = null;
        } catch (IOException | RuntimeException e) {
            slot.failure = e;
        } finally {
            full.add(slot);
        }
        return slot.failure == null && slot.size > 0;
    }

    /// Goes to the next batch; the arrays of the one before are used again.
    ///
    /// @return false at the end of the epoch
    /// @throws UncheckedIOException if the source cannot be read
    public boolean next() {
        if (current != null && current.size == 0) {
            return false;
        }
        try {
            if (current != null) {
                free.put(current);
            }
            current = full.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a batch", e);
        }
        if (current.failure != null) {
            Exception failure = current.failure;
            current.size = 0;
            close();
            throw switch (failure) {
                case IOException io -> new UncheckedIOException(io);
                case UncheckedIOException io -> io;
                default -> new IllegalStateException("a batch cannot be read: " + failure.getMessage(), failure);
            };
        }
        return current.size > 0;
    }

    /// The number of examples in this batch.
    ///
    /// @return at most the source's batch size; 0 at the end
    public int size() {
        return current.size;
    }

    /// The x of this batch, one after the other; what lies behind `size()` of them has no meaning.
    ///
    /// @return the array itself, until [#next] is called
    public float[] x() {
        return current.x;
    }

    /// The y of this batch, one after the other.
    ///
    /// @return the array itself, until [#next] is called
    public float[] y() {
        return current.y;
    }

    /// This batch.
    ///
    /// @return the batch for a step; it holds until [#next] is called
    public Batch batch() {
        return Batch.of(current.examples, null, 0, current.size, 0);
    }

    /// Ends the threads.
    @Override
    public void close() {
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
