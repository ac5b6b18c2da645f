package org.madaline.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.madaline.kernels.CounterRandom;
import org.madaline.task.Task;
import org.madaline.tensor.Shape;

/// The batches of a source that is read from first to last. The order is random within a window: a buffer of `window`
/// examples is kept, each example given out is a random one of them, the next of the source takes its place.
///
/// @param source    the examples
/// @param batchSize the number of examples of each batch
/// @param window    the number of examples kept, 1 for the order of the source
/// @param seed      the seed of the random order, another one for each epoch
/// @param dropLast  whether a last batch of fewer examples is left out
public record StreamBatches(ExampleSource source, int batchSize, int window, long seed, boolean dropLast)
        implements BatchSource {
    /// Checks the sizes.
    ///
    /// @throws IllegalArgumentException if a size is not positive or the window is larger than an array
    public StreamBatches {
        Objects.requireNonNull(source, "source");
        if (batchSize < 1 || window < 1) {
            throw new IllegalArgumentException(
                    "batch size and window are at least 1, not " + batchSize + " and " + window);
        }
        source.inputShape().prepend(window);
        source.targetShape().prepend(window);
    }

    @Override
    public Shape inputShape() {
        return source.inputShape();
    }

    @Override
    public Optional<Task<?>> task() {
        return source.task();
    }

    @Override
    public Optional<Preparation> preparation() {
        return source.preparation();
    }

    @Override
    public Shape targetShape() {
        return source.targetShape();
    }

    @Override
    public List<String> classNames() {
        return source.classNames();
    }

    @Override
    public int size() {
        return source.size();
    }

    /// The source is read by one thread, whatever `threads` is.
    @Override
    public BatchStream open(int epoch, int first, int threads) {
        Window examples;
        try {
            examples = new Window(epoch);
            float[] x = new float[inputShape().size()];
            float[] y = new float[targetShape().size()];
            for (long i = 0; i < (long) first * batchSize; i++) {
                examples.next(x, 0, y, 0);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new BatchStream(this, (x, y, _) -> examples.fill(x, y), examples);
    }

    private final class Window implements AutoCloseable {
        private final int width = inputShape().size();
        private final int height = targetShape().size();
        private final float[] x = new float[window * width];
        private final float[] y = new float[window * height];
        private final long epochKey;
        private final ExampleSource.Reader reader;
        private int filled;
        private int drawn;

        Window(int epoch) throws IOException {
            epochKey = CounterRandom.key(CounterRandom.key(seed, "window"), epoch);
            reader = source.open();
            while (filled < window && reader.next(x, filled * width, y, filled * height)) {
                filled++;
            }
        }

        boolean next(float[] toX, int xOffset, float[] toY, int yOffset) throws IOException {
            if (filled == 0) {
                return false;
            }
            int slot = CounterRandom.below(epochKey, 0, drawn++, filled);
            System.arraycopy(x, slot * width, toX, xOffset, width);
            System.arraycopy(y, slot * height, toY, yOffset, height);
            if (!reader.next(x, slot * width, y, slot * height)) {
                filled--;
                System.arraycopy(x, filled * width, x, slot * width, width);
                System.arraycopy(y, filled * height, y, slot * height, height);
            }
            return true;
        }

        int fill(float[] toX, float[] toY) throws IOException {
            int count = 0;
            while (count < batchSize && next(toX, count * width, toY, count * height)) {
                count++;
            }
            return dropLast && count < batchSize ? 0 : count;
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
